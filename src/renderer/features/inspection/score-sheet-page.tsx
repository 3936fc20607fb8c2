import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { FailedPage } from '../../ui/failed-page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import './sheet.css';
import './sheet-items.css';
import './sheet-guide.css';
import './sheet-score.css';
import './sheet-evidence.css';
import { ScoreSheet } from './score-sheet.tsx';

/** One sheet: fetched afresh each time it is opened, then kept by the page itself. */
export default function ScoreSheetPage() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { inspectionId = '' } = useParams();
  const detail = useQuery({
    ...orpc.inspection.get.queryOptions({ input: { inspectionId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (detail.isPending) return <Skeleton rows={16} />;
  if (detail.error)
    return (
      <FailedPage
        list={t('inspection.title')}
        to={scoped('/inspection')}
        error={detail.error}
        onRetry={() => detail.refetch()}
      />
    );
  return <ScoreSheet key={inspectionId} detail={detail.data} onReload={detail.refetch} />;
}
