import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { DraftStart } from '#shared/standard/standard.contract.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';

/** Begins a draft and opens it; where there is one already, that one is opened. */
export function useCreateDraft(): (start: DraftStart) => Promise<boolean> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  return async (start) => {
    try {
      const { scorecardDraftId } = await client.standard.createDraft(start);
      await queries.invalidateQueries({ queryKey: orpc.standard.drafts.key() });
      navigate(scoped(`/standard/draft/${scorecardDraftId}`));
      return true;
    } catch (error) {
      message.error(errorText(error, t));
      const { scorecardDraftId } = (error as { data?: { scorecardDraftId?: string } }).data ?? {};
      if (errorCode(error) === 'DRAFT_EXISTS' && scorecardDraftId)
        navigate(scoped(`/standard/draft/${scorecardDraftId}`));
      return false;
    }
  };
}
