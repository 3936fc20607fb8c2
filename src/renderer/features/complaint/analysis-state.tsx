import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeriodScope } from '../../app/period-scope.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryFault } from '../../ui/query-fault.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** A view of the analysis while it comes, when it failed, when there is nothing, and when it is there. */
export function AnalysisState<T>({
  query,
  isEmpty,
  empty,
  children,
}: {
  query: UseQueryResult<T>;
  isEmpty(data: T): boolean;
  /** the sentence for nothing; that of a period without complaints when left out */
  empty?: string;
  children(data: T): ReactNode;
}) {
  const { t } = useTranslation();
  const { period, setPeriod } = usePeriodScope();
  if (query.error && query.data === undefined) return <QueryFault query={query} />;
  if (query.data === undefined)
    return (
      <Panel style={{ flex: 1 }}>
        <Skeleton rows={14} />
      </Panel>
    );
  if (!isEmpty(query.data))
    return (
      <>
        <QueryFault query={query} />
        {children(query.data)}
      </>
    );
  return (
    <Panel style={{ flex: 1 }}>
      <EmptyState
        text={empty ?? t('complaintAnalysis.empty')}
        action={
          !empty &&
          period.kind !== 'year' && (
            <Button onClick={() => setPeriod(String(period.year))}>
              {t('complaintAnalysis.wholeYear', { year: period.year })}
            </Button>
          )
        }
      />
    </Panel>
  );
}
