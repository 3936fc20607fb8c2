import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { categoryText, momentText } from './complaint.format.ts';
import { DeadlineBadge } from './deadline-badge.tsx';

/** One of the two, as far as it is known. */
export interface Compared {
  title: string;
  customer: string;
  channel: string | null;
  category: string | null;
  place: string;
  receivedAt: string | null;
  unit: string;
  content: string;
  demand: string;
}

const rows = ['customer', 'channel', 'category', 'city', 'receivedAt', 'unit', 'content', 'demand'] as const;

/** Two complaints side by side, line by line; what reads the same is pale. */
export function ComparePanel({ one, otherId }: { one: Compared; otherId: string }) {
  const { t, i18n } = useTranslation();
  const query = useQuery(orpc.complaint.get.queryOptions({ input: { complaintId: otherId } }));
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => query.refetch()} />;
  const detail = query.data;
  if (!detail) return <Skeleton rows={6} />;
  const { row } = detail;
  const other: Compared = {
    title: row.number,
    customer: [row.customerName, row.customerNumber].filter(Boolean).join(' '),
    channel: t(`complaint.channel.${row.channel}`),
    category: categoryText(row, i18n.language),
    place: row.place,
    receivedAt: row.receivedAt,
    unit: row.unitName,
    content: row.content,
    demand: detail.demand,
  };
  const textOf = (side: Compared, name: (typeof rows)[number]) => {
    if (name === 'city') return side.place;
    if (name === 'receivedAt') return side.receivedAt ? momentText(side.receivedAt, t) : t('complaintLink.now');
    return side[name] ?? '';
  };
  return (
    <table className="complaint-compare fs">
      <thead>
        <tr>
          <td />
          <th scope="col">{one.title}</th>
          <th scope="col">
            {row.number}
            <span className="tags">
              <DeadlineBadge badge={row.badge} />
              <StateTag>{t(`complaint.status.${row.status}`)}</StateTag>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((name) => textOf(one, name) || textOf(other, name))
          .map((name) => {
            const [left, right] = [textOf(one, name), textOf(other, name)];
            return (
              <tr key={name} className={left === right ? 't3' : ''}>
                <th scope="row">{t(`complaintLink.field.${name}`)}</th>
                <td>{left || '—'}</td>
                <td>{right || '—'}</td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
