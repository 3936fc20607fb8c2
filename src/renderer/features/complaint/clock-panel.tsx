import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ClockView, ComplaintDetail } from '#shared/complaint/complaint.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { badgeFace, clockText, dayText, dueShort, dueText, limitText } from './complaint.format.ts';

/** Clocks of a complaint, and for the running one why its deadline is what it is. */
export function ClockPanel({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const final = detail.clocks.find((clock) => clock.kind === 'finalResponse');
  return (
    <section aria-label={t('complaint.clocks')}>
      <div className="complaint-section">
        <b>{t('complaint.clocks')}</b>
        <span className="sp" />
        {final?.rule && <span className="t3 fs">{t('complaint.ruleOf', { code: final.rule.code })}</span>}
        {final?.rule?.verification === 'example' && <StateTag tone="info">{t('complaint.exampleRule')}</StateTag>}
      </div>
      {detail.clocks.map((clock) => (
        <ClockLine key={clock.kind} clock={clock} />
      ))}
      {final?.rule && <Why clock={final} detail={detail} />}
    </section>
  );
}

function ClockLine({ clock }: { clock: ClockView }) {
  const { t } = useTranslation();
  const face = badgeFace({ ...clock, pausedReason: null }, t);
  const share =
    clock.usedMinutes !== null && clock.allowedMinutes
      ? Math.min(100, Math.max(0, (clock.usedMinutes / clock.allowedMinutes) * 100))
      : null;
  const tone = { good: 'ok', warning: 'wa', bad: 'er', info: 'pr', neutral: 't2' }[face.tone];
  const Icon =
    face.tone === 'good' ? CheckCircleOutlined : face.tone === 'bad' ? CloseCircleOutlined : ClockCircleOutlined;
  return (
    <div className="complaint-clock fs">
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
        {clock.usedMinutes !== null && clock.allowedMinutes !== null
          ? `${clockText(clock.usedMinutes)} / ${clockText(clock.allowedMinutes)}　`
          : ''}
        {face.text}
      </span>
      <span className="sp" />
      {clock.dueAt && clock.state === 'running' && (
        <span className={`${tone} nw b`}>{t('complaint.dueAt', { at: dueShort(clock.dueAt) })}</span>
      )}
    </div>
  );
}

function Why({ clock, detail }: { clock: ClockView; detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const rule = clock.rule as NonNullable<ClockView['rule']>;
  const hours = detail.workingHours.map((span) => `${span.from}–${span.to}`).join('，');
  const working = ['workMinutes', 'workHours'].includes(rule.unit);
  return (
    <div className="complaint-why">
      <div className="row">
        <b>{clock.dueAt ? t('complaint.why', { at: dueShort(clock.dueAt) }) : t('complaint.whyNot')}</b>
        <span className="sp" />
        {working && <span className="t3">{t('complaint.workingHours', { hours })}</span>}
      </div>
      {clock.missingYear !== null && <p className="wa">{t('complaint.missingYear', { year: clock.missingYear })}</p>}
      <table>
        <tbody>
          <tr>
            <td colSpan={2}>{rule.name}</td>
            <td className="num b">{limitText(rule, t)}</td>
          </tr>
          {clock.dueAt &&
            clock.lines.map((line, i) => (
              <WhyLine
                key={`${line.on}${line.kind}`}
                line={line}
                dueAt={i === clock.lines.length - 1 ? clock.dueAt : null}
              />
            ))}
        </tbody>
      </table>
      <p className="t3">
        {t('complaint.clause', { clause: rule.clause })}
        {clock.others.length > 0 &&
          t('complaint.otherRules', {
            list: clock.others
              .map((other) => `${other.rule.name}（${other.dueAt ? dueShort(other.dueAt) : '—'}）`)
              .join('、'),
          })}
      </p>
    </div>
  );
}

type Line = ClockView['lines'][number];

function WhyLine({ line, dueAt }: { line: Line; dueAt: string | null }) {
  const { t } = useTranslation();
  const day = line.until === line.on ? dayText(line.on, t) : `${dayText(line.on, t)} – ${dayText(line.until, t)}`;
  const idle = line.minutes === 0 && line.days === 0;
  return (
    <tr className={idle && !dueAt ? 't3' : ''}>
      <td className="nw">{day}</td>
      <td>{reason(line, t)}</td>
      <td className="num nw">
        {dueAt ? (
          <b>→ {dueText(dueAt).slice(11)}</b>
        ) : line.minutes ? (
          `−${clockText(line.minutes)}`
        ) : line.days ? (
          t('complaint.minusDays', { count: line.days })
        ) : (
          '0'
        )}
      </td>
    </tr>
  );
}

function reason(line: Line, t: ReturnType<typeof useTranslation>['t']): string {
  const parts: string[] = [];
  if (line.kind === 'makeup') parts.push(t('complaint.line.makeup', { name: line.name }));
  if (line.from && line.to && line.minutes > 0)
    parts.push(`${formatInstant(line.from).slice(11)} → ${formatInstant(line.to).slice(11)}`);
  else if (line.kind !== 'makeup') parts.push(t(`complaint.line.${line.kind}`, { name: line.name }));
  if (line.pausedMinutes > 0) parts.push(t('complaint.line.pausedMinutes', { time: clockText(line.pausedMinutes) }));
  return parts.join('，');
}
