import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '#shared/complaint/detail.schema.ts';
import { badgeFace, clockText, dueShort, remainingText } from './complaint.format.ts';

interface Props {
  readonly clock: ClockView;
  /** which news it is about, where there is more than one */
  readonly number: number | null;
  /** why the complaint stands still; null while it does not */
  readonly pausedReason: string | null;
  readonly isShown: boolean;
  readonly onShow: (() => void) | undefined;
}

/** One clock in a line: what it measures, how far it is, how it stands, until when. */
export function ClockLine({ clock, number, pausedReason, isShown, onShow }: Props) {
  const { t } = useTranslation();
  const face = badgeFace({ ...clock, pausedReason }, t);
  const isOver = clock.state === 'answered' || clock.state === 'answeredLate';
  // only an answer is answered: news was told, a complaint closed, a part handed back
  const text = clock.lateBy
    ? remainingText(clock.lateBy, t)
    : isOver && clock.kind !== 'finalResponse'
      ? t(`clock.${clock.state}`)
      : face.text;
  const [missing] = clock.mayBeEarlier;
  const share =
    clock.usedMinutes !== null && clock.allowedMinutes
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
        {number !== null && ` ${number}`}
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
        {text}
      </span>
      {clock.unitName && <span className="t3 el">{clock.unitName}</span>}
      <span className="sp" />
      {clock.dueAt && clock.state !== 'answered' && clock.state !== 'stopped' && (
        <span className={`${missing ? 'wa' : tone} nw b`} title={missing && t('clock.earlier', { year: missing.year })}>
          {t(missing ? 'clock.dueOrEarlier' : 'complaint.dueAt', { at: dueShort(clock.dueAt) })}
        </span>
      )}
    </button>
  );
}
