import {
  EditOutlined,
  FileExcelOutlined,
  LockOutlined,
  PrinterOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { SheetWindow } from '#shared/inspection/sheet.contract.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { printHtml, saveFileAs } from '../../rpc/files.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { SaveMark } from './save-mark.tsx';
import type { Sheet } from './sheet-state.ts';

/** What is inspected, how far the sheet is, whether it is saved, who else has it open, and the acts. */
export function SheetHead({
  detail,
  sheet,
  others,
  language,
  onHead,
  onNext,
  onSubmit,
}: {
  detail: InspectionDetail;
  sheet: Sheet;
  others: readonly SheetWindow[];
  language: Language;
  onHead(): void;
  onNext(): void;
  onSubmit(): void;
}) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const { card, canEdit } = detail;
  const { unscored, evidenceMissing } = sheet.outcome;
  const isReady = unscored.length === 0 && evidenceMissing.length === 0;
  return (
    <PageHead
      crumb={<Link to={scoped('/inspection')}>{t('inspection.title')}</Link>}
      title={
        <>
          {t(`inspection.method.${detail.method}`)} ·{' '}
          <Link to={scoped(`/inspection/unit/${detail.unitId}`)} title={t('inspection.table.history')}>
            {detail.unitName}
          </Link>
        </>
      }
      detail={
        <span className="fs">
          <span className="tag">
            <LockOutlined /> {card.content.title[language]} v{card.version}
          </span>{' '}
          {[detail.number, t('inspection.sheet.inspector', { name: detail.inspectorName }), detail.inspectedOn].join(
            ' · ',
          )}
        </span>
      }
    >
      <Others others={others} />
      {canEdit ? <SaveMark sheet={sheet} /> : <Seal detail={detail} />}
      <SheetActs
        detail={detail}
        language={language}
        isReady={isReady}
        onHead={onHead}
        onNext={onNext}
        onSubmit={onSubmit}
      />
    </PageHead>
  );
}

/** The acts of the sheet; apart, so that a key typed below doesn't draw them again. */
const SheetActs = memo(function SheetActs({
  detail,
  language,
  isReady,
  onHead,
  onNext,
  onSubmit,
}: {
  detail: InspectionDetail;
  language: Language;
  isReady: boolean;
  onHead(): void;
  onNext(): void;
  onSubmit(): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { inspectionId, canEdit } = detail;
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
  return (
    <>
      {canEdit && (
        <Tooltip title={`${t('inspection.head.title')} F7`}>
          <Button icon={<EditOutlined />} onClick={onHead} aria-label={t('inspection.head.title')}>
            {t('inspection.head.short')}
          </Button>
        </Tooltip>
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
        <Button icon={<PrinterOutlined />} loading={print.isPending} aria-label={t('inspection.sheet.print')} />
      </Dropdown>
      <Tooltip title={t('inspection.sheet.excel')}>
        <Button
          icon={<FileExcelOutlined />}
          loading={excel.isPending}
          aria-label={t('inspection.sheet.excel')}
          onClick={() => excel.mutate()}
        />
      </Tooltip>
      {canEdit && (
        <>
          <Button onClick={onNext}>
            {t('inspection.sheet.next')} <kbd>Ctrl Enter</kbd>
          </Button>
          <Button type="primary" disabled={!isReady} onClick={onSubmit}>
            {t('inspection.sheet.submit')} <kbd>F9</kbd>
          </Button>
        </>
      )}
    </>
  );
});

/** Who else has the sheet open now. */
function Others({ others }: { others: readonly SheetWindow[] }) {
  const { t } = useTranslation();
  if (others.length === 0) return null;
  const names = [...new Set(others.map((other) => (other.isSelf ? t('inspection.presence.ownWindow') : other.name)))];
  return (
    <Tooltip title={t('inspection.presence.help')}>
      <span className="tag warning" role="status">
        <TeamOutlined /> {t('inspection.presence.here', { names: names.join(' ') })}
      </span>
    </Tooltip>
  );
}

/** When it was handed in, and whether it still is what was handed in. */
function Seal({ detail }: { detail: InspectionDetail }) {
  const { t } = useTranslation();
  if (!detail.submittedAt) return <StateTag>{t('inspection.sheet.readOnly')}</StateTag>;
  const text = t('inspection.sheet.submittedAt', { time: formatInstant(detail.submittedAt) });
  if (detail.isGenuine === false)
    return (
      <StateTag tone="bad" icon={<WarningOutlined />} title={t('inspection.sheet.notGenuineHelp')}>
        {t('inspection.sheet.notGenuine')}
      </StateTag>
    );
  return (
    <StateTag
      icon={<SafetyCertificateOutlined />}
      title={t('inspection.sheet.genuine', { fingerprint: detail.fingerprint ?? '' })}
    >
      {text}
    </StateTag>
  );
}
