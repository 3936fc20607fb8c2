import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { ledgerMinutes } from '#shared/complaint/ledger.words.ts';
import { clockText } from './complaint.format.ts';

const colours = {
  front: 'var(--c1)',
  support: 'var(--c2)',
  network: 'var(--c4)',
  vendor: 'var(--c3)',
  customer: 'var(--c5)',
  suspension: 'var(--c6)',
} as const;

/** Whose time it was: the parts add up to the whole. Hatched: not counted against the deadline. */
export function LedgerBar({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const { ledger } = detail;
  if (detail.ledgerYear !== null)
    return <p className="wa fs complaint-section">{t('clock.ledgerYear', { year: detail.ledgerYear })}</p>;
  if (!ledger) return <p className="t3 fs complaint-section">{t('complaint.ledgerUnknown')}</p>;
  const work = ledger.workSeconds > 0;
  const minutes = ledgerMinutes(ledger);
  // what took less than a minute is there all the same
  const parts = ledger.parts.flatMap(({ party, seconds, workSeconds }, i) => {
    const grow = work ? workSeconds : seconds;
    const shown = minutes.parts[i]?.[work ? 'work' : 'natural'] ?? 0;
    return grow > 0 ? [{ party, grow, time: clockText(shown) }] : [];
  });
  const total = work ? minutes.work : minutes.natural;
  return (
    <section aria-label={t('complaint.ledger')}>
      <div className="complaint-section">
        <b>{t('complaint.ledger')}</b>
        <span className="t3 fs">
          {t(work ? 'complaint.ledgerWork' : 'complaint.ledgerNatural', {
            time: clockText(total),
            natural: clockText(minutes.natural),
          })}
        </span>
      </div>
      {parts.length > 0 && (
        <div
          className="complaint-ledger"
          role="img"
          aria-label={parts.map((part) => `${t(`complaint.party.${part.party}`)} ${part.time}`).join('，')}
        >
          {parts.map((part) => (
            <i
              key={part.party}
              className={part.party === 'customer' || part.party === 'suspension' ? 'hatched' : ''}
              style={{ flexGrow: part.grow, background: colours[part.party] }}
            />
          ))}
        </div>
      )}
      <div className="complaint-legend fs">
        {parts.map((part) => (
          <span key={part.party}>
            <i style={{ background: colours[part.party] }} />
            {t(`complaint.party.${part.party}`)} <b>{part.time}</b>
          </span>
        ))}
      </div>
    </section>
  );
}
