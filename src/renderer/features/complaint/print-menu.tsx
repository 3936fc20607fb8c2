import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { useFileJob } from '../../app/use-started-job.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { printHtml } from '../../rpc/files.ts';

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
export function PrintMany({ complaintIds }: { complaintIds: readonly string[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const job = useFileJob();
  const start = (what: string) =>
    job.start(() =>
      client.complaint.printMany({
        complaintIds: [...complaintIds],
        what: what === 'circular' ? 'circular' : 'sheet',
        language,
      }),
    );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'sheet', label: t('complaint.paper.sheet') },
          { key: 'circular', label: t('complaint.paper.circular') },
        ],
        onClick: ({ key }) => void start(key),
      }}
    >
      <Button type="link" size="small" loading={job.isRunning}>
        {t('complaint.printMany')}
      </Button>
    </Dropdown>
  );
}
