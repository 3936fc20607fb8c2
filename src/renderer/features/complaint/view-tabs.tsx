import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ComplaintFilter, type ComplaintView, complaintViews } from '#shared/complaint/complaint.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { SaveView } from '../../ui/save-view.tsx';
import { isNarrowed } from './complaint-url.ts';

interface Props {
  filter: ComplaintFilter;
  counts: Record<ComplaintView, number> | undefined;
  patch(changes: Record<string, string | null>): void;
  setFilter(changes: Partial<ComplaintFilter>): void;
}
const alarming: Partial<Record<ComplaintView, string>> = { overdue: 'er', dueToday: 'wa' };

/** The product's views with their sizes, the person's own ones, and saving the present filter as one more. */
export function ViewTabs({ filter, counts, setFilter }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const saved = useQuery(orpc.complaint.views.queryOptions({ input: {} }));
  const narrowed = isNarrowed(filter);
  const same = (other: ComplaintFilter) =>
    JSON.stringify({ ...other, unitId: null }) === JSON.stringify({ ...filter, unitId: null });
  const current = saved.data?.find((view) => same(view.filter));
  const none = {
    q: '',
    statuses: [],
    channels: [],
    grades: [],
    businesses: [],
    category: '',
    receivedFrom: null,
    receivedTo: null,
  };
  const remove = async (viewId: string) => {
    await client.complaint.removeView({ viewId });
    queries.invalidateQueries({ queryKey: orpc.complaint.views.key() });
  };
  return (
    <div className="list-views">
      <div className="tabs" role="tablist" aria-label={t('complaint.views')}>
        {complaintViews.map((view) => (
          <button
            type="button"
            role="tab"
            key={view}
            aria-selected={filter.view === view && !current}
            onClick={() => setFilter(narrowed && current ? { ...none, view } : { view })}
          >
            {t(`complaint.view.${view}`)}{' '}
            {counts && <b className={counts[view] > 0 ? alarming[view] : ''}>{counts[view].toLocaleString('en-US')}</b>}
          </button>
        ))}
        {saved.data?.map((view) => (
          <button
            type="button"
            role="tab"
            key={view.viewId}
            aria-selected={current?.viewId === view.viewId}
            onClick={() => setFilter({ ...view.filter, unitId: filter.unitId })}
          >
            {view.name}
          </button>
        ))}
      </div>
      <span className="sp" />
      {current ? (
        <Button type="text" size="small" onClick={() => remove(current.viewId)}>
          {t('complaint.removeView')}
        </Button>
      ) : (
        <SaveView
          disabled={!narrowed}
          label={t('complaint.saveView')}
          hint={t('complaint.saveViewHint')}
          placeholder={t('complaint.viewName')}
          onSave={async (name) => {
            await client.complaint.saveView({ name, filter: { ...filter, unitId: null } });
            queries.invalidateQueries({ queryKey: orpc.complaint.views.key() });
          }}
        />
      )}
    </div>
  );
}
