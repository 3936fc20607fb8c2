import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';

/** Complaints that wait for this person, by kind of work; each number opens exactly those. */
export function OwnWork() {
  const { t } = useTranslation();
  const may = useMay();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const todo = useQuery(
    orpc.complaint.todo.queryOptions({
      input: { unitId: unitId ?? null },
      enabled: may('complaint:handle'),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  if (!todo.data || todo.data.kinds.length === 0) return null;
  const { total, kinds } = todo.data;
  const to = (extra: Record<string, string>) => scoped('/complaint', { view: 'mine', ...extra });
  return (
    <nav className="own-work" aria-label={t('watch.todo.title')}>
      <Link to={to({})} className="b">
        {t('watch.todo.title')} {total.toLocaleString('en-US')}
      </Link>
      {kinds.map(({ kind, count, overdue }) => (
        <Link key={kind} to={to({ todo: kind })} title={t(`watch.todo.hint.${kind}`)}>
          {t(`watch.todo.kind.${kind}`)} <b className={overdue > 0 ? 'er' : ''}>{count.toLocaleString('en-US')}</b>
        </Link>
      ))}
    </nav>
  );
}
