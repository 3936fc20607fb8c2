import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import type { TodoKind } from '#shared/complaint/todo.schema.ts';
import { orpc } from '../../rpc/client.ts';
import './todo-strip.css';

interface Props {
  filter: ComplaintFilter;
  setFilter(changes: Partial<ComplaintFilter>): void;
}

/** One's own work by kind; a click leaves one kind in the list. */
export function TodoStrip({ filter, setFilter }: Props) {
  const { t } = useTranslation();
  const todo = useQuery(
    orpc.complaint.todo.queryOptions({
      input: { unitId: filter.unitId ?? null },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  if (!todo.data) return null;
  const { total, kinds } = todo.data;
  const choose = (kind: TodoKind | null) => setFilter({ view: 'mine', todo: kind });
  return (
    <fieldset className="todo-strip" aria-label={t('watch.todo.title')}>
      <button type="button" aria-pressed={!filter.todo} onClick={() => choose(null)}>
        {t('watch.todo.all')} <b>{total.toLocaleString('en-US')}</b>
      </button>
      {kinds.map(({ kind, count, overdue }) => (
        <button
          type="button"
          key={kind}
          aria-pressed={filter.todo === kind}
          title={[t(`watch.todo.hint.${kind}`), overdue > 0 && t('watch.todo.overdue', { count: overdue })]
            .filter(Boolean)
            .join('\n')}
          onClick={() => choose(filter.todo === kind ? null : kind)}
        >
          {t(`watch.todo.kind.${kind}`)} <b className={overdue > 0 ? 'er' : ''}>{count.toLocaleString('en-US')}</b>
        </button>
      ))}
      {total === 0 && kinds.length === 0 && <span className="t3">{t('watch.todo.none')}</span>}
    </fieldset>
  );
}
