import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ClockView, ComplaintDetail } from '#shared/complaint/complaint.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { badgeFace, clockText, dueShort } from './complaint.format.ts';
import { DeadlineWhy } from './deadline-why.tsx';
import { RuleMove } from './rule-move.tsx';
import './clock-panel.css';

/** Clocks of a complaint, and for the chosen one, at first that of the final answer, why its deadline is what it is. */
export function ClockPanel({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown =
    detail.clocks.find((clock) => clock.key === chosen) ??
    detail.clocks.find((clock) => clock.kind === 'finalResponse');
  return (
    <section aria-label={t('complaint.clocks')}>
      <div className="complaint-section">
        <b>{t('complaint.clocks')}</b>
        <span className="sp" />
        {shown?.rule && (
          <Link
            className="fs"
            to={`/complaint/rule?edition=${detail.ruleEdition}&rule=${encodeURIComponent(shown.rule.code)}`}
          >
            {t('complaint.ruleOf', { code: shown.rule.code, edition: detail.ruleEdition })}
          </Link>
        )}
        {shown?.rule?.verification === 'example' && <StateTag tone="info">{t('complaint.exampleRule')}</StateTag>}
        {detail.acts.includes('moveRule') && <RuleMove detail={detail} />}
      </div>
      {detail.clocks.map((clock) => (
        <ClockLine
          key={clock.key}
          clock={clock}
          isShown={clock === shown}
          onShow={clock.rule ? () => setChosen(clock.key) : undefined}
        />
      ))}
      {shown?.rule && <DeadlineWhy clock={shown} hours={detail.workingHours} />}
    </section>
  );
}

function ClockLine({
  clock,
  isShown,
  onShow,
}: {
  clock: ClockView;
  isShown: boolean;
  onShow: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const face = badgeFace({ ...clock, pausedReason: null }, t);
  // While it stands still its own end isn't known, and so neither is what it has used.
  const isCounted = clock.state !== 'paused' && clock.usedMinutes !== null;
  const share =
    isCounted && clock.usedMinutes !== null && clock.allowedMinutes
      ? Math.min(100, Math.max(0, (clock.usedMinutes / clock.allowedMinutes) * 100))
      : null;
  const tone = { good: 'ok', warning: 'wa', bad: 'er', info: 'pr', neutral: 't2' }[face.tone];
  const Icon =
    face.tone === 'good' ? CheckCircleOutlined : face.tone === 'bad' ? CloseCircleOutlined : ClockCircleOutlined;
  return (
    <button
      type="button"
      className={`complaint-clock fs${isShown ? ' on' : ''}`}
      aria-pressed={isShown}
      disabled={!onShow}
      title={onShow && t('calendar.line.explain')}
      onClick={onShow}
    >
      <span className={`${tone} name`}>
        <Icon /> {t(`complaint.clock.${clock.kind}`)}
      </span>
      {share !== null && (
        <span className="track" title={`${Math.round(share)} %`}>
          <i
            style={{
              width: `${share}%`,
              background: `var(--${{ ok: 'success', wa: 'warning', er: 'danger', pr: 'primary', t2: 'c6' }[tone]})`,
            }}
          />
          <u style={{ left: '50%' }} />
          <u style={{ left: '80%' }} />
        </span>
      )}
      <span className={`${tone} nw`}>
        {isCounted && clock.usedMinutes !== null && clock.allowedMinutes !== null
          ? `${clockText(clock.usedMinutes)} / ${clockText(clock.allowedMinutes)}　`
          : ''}
        {face.text}
      </span>
      <span className="sp" />
      {clock.dueAt && clock.state === 'running' && (
        <span className={`${tone} nw b`}>{t('complaint.dueAt', { at: dueShort(clock.dueAt) })}</span>
      )}
    </button>
  );
}
