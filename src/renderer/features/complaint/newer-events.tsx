import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { EventView } from '#shared/complaint/detail.schema.ts';

/** What others did to the complaint while a form on it was being filled; nothing where there is nothing. */
export function NewerEvents({ events, allowed }: { events: readonly EventView[]; allowed: boolean }) {
  const { t } = useTranslation();
  if (events.length === 0) return null;
  const list = events
    .map(({ type, accountName, data, note }) => {
      const who = data.automatic ? t('watch.system') : accountName;
      return `${who} ${t(`complaint.event.${type}`)}${note ? `「${note}」` : ''}`;
    })
    .join('；');
  return (
    <Alert
      type={allowed ? 'warning' : 'error'}
      showIcon
      title={t(allowed ? 'complaint.newer' : 'complaint.newerForbids', { list })}
    />
  );
}
