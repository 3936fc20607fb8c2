import { CheckOutlined, CloudSyncOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import { errorText } from '../../rpc/error-text.ts';
import type { Sheet } from './sheet-state.ts';

/** Whether all is on the disk; if not, what happens with it. */
export function SaveMark({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const { save, pending, isAway } = sheet;
  if (isAway)
    return (
      <span className="wa fs row" role="alert" title={t('inspection.sheet.awayHelp')}>
        <CloudSyncOutlined /> {t('inspection.sheet.away', { count: pending })}
      </span>
    );
  if (save.kind === 'failed')
    return (
      <span className="er fs row" role="alert" title={errorText(save.error, t)}>
        <WarningOutlined /> {t('inspection.sheet.unsaved', { count: pending })}
        <Button size="small" onClick={() => sheet.retry()}>
          {t('common.retry')}
        </Button>
      </span>
    );
  // nothing that is still on its way is called saved
  if (save.kind === 'saving' || pending > 0)
    return (
      <span className="t3 fs">
        <LoadingOutlined /> {t('inspection.sheet.saving')}
      </span>
    );
  return (
    <span className="ok fs" role="status">
      <CheckOutlined /> {t('inspection.sheet.saved', { time: formatInstant(save.savedAt ?? '', true).slice(11) })}
    </span>
  );
}
