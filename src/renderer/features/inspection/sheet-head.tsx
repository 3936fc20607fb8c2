import { CheckOutlined, FileExcelOutlined, LockOutlined, PrinterOutlined, WarningOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { printHtml, saveFileAs } from '../../rpc/files.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import type { Sheet } from './use-sheet.ts';

/** What is inspected, whether it is saved, and the acts. */
export function SheetHead({
  detail,
  sheet,
  language,
  onSubmit,
}: {
  detail: InspectionDetail;
  sheet: Sheet;
  language: Language;
  onSubmit(): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const scoped = useScopedPath();
  const { inspectionId, card } = detail;
  const fail = (error: unknown) => message.error(errorText(error, t));
  const print = useMutation({
    mutationFn: async (isBlank: boolean) =>
      printHtml((await client.inspection.print({ inspectionId, language, isBlank })).html),
    onError: fail,
  });
  const excel = useMutation({
    mutationFn: async () => saveFileAs((await client.inspection.exportWorkbook({ inspectionId, language })).fileId),
    onError: fail,
  });
  const isReady = sheet.outcome.unscored.length === 0 && sheet.outcome.evidenceMissing.length === 0;
  return (
    <PageHead
      crumb={<Link to={scoped('/inspection')}>{t('inspection.title')}</Link>}
      title={`${t(`inspection.method.${detail.method}`)} · ${detail.unitName}`}
      detail={
        <span className="fs">
          <span className="tag">
            <LockOutlined /> {card.content.title[language]} v{card.version}
          </span>{' '}
          {detail.number}　{t('inspection.sheet.inspector', { name: detail.inspectorName })}　{detail.inspectedOn}
        </span>
      }
    >
      {detail.canEdit ? (
        <SaveMark sheet={sheet} />
      ) : (
        <StateTag>
          {detail.submittedAt
            ? t('inspection.sheet.submittedAt', { time: formatInstant(detail.submittedAt) })
            : t('inspection.sheet.readOnly')}
        </StateTag>
      )}
      <Dropdown
        menu={{
          items: [
            { key: 'filled', label: t('inspection.sheet.printFilled') },
            { key: 'blank', label: t('inspection.sheet.printBlank') },
          ],
          onClick: ({ key }) => print.mutate(key === 'blank'),
        }}
      >
        <Button icon={<PrinterOutlined />} loading={print.isPending}>
          {t('inspection.sheet.print')}
        </Button>
      </Dropdown>
      <Button icon={<FileExcelOutlined />} loading={excel.isPending} onClick={() => excel.mutate()}>
        {t('inspection.sheet.excel')}
      </Button>
      {detail.canEdit && (
        <Button type="primary" disabled={!isReady} onClick={onSubmit}>
          {t('inspection.sheet.submit')} <kbd>F9</kbd>
        </Button>
      )}
    </PageHead>
  );
}

function SaveMark({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const { save, pending } = sheet;
  if (save.kind === 'failed') {
    const isChanged = errorCode(save.error) === 'INSPECTION_CHANGED';
    return (
      <span className="er fs row" role="alert" title={errorText(save.error, t)}>
        <WarningOutlined />{' '}
        {isChanged ? t('inspection.sheet.changed') : t('inspection.sheet.unsaved', { count: pending })}
        <Button size="small" onClick={() => (isChanged ? sheet.takeOver() : sheet.retry())}>
          {t(isChanged ? 'inspection.sheet.takeOver' : 'common.retry')}
        </Button>
      </span>
    );
  }
  if (save.kind === 'saving') return <span className="t3 fs">{t('inspection.sheet.saving')}</span>;
  return (
    <span className="ok fs" role="status">
      <CheckOutlined /> {t('inspection.sheet.saved', { time: formatInstant(save.savedAt ?? '', true).slice(11) })}
    </span>
  );
}
