import { useTranslation } from 'react-i18next';
import { type ClauseFigures, clauseAudiences } from '#shared/standard/clause.schema.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Met of total by audience and class; what nobody asked for stands apart. */
export function ClauseCounts({
  figures,
  onFilter,
}: {
  figures: ClauseFigures | undefined;
  onFilter(name: string, value: string | undefined): void;
}) {
  const { t } = useTranslation();
  if (!figures) return <Skeleton rows={2} />;
  const sum = (list: ClauseFigures['counts'], of: 'total' | 'met' | 'failed' | 'notInspected') =>
    list.reduce((total, each) => total + each[of], 0);
  return (
    <section className="standard-counts" aria-label={t('standard.clause.counts')}>
      {clauseAudiences.map((audience) => {
        const own = figures.counts.filter((each) => each.audience === audience);
        return (
          <div key={audience} className="panel">
            <button type="button" className="std-link" onClick={() => onFilter('audience', audience)}>
              {t(`standard.audience.${audience}`)}
            </button>
            <b className="big">
              {sum(own, 'met')} <span className="t3">/ {sum(own, 'total')}</span>
            </b>
            <span className="fs t2">
              {t('standard.clause.split', { failed: sum(own, 'failed'), notInspected: sum(own, 'notInspected') })}
            </span>
            <span className="fs classes">
              {own.map((each) => (
                <span
                  key={each.class}
                  title={t('standard.clause.split', { failed: each.failed, notInspected: each.notInspected })}
                >
                  <span className="t3">{t(`standard.class.${each.class}`)}</span> {each.met}/{each.total}
                </span>
              ))}
            </span>
          </div>
        );
      })}
    </section>
  );
}
