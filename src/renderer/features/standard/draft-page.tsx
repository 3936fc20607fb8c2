import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { FailedPage } from '../../ui/failed-page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DraftEditor } from './draft-editor.tsx';
import './standard.css';

/** A draft opened for editing; it is read once, and from then on lives in the editor. */
export default function DraftPage() {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { scorecardDraftId = '' } = useParams();
  const draft = useQuery({
    ...orpc.standard.draft.queryOptions({ input: { scorecardDraftId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (draft.error)
    return (
      <FailedPage
        list={t('standard.title')}
        to={scoped('/standard')}
        error={draft.error}
        onRetry={() => draft.refetch()}
      />
    );
  if (!draft.data) return <Skeleton rows={16} />;
  return <DraftEditor key={scorecardDraftId} view={draft.data} />;
}
