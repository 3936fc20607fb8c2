import { FieldTimeOutlined, PlusOutlined, SafetyCertificateOutlined, UploadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ExportButton } from '../../app/export-button.tsx';
import { useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BulkAct } from './bulk-act.tsx';
import { ChoiceBar } from './choice-bar.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { reordered } from './column-order.ts';
import './complaint.css';
import { ComplaintDrawer } from './complaint-drawer.tsx';
import { ComplaintGrid } from './complaint-grid.tsx';
import { isNarrowed, pageSize, useComplaintAddress, usualSort } from './complaint-url.ts';
import { FilterBar } from './filter-bar.tsx';
import { GroupList, GroupSelect, useGrouping } from './group-list.tsx';
import { PrintMany } from './print-menu.tsx';
import { RegisterPanel } from './register-panel.tsx';
import { TodoStrip } from './todo-strip.tsx';
import { useBulkJob } from './use-bulk-job.tsx';
import { useChoice } from './use-choice.ts';
import { besideGroups, narrowed, riskColumns, useChosenColumns } from './use-columns.ts';
import { useStepKeys } from './use-step-keys.ts';
import { ViewTabs } from './view-tabs.tsx';

/** 投诉闭环: the list of complaints with its views, and one complaint or the registration form beside it. */
export default function ComplaintPage() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { address, patch, setFilter } = useComplaintAddress();
  const { filter, sort, descending, page, complaintId, registering } = address;
  const choice = useChoice(filter);
  const list = useQuery(
    orpc.complaint.list.queryOptions({
      input: { ...filter, sort, descending, offset: page * pageSize, limit: pageSize },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  const counts = useQuery(
    orpc.complaint.counts.queryOptions({
      input: { unitId: filter.unitId ?? null },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  const rows = list.data?.rows ?? [];
  // keys come faster than the address follows, and what is drawn in between may still show an earlier step
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === complaintId) wanted.current = null;
  });
  const open = useCallback(
    (id: string | null) => {
      wanted.current = null;
      patch({ id, register: null });
    },
    [patch],
  );
  const escalate = useBulkJob('escalate', open);
  const assign = useBulkJob('assign', open);
  const print = useBulkJob('print', open);
  const step = (by: 1 | -1) => {
    const at = wanted.current ?? complaintId;
    const next = rows[rows.findIndex((row) => row.complaintId === at) + by];
    if (!next || registering) return;
    patch({ id: next.complaintId, register: null }, at !== null);
    wanted.current = next.complaintId;
  };
  useStepKeys(step);
  const beside = registering || complaintId !== null;
  const [grouping, setGrouping] = useGrouping();
  const { chosen, choose } = useChosenColumns();
  const columns = useMemo(() => {
    if (filter.view === 'risk') return riskColumns(chosen, beside);
    if (beside) return narrowed(chosen);
    return grouping ? besideGroups(chosen) : chosen;
  }, [filter.view, chosen, beside, grouping]);
  const empty = list.data?.total === 0 && counts.data?.all === 0 && !isNarrowed(filter);
  return (
    <div className="page">
      <PageHead
        title={t('complaint.title')}
        detail={
          counts.data &&
          t('complaint.detail', { open: counts.data.open, overdue: counts.data.overdue, today: counts.data.dueToday })
        }
      >
        <Button type="text" icon={<SafetyCertificateOutlined />} onClick={() => navigate(scoped('/complaint/closure'))}>
          {t('closure.title')}
        </Button>
        <Button type="text" icon={<FieldTimeOutlined />} onClick={() => navigate(scoped('/complaint/rule'))}>
          {t('deadlineRule.title')}
        </Button>
        {may('complaint:import') && (
          <Button icon={<UploadOutlined />} onClick={() => navigate(scoped('/import/complaint'))}>
            {t('common.import')}
          </Button>
        )}
        <ExportButton
          label={t('complaint.exportSeen')}
          disabled={!list.data?.total}
          start={() =>
            client.complaint.export({
              ...filter,
              sort,
              descending,
              language: i18n.language === 'en' ? 'en' : 'zh-CN',
            })
          }
        />
        {may('complaint:register') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => patch({ register: '1', id: null })}>
            {t('complaint.register')} <kbd>Alt T</kbd>
          </Button>
        )}
      </PageHead>
      <ViewTabs filter={filter} counts={counts.data} setFilter={setFilter} />
      {filter.view === 'mine' && <TodoStrip filter={filter} setFilter={setFilter} />}
      <FilterBar filter={filter} onChange={setFilter}>
        {!beside && <ColumnChooser chosen={chosen} onChoose={choose} />}
        <GroupSelect by={grouping} onChange={setGrouping} />
      </FilterBar>
      <div className="complaint-work">
        {grouping && !beside && <GroupList filter={filter} by={grouping} onNarrow={setFilter} />}
        {list.error && !list.data ? (
          <section className="panel complaint-list">
            <QueryFault query={list} />
          </section>
        ) : !list.data ? (
          <section className="panel complaint-list">
            <Skeleton rows={18} />
          </section>
        ) : empty ? (
          <section className="panel complaint-list">
            <EmptyState
              text={t('complaint.empty')}
              action={
                may('complaint:register') ? (
                  <Button type="primary" onClick={() => patch({ register: '1' })}>
                    {t('complaint.register')}
                  </Button>
                ) : null
              }
            />
          </section>
        ) : (
          <ComplaintGrid
            stale={<QueryFault query={list} />}
            rows={rows}
            total={list.data.total}
            page={page}
            selectedId={complaintId}
            narrow={beside}
            sort={sort}
            descending={descending}
            checked={choice.chosen.complaintIds}
            isAllChecked={choice.isAll}
            columns={columns}
            onColumns={(shown) => choose(reordered(chosen, shown))}
            onOpen={open}
            onPage={(to) => patch({ page: to === 0 ? null : String(to + 1) })}
            onSort={(by) =>
              patch({
                sort: sort === by && !descending ? `-${by}` : by === usualSort(filter.view) ? null : by,
                page: null,
              })
            }
            onChecked={choice.tick}
            footer={
              <>
                <ChoiceBar choice={choice} onPage={rows.length} total={list.data.total} />
                {may('complaint:handle') && <BulkAct act="escalate" choice={choice} job={escalate} />}
                {may('complaint:register') && <BulkAct act="assign" choice={choice} job={assign} />}
                <PrintMany choice={choice} job={print} />
              </>
            }
          />
        )}
        {registering && may('complaint:register') && (
          <RegisterPanel onClose={() => patch({ register: null })} onOpen={open} />
        )}
        {!registering && complaintId && <ComplaintDrawer complaintId={complaintId} onClose={() => open(null)} />}
      </div>
      {escalate.outcome}
      {assign.outcome}
      {print.outcome}
    </div>
  );
}
