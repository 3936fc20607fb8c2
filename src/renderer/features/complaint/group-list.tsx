import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { type Grouping, groupings } from '#shared/complaint/group.contract.ts';
import { noCode, onlyCode } from '#shared/complaint/narrowing.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useCatalogue } from './catalogue.ts';

/** By what the list is grouped, kept in the address. */
export function useGrouping(): [Grouping | null, (by: Grouping | null) => void] {
  const [by, setBy] = useUrlState('group');
  const known = groupings.find((one) => one === by) ?? null;
  return [known, (next) => setBy(next ?? undefined)];
}

export function GroupSelect({ by, onChange }: { by: Grouping | null; onChange(by: Grouping | null): void }) {
  const { t } = useTranslation();
  return (
    <Select
      size="small"
      aria-label={t('complaint.groupBy')}
      value={by ?? ''}
      popupMatchSelectWidth={false}
      onChange={(value: Grouping | '') => onChange(value === '' ? null : value)}
      options={[
        { value: '' as const, label: t('complaint.grouped', { by: t('complaint.ungrouped') }) },
        ...groupings.map((value) => ({
          value,
          label: t('complaint.grouped', { by: t(`complaint.column.${value}`) }),
        })),
      ]}
    />
  );
}

/** What the filter becomes when a group is chosen; those without a value have a condition only for categories. */
function narrowTo(by: Grouping, key: string): Partial<ComplaintFilter> {
  if (by === 'unit') return { unitId: key, traits: ['ownUnit'] };
  if (by === 'category') return { category: key === '' ? noCode : onlyCode(key) };
  const list = { status: 'statuses', channel: 'channels', grade: 'grades', business: 'businesses' } as const;
  return { [list[by]]: key === '' ? [] : [key] } as Partial<ComplaintFilter>;
}

/** The groups beside the list, the largest first; choosing one narrows the list to it. */
export function GroupList({
  filter,
  by,
  onNarrow,
}: {
  filter: ComplaintFilter;
  by: Grouping;
  onNarrow(changes: Partial<ComplaintFilter>): void;
}) {
  const { t } = useTranslation();
  const { codeName } = useCatalogue();
  const query = useQuery(
    orpc.complaint.groups.queryOptions({ input: { ...filter, by }, placeholderData: keepPreviousData }),
  );
  const nameOf = (key: string, name: string) => {
    if (key === '') return t('complaint.groupNone');
    if (by === 'unit') return name;
    return by === 'category' ? codeName(key) : t(`complaint.${by}.${key}`);
  };
  return (
    <section className="panel complaint-groups" aria-label={t('complaint.groupBy')}>
      <QueryFault query={query} />
      {query.isPending && <Skeleton rows={12} />}
      <ul>
        {query.data?.groups.map((group) => (
          <li key={group.key}>
            <button
              type="button"
              disabled={group.key === '' && by !== 'category'}
              onClick={() => onNarrow(narrowTo(by, group.key))}
            >
              <span className="el sp" title={nameOf(group.key, group.name)}>
                {nameOf(group.key, group.name)}
              </span>
              {group.overdue > 0 && <b className="er fs">{t('complaint.groupOverdue', { count: group.overdue })}</b>}
              <span className="num t2">{group.count.toLocaleString('en-US')}</span>
            </button>
          </li>
        ))}
        {query.data && query.data.others > 0 && (
          <li className="t3 fs">{t('complaint.groupOthers', { count: query.data.others })}</li>
        )}
      </ul>
    </section>
  );
}
