import { DownloadOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePeriodScope, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ClauseCosts } from './clause-costs.tsx';
import { ClauseCounts } from './clause-counts.tsx';
import { ClauseDrawer } from './clause-drawer.tsx';
import { ClauseFilterBar, useClauseFilter } from './clause-filter.tsx';
import { ClauseForm } from './clause-form.tsx';
import { ClauseGrid } from './clause-grid.tsx';
import { useWords } from './use-words.ts';

/** The library of clauses: what was promised, whether it was met, and what it cost. */
export function ClauseTab({ head }: { head(acts: ReactNode): ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const may = useMay();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { period, unitId } = usePeriodScope();
  const [filter, setFilter] = useClauseFilter();
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
      <ClauseFilterBar filter={filter} onFilter={setFilter} found={clauses.data?.length} />
      <div className="page-body">
        {figures.error ? (
          <ErrorPanel error={figures.error} onRetry={() => figures.refetch()} />
        ) : (
          <ClauseCounts figures={figures.data} onFilter={setFilter} />
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
