import { Button, Modal } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { BulkResult, Refused } from '#shared/complaint/bulk.contract.ts';
import { errorText } from '../../rpc/error-text.ts';
import type { BulkName } from './use-bulk-job.tsx';

interface Props {
  act: BulkName;
  result: BulkResult;
  onOpen(complaintId: string): void;
  onClose(): void;
}

/** What a bulk act could not be done to, each with its number and why; a number opens the complaint. */
export function BulkRefused({ act, result: { done, left, refused }, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t(`complaintBulk.done.${act}`, { count: done })}
      onCancel={onClose}
      footer={
        <Button type="primary" autoFocus onClick={onClose}>
          {t('complaintBulk.close')}
        </Button>
      }
    >
      {left > 0 && <p className="bulk-hint">{t('complaintBulk.left', { count: left })}</p>}
      {refused.length > 0 && (
        <p className="bulk-hint">{t(`complaintBulk.refused.${act}`, { count: refused.length })}</p>
      )}
      <ul className="bulk-refused">
        {refused.map((one) => (
          <li key={one.complaintId}>
            {one.number ? (
              <Button
                type="link"
                size="small"
                onClick={() => {
                  onClose();
                  onOpen(one.complaintId);
                }}
              >
                {one.number}
              </Button>
            ) : (
              <span className="t3">{t('complaintBulk.unknownNumber')}</span>
            )}
            <span>{reasonText(one, act, t)}</span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** A single act says what to do about it; in a list the reason alone is wanted. */
function reasonText({ code, data, status, isPaused }: Refused, act: BulkName, t: TFunction): string {
  if (code === 'COMPLAINT_ACT_NOT_ALLOWED' && isPaused) return t('complaintBulk.paused');
  if (code === 'COMPLAINT_ACT_NOT_ALLOWED' && status && act !== 'print')
    return t(`complaintBulk.notAllowed.${act}`, { status: t(`complaint.status.${status}`) });
  if (code === 'COMPLAINT_NOT_FOUNDED') return t('complaintBulk.notFounded');
  if (code === 'INPUT_INVALID' && act === 'assign') return t('complaintBulk.noteMissing');
  return errorText({ code, data }, t);
}
