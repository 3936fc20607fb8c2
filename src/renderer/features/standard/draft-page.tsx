import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DraftEditor } from './draft-editor.tsx';
import './standard.css';

/** A draft opened for editing; it is read once, and from then on lives in the editor. */
export default function DraftPage() {
  const { scorecardDraftId = '' } = useParams();
  const draft = useQuery({
    ...orpc.standard.draft.queryOptions({ input: { scorecardDraftId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (draft.error) return <ErrorPanel error={draft.error} onRetry={() => draft.refetch()} />;
  if (!draft.data) return <Skeleton rows={16} />;
  return <DraftEditor key={scorecardDraftId} view={draft.data} />;
}
