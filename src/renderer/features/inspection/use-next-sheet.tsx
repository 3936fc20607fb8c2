import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import type { Sheet } from './sheet-state.ts';
import { StartForm } from './start-form.tsx';

/** Save and go on: to the next own draft, or to a new sheet for the next unit by the same card. */
export function useNextSheet(detail: InspectionDetail, sheet: Sheet) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const [starting, setStarting] = useState<string>();
  const go = async () => {
    if (!detail.canEdit) return;
    if (!(await sheet.settle())) return void message.warning(t('inspection.next.unsaved'));
    try {
      const next = await client.inspection.next({ inspectionId: detail.inspectionId });
      if (next.inspectionId) navigate(scoped(`/inspection/${next.inspectionId}`));
      else if (next.unit) setStarting(next.unit.unitId);
      else message.info(t('inspection.next.none'));
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const form = starting !== undefined && (
    <StartForm
      isOpen
      initial={{
        unitId: starting,
        scorecardVersionId: detail.card.scorecardVersionId,
        method: detail.method,
      }}
      onClose={() => setStarting(undefined)}
      onStarted={(inspectionId) => navigate(scoped(`/inspection/${inspectionId}`))}
    />
  );
  return { go, form };
}
