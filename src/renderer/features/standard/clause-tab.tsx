import { CheckOutlined, DownloadOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { App, Button, Input, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { limitSentence } from '#shared/standard/clause.rules.ts';
import {
  type ClauseFigures,
  type ClauseFilter,
  type ClauseRow,
  clauseAudiences,
  clauseClasses,
  clauseFilter,
  clausePromises,
} from '#shared/standard/clause.schema.ts';
import { gradeWords } from '#shared/standard/standard.words.ts';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Grid } from '../../ui/grid.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { ClauseCosts } from './clause-costs.tsx';
import { ClauseDrawer } from './clause-drawer.tsx';
import { ClauseForm } from './clause-form.tsx';
import { useWords } from './use-words.ts';

/** The filter as the address holds it; what can't be read is left out. */
function useFilter(): [ClauseFilter, (name: string, value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => {
    const verified = params.get('verified');
    const read = clauseFilter.safeParse({
      audience: params.get('audience') ?? undefined,
      class: params.get('class') ?? undefined,
      promise: params.get('promise') ?? undefined,
      isVerified: verified === null ? undefined : verified === '1',
      q: params.get('q') ?? '',
    });
    return read.success ? read.data : clauseFilter.parse({});
  }, [params]);
  const set = (name: string, value: string | undefined) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return [filter, set];
}

/** The library of clauses: what was promised, whether it was met, and what it cost. */
export function ClauseTab({ head }: { head(acts: ReactNode): ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const may = useMay();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { period, unitId } = usePeriodScope();
  const [filter, setFilter] = useFilter();
  const [open, setOpen] = useUrlState('clause');
  const [isNew, setNew] = useState(false);
  const clauses = useQuery(orpc.standard.clauses.queryOptions({ input: filter }));
  const figures = useQuery(orpc.standard.clauseFigures.queryOptions({ input: { period: period.key, unitId } }));
  const mayWrite = may('standard:write');
  const out = () =>
    client.standard
      .exportClauses({ ...filter, language: words })
      .then(({ fileId }) => saveFileAs(fileId))
      .catch((error: unknown) => message.error(errorText(error, t)));
  return (
    <>
      {head(
        <>
          <Button icon={<DownloadOutlined />} onClick={out}>
            {t('standard.clause.export')}
          </Button>
          {mayWrite && may('import:run') && (
            <Button icon={<ImportOutlined />} onClick={() => navigate(scoped('/import/clause'))}>
              {t('standard.clause.import')}
            </Button>
          )}
          {mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
              {t('standard.clause.create')}
            </Button>
          )}
        </>,
      )}
      <FilterBar filter={filter} onFilter={setFilter} found={clauses.data?.length} />
      <div className="page-body">
        {figures.error ? (
          <ErrorPanel error={figures.error} onRetry={() => figures.refetch()} />
        ) : (
          <Counts figures={figures.data} onFilter={setFilter} />
        )}
        <div className="standard-clauses">
          <Panel style={{ flex: 1 }} foot={t('standard.clause.foot')}>
            {clauses.error && <ErrorPanel error={clauses.error} onRetry={() => clauses.refetch()} />}
            {clauses.isPending && <Skeleton rows={12} />}
            {clauses.data?.length === 0 && <EmptyState text={t('standard.clause.none')} />}
            {clauses.data && clauses.data.length > 0 && (
              <ClauseGrid rows={clauses.data} figures={figures.data} onOpen={setOpen} />
            )}
          </Panel>
          {open ? (
            <ClauseDrawer code={open} onClose={() => setOpen(undefined)} />
          ) : (
            <ClauseCosts figures={figures.data} isPending={figures.isPending} period={period} onOpen={setOpen} />
          )}
        </div>
      </div>
      {isNew && <ClauseForm onClose={() => setNew(false)} onDone={setOpen} />}
    </>
  );
}

function FilterBar({
  filter,
  onFilter,
  found,
}: {
  filter: ClauseFilter;
  onFilter(name: string, value: string | undefined): void;
  found: number | undefined;
}) {
  const { t } = useTranslation();
  const choice = <T extends string>(name: string, value: T | undefined, values: readonly T[], words: string) => (
    <Select
      aria-label={t(`standard.clause.${name}`)}
      value={value ?? ''}
      style={{ width: 132 }}
      onChange={(next) => onFilter(name, next)}
      options={[
        { value: '', label: t('standard.clause.all', { what: t(`standard.clause.${name}`) }) },
        ...values.map((each) => ({ value: each, label: t(`standard.${words}.${each as string}`) })),
      ]}
    />
  );
  return (
    <div className="standard-filter">
      {choice('audience', filter.audience, clauseAudiences, 'audience')}
      {choice('class', filter.class, clauseClasses, 'class')}
      {choice('promise', filter.promise, clausePromises, 'promise')}
      <Select
        aria-label={t('standard.clause.verified')}
        value={filter.isVerified === undefined ? '' : filter.isVerified ? '1' : '0'}
        style={{ width: 132 }}
        onChange={(value) => onFilter('verified', value)}
        options={[
          { value: '', label: t('standard.clause.all', { what: t('standard.clause.verified') }) },
          { value: '1', label: t('standard.clause.isVerified') },
          { value: '0', label: t('standard.clause.notVerified') },
        ]}
      />
      <Input.Search
        allowClear
        aria-label={t('standard.clause.search')}
        placeholder={t('standard.clause.search')}
        defaultValue={filter.q}
        style={{ width: 240 }}
        onSearch={(text) => onFilter('q', text.trim())}
      />
      <span className="t3 fs">{found !== undefined && t('standard.clause.found', { count: found })}</span>
    </div>
  );
}

/** Met of total by audience and class; what nobody asked for stands apart. */
function Counts({
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

function ClauseGrid({
  rows,
  figures,
  onOpen,
}: {
  rows: ClauseRow[];
  figures: ClauseFigures | undefined;
  onOpen(code: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const columns = useMemo((): ColDef<ClauseRow>[] => {
    const verdict = { met: 'good', failed: 'bad', notInspected: 'neutral' } as const;
    const limits = (row: ClauseRow) =>
      row.limits
        .map(
          (limit) =>
            `${limit.customerGrade === 'all' ? '' : `${gradeWords[limit.customerGrade][words]} `}${limitSentence(limit, row.limitUnit, words)}`,
        )
        .join(words === 'zh' ? '；' : '; ');
    const centred = { cellClass: 'centre', headerClass: 'centre' } as const;
    return [
      {
        headerName: t('standard.clause.code'),
        width: 84,
        cellRenderer: ({ data }: { data: ClauseRow }) => (
          <button type="button" className="std-link" tabIndex={-1} onClick={() => onOpen(data.code)}>
            {data.code}
          </button>
        ),
      },
      {
        headerName: t('standard.clause.title'),
        flex: 3,
        minWidth: 120,
        valueGetter: ({ data }) => (words === 'en' && data?.titleEn) || data?.titleZh,
        tooltipValueGetter: ({ data }) => (words === 'en' && data?.textEn) || data?.textZh,
      },
      {
        headerName: t('standard.clause.verdict'),
        width: words === 'en' ? 108 : 76,
        cellRenderer: ({ data }: { data: ClauseRow }) => {
          const is = figures?.verdicts[data.code] ?? 'notInspected';
          return <StateTag tone={verdict[is]}>{t(`standard.verdict.${is}`)}</StateTag>;
        },
      },
      {
        headerName: t('standard.clause.limit'),
        flex: 2,
        minWidth: 104,
        valueGetter: ({ data }) => data && limits(data),
        tooltipValueGetter: ({ data }) => data && limits(data),
      },
      {
        headerName: t('standard.clause.audience'),
        width: 82,
        valueGetter: ({ data }) => t(`standard.audience.${data?.audience}`),
      },
      {
        headerName: t('standard.clause.class'),
        width: words === 'en' ? 82 : 66,
        valueGetter: ({ data }) => t(`standard.class.${data?.class}`),
      },
      {
        headerName: t('standard.clause.promise'),
        width: 78,
        valueGetter: ({ data }) => t(`standard.promise.${data?.promise}`),
      },
      {
        ...centred,
        headerName: t('standard.clause.edition'),
        width: 54,
        valueGetter: ({ data }) => `v${data?.edition}`,
      },
      { ...centred, headerName: t('standard.clause.items'), width: 58, field: 'items' },
      {
        ...centred,
        headerName: t('standard.clause.verified'),
        width: words === 'en' ? 78 : 58,
        cellRenderer: ({ data }: { data: ClauseRow }) =>
          data.isVerified ? (
            <CheckOutlined className="ok" aria-label={t('standard.clause.isVerified')} />
          ) : (
            <span className="wa">{t('standard.clause.notVerified')}</span>
          ),
      },
    ];
  }, [t, words, figures, onOpen]);
  return (
    <Grid<ClauseRow>
      rowData={rows}
      columnDefs={columns}
      getRowId={({ data }) => data.code}
      onCellKeyDown={({ event, data }) => (event as KeyboardEvent).key === 'Enter' && data && onOpen(data.code)}
      onRowDoubleClicked={({ data }) => data && onOpen(data.code)}
    />
  );
}
