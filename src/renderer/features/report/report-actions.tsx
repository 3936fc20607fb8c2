import { DeleteOutlined, DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportView } from '#shared/report/report.schema.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { useUser } from '../../app/session.tsx';
import { useFileJob, useStartedJob } from '../../app/use-started-job.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { printHtml } from '../../rpc/files.ts';

type Step = 'review' | 'sign' | 'issue' | 'remove';

/** Print, export, and the steps of a report's life; each step says before what follows. */
export function ReportActions({
  report,
  onChanged,
  onRemoved,
}: {
  report: ReportView;
  onChanged(): Promise<void>;
  onRemoved(): void;
}) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const user = useUser();
  const { language: chosen } = usePreferences();
  const language = chosen === 'en' ? 'en' : 'zh';
  const { reportId, acts, missing } = report;
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const print = useStartedJob(({ documentId }) =>
    attempt(async () => printHtml((await client.report.printed({ documentId: String(documentId) })).html)),
  );
  const ask = (step: Step) =>
    modal.confirm({
      title: t(`report.act.${step}`),
      content: t(`report.confirm.${step}`, { name: user.displayName }),
      okText: t(`report.act.${step}`),
      okButtonProps: { danger: step === 'remove' },
      onOk: () =>
        attempt(async () => {
          await client.report[step]({ reportId });
          if (step === 'remove') onRemoved();
          else await onChanged();
        }),
    });
  const next = (['review', 'sign', 'issue'] as const).find((step) => acts.includes(step));
  return (
    <>
      <Button
        icon={<PrinterOutlined />}
        loading={print.isRunning}
        onClick={() => print.start(() => client.report.print({ reportId, language }))}
      >
        {t(print.isRunning ? 'report.setting' : 'report.act.print')}
      </Button>
      <ExportButton reportId={reportId} language={language} />
      {acts.includes('remove') && (
        <Button
          icon={<DeleteOutlined />}
          aria-label={t('report.act.remove')}
          title={t('report.act.remove')}
          onClick={() => ask('remove')}
        />
      )}
      {acts.includes('return') && <ReturnButton reportId={reportId} onChanged={onChanged} />}
      {next && (
        <Button
          type="primary"
          disabled={next === 'review' && missing.length > 0}
          title={next === 'review' && missing.length > 0 ? t('report.before.title', { count: missing.length }) : ''}
          onClick={() => ask(next)}
        >
          {t(`report.act.${next}`)}
        </Button>
      )}
      {report.state === 'reviewed' && !next && report.authorId === user.accountId && (
        <Button type="primary" disabled title={t('report.authorCannotSign')}>
          {t('report.act.sign')}
        </Button>
      )}
    </>
  );
}

/** Exports run as jobs; the file is offered as soon as it is there. */
function ExportButton({ reportId, language }: { reportId: string; language: 'zh' | 'en' }) {
  const { t } = useTranslation();
  const job = useFileJob();
  const start = (key: string) =>
    job.start(() => (key === 'pdf' ? client.report.exportPdf : client.report.exportWorkbook)({ reportId, language }));
  const items = [
    { key: 'workbook', label: t('report.act.workbook') },
    { key: 'pdf', label: t('report.act.pdf') },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void start(key) }}>
      <Button icon={<DownloadOutlined />} loading={job.isRunning}>
        {t(job.isRunning ? 'report.exporting' : 'report.act.export')}
      </Button>
    </Dropdown>
  );
}

function ReturnButton({ reportId, onChanged }: { reportId: string; onChanged(): Promise<void> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const send = async () => {
    try {
      await client.report.return({ reportId, reason: reason.trim() });
      setOpen(false);
      setReason('');
      await onChanged();
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('report.act.return')}</Button>
      <Modal
        open={isOpen}
        title={t('report.act.return')}
        okText={t('report.act.return')}
        okButtonProps={{ disabled: reason.trim() === '' }}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <p>{t('report.confirm.return')}</p>
        <Input
          aria-label={t('report.confirm.returnReason')}
          placeholder={t('report.confirm.returnReason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
