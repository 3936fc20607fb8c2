import { PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { client } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { printHtml } from '../../rpc/files.ts';
import { BulkRunning } from './bulk-act.tsx';
import type { BulkJob } from './use-bulk-job.tsx';
import type { Choice } from './use-choice.ts';

const useLanguage = () => (useTranslation().i18n.language === 'en' ? ('en' as const) : ('zh' as const));

/** Papers of one complaint: its sheet, the answer to the customer, a circular. */
export function PrintMenu({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language = useLanguage();
  const { complaintId } = detail.row;
  const isAnswered = detail.events.some((event) => event.type === 'responded');
  const isFounded = detail.conclusion === 'founded' || detail.conclusion === 'partlyFounded';
  const print = async (what: string) => {
    try {
      const { html } =
        what === 'letter'
          ? await client.complaint.printLetter({ complaintId, language })
          : await client.complaint.printPapers({
              complaintIds: [complaintId],
              what: what === 'circular' ? 'circular' : 'sheet',
              language,
            });
      await printHtml(html);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'sheet', label: t('complaint.paper.sheet') },
          { key: 'letter', label: t('complaint.paper.letter'), disabled: !isAnswered || !detail.mayReveal },
          { key: 'circular', label: t('complaint.paper.circular'), disabled: !isFounded },
        ],
        onClick: ({ key }) => print(key),
      }}
    >
      <Button
        type="text"
        size="small"
        icon={<PrinterOutlined />}
        aria-label={t('complaint.print')}
        title={t('complaint.print')}
      />
    </Dropdown>
  );
}

/** The chosen ones as one PDF: their sheets, or circulars by unit. */
export function PrintMany({ choice, job }: { choice: Choice; job: BulkJob }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const language = useLanguage();
  const start = useMutation({
    mutationFn: (what: string) =>
      client.complaint.printMany({ ...choice.chosen, what: what === 'circular' ? 'circular' : 'sheet', language }),
    onSuccess: ({ jobId }) => job.follow(jobId),
    onError: (error) => {
      message.error(errorText(error, t), 8);
      if (errorCode(error) !== 'COMPLAINT_LISTED_CHANGED') return;
      choice.chooseAll();
      queries.invalidateQueries();
    },
  });
  if (job.isRunning) return <BulkRunning job={job} />;
  if (choice.chosen.complaintIds.length === 0) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'sheet', label: t('complaint.paper.sheet') },
          { key: 'circular', label: t('complaint.paper.circular') },
        ],
        onClick: ({ key }) => start.mutate(key),
      }}
    >
      <Button type="link" size="small" loading={start.isPending}>
        {t('complaint.printMany')}
      </Button>
    </Dropdown>
  );
}
