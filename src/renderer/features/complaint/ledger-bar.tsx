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
  const of = (part: (typeof minutes.parts)[number]) => (work ? part.work : part.natural);
  const parts = minutes.parts.filter((part) => of(part) > 0);
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
      <div
        className="complaint-ledger"
        role="img"
        aria-label={parts.map((part) => `${t(`complaint.party.${part.party}`)} ${clockText(of(part))}`).join('，')}
      >
        {parts.map((part) => (
          <i
            key={part.party}
            className={part.party === 'customer' || part.party === 'suspension' ? 'hatched' : ''}
            style={{ flexGrow: of(part), background: colours[part.party] }}
          />
        ))}
      </div>
      <div className="complaint-legend fs">
        {parts.map((part) => (
          <span key={part.party}>
            <i style={{ background: colours[part.party] }} />
            {t(`complaint.party.${part.party}`)} <b>{clockText(of(part))}</b>
          </span>
        ))}
      </div>
    </section>
  );
}
