import { DownOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ComplaintFilter, type ComplaintView, complaintViews } from '#shared/complaint/complaint.schema.ts';
import type { Permission } from '#shared/kernel/permissions.ts';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { SaveView } from '../../ui/save-view.tsx';
import { isNarrowed } from './complaint-url.ts';

interface Props {
  filter: ComplaintFilter;
  counts: Record<ComplaintView, number> | undefined;
  setFilter(changes: Partial<ComplaintFilter>): void;
}
const alarming: Partial<Record<ComplaintView, string>> = { overdue: 'er', dueToday: 'wa', warned: 'wa', risk: 'wa' };
/** The less usual views stand in a menu, so that the strip fits a small screen; the one that is shown has its tab. */
const seldom: readonly ComplaintView[] = ['approval', 'escalated', 'regulator', 'returned', 'all'];
/** Views of one's own work, for those who have any. */
const needed: Partial<Record<ComplaintView, Permission>> = {
  mine: 'complaint:handle',
  warned: 'complaint:handle',
  approval: 'complaint:approve',
};
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

/** What a filter really narrows; a view saved before a condition existed is the same as one without it. */
const essence = (filter: ComplaintFilter) =>
  JSON.stringify(
    Object.entries({ ...filter, unitId: null })
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** The product's views with their sizes, the person's own ones, and saving the present filter as one more. */
export function ViewTabs({ filter, counts, setFilter }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const queries = useQueryClient();
  const saved = useQuery(orpc.complaint.views.queryOptions({ input: {} }));
  const narrowed = isNarrowed(filter);
  const current = saved.data?.find((view) => essence(view.filter) === essence(filter));
  const remove = async (viewId: string) => {
    await client.complaint.removeView({ viewId });
    queries.invalidateQueries({ queryKey: orpc.complaint.views.key() });
  };
  const views = complaintViews.filter((view) => !needed[view] || may(needed[view]));
  const isTab = (view: ComplaintView) => !seldom.includes(view) || (view === filter.view && !current);
  const open = (view: ComplaintView) =>
    setFilter(narrowed && current ? { ...none, view, todo: null } : { view, todo: null });
  const label = (view: ComplaintView) => (
    <>
      {t(`complaint.view.${view}`)}{' '}
      {counts && <b className={counts[view] > 0 ? alarming[view] : ''}>{counts[view].toLocaleString('en-US')}</b>}
    </>
  );
  return (
    <div className="list-views">
      <div className="tabs" role="tablist" aria-label={t('complaint.views')}>
        {views.filter(isTab).map((view) => (
          <button
            type="button"
            role="tab"
            key={view}
            aria-selected={filter.view === view && !current}
            onClick={() => open(view)}
          >
            {label(view)}
          </button>
        ))}
        {saved.data?.map((view) => (
          <button
            type="button"
            role="tab"
            key={view.viewId}
            aria-selected={current?.viewId === view.viewId}
            onClick={() => setFilter({ todo: null, ...view.filter, unitId: filter.unitId })}
          >
            {view.name}
          </button>
        ))}
      </div>
      <Dropdown
        trigger={['click']}
        menu={{
          items: views.filter((view) => !isTab(view)).map((view) => ({ key: view, label: label(view) })),
          onClick: ({ key }) => open(key as ComplaintView),
        }}
      >
        <Button type="text" size="small">
          {t('complaint.moreActs')} <DownOutlined />
        </Button>
      </Dropdown>
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
