import { useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import type { Sheet } from './sheet-state.ts';

/** Says what handing in means, and does it. */
export function SubmitModal({
  detail,
  sheet,
  language,
  onClose,
  onReload,
}: {
  detail: InspectionDetail;
  sheet: Sheet;
  language: Language;
  onClose(): void;
  onReload(): Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const { effectivePoints, effectiveGrade } = sheet.outcome;
  const grade = detail.card.content.grades.find((each) => each.code === effectiveGrade)?.title[language] ?? '—';
  const submit = async () => {
    setBusy(true);
    try {
      await client.inspection.submit({ inspectionId: detail.inspectionId, revision: sheet.revision() });
      queries.invalidateQueries({ queryKey: orpc.inspection.key(), refetchType: 'none' });
      await onReload();
      onClose();
    } catch (error) {
      message.error(errorText(error, t), 8);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('inspection.submit.title')}
      okText={t('inspection.submit.ok')}
      cancelText={t('common.cancel')}
      confirmLoading={isBusy}
      onOk={submit}
      onCancel={onClose}
      okButtonProps={{ autoFocus: true }}
    >
      {effectivePoints === null
        ? t('inspection.submit.noScore')
        : t('inspection.submit.text', { points: formatPoints(effectivePoints), grade })}
    </Modal>
  );
}
