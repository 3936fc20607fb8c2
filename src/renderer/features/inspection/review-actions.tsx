import { CheckOutlined, PrinterOutlined, SendOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetChoice } from '#shared/inspection/review.schema.ts';
import { useJob } from '../../app/jobs.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { useMay } from '../../app/session.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { saveFileAs } from '../../rpc/files.ts';

interface Refused {
  number: string;
  code: string;
  data: Record<string, unknown>;
}
const printed = ['sheet', 'notice', 'slip'] as const;

/** Acts on many sheets at once: pass a step of review, publish, print as one PDF. What was refused is named. */
export function ReviewActions({
  stage,
  inspectionIds,
  filter,
  matching,
  onDone,
}: {
  /** what can be done depends on it; `any` only prints */
  stage: 'submitted' | 'reviewed' | 'any';
  inspectionIds: readonly string[];
  filter: NonNullable<SheetChoice['filter']>;
  /** how many the filter leaves at the stage, on all pages */
  matching: number;
  onDone?(): void;
}) {
  const { t } = useTranslation();
  const may = useMay();
  const language = usePreferences().language === 'en' ? 'en' : 'zh';
  const { modal, message } = App.useApp();
  const [asked, setAsked] = useState<'chosen' | 'all'>();
  const [jobId, setJobId] = useState<string>();
  const fail = (error: unknown) => message.error(errorText(error, t), 8);
  const started = ({ jobId: id }: { jobId: string }) => setJobId(id);
  const approve = useMutation({
    mutationFn: (choice: SheetChoice) => client.inspection.approveMany({ ...choice, comment: '' }),
    onSuccess: started,
    onError: fail,
  });
  const print = useMutation({
    mutationFn: (what: (typeof printed)[number]) =>
      client.inspection.printMany({ inspectionIds: [...inspectionIds], what, language }),
    onSuccess: started,
    onError: fail,
  });
  const count = inspectionIds.length;
  const mayReview = may('inspection:review');
  const askApproveAll = () =>
    modal.confirm({
      title: t('review.page.approveAllTitle', { count: matching }),
      content: t('review.page.approveAllText'),
      okText: t('review.act.approve'),
      cancelText: t('common.cancel'),
      onOk: () => approve.mutateAsync({ filter }).catch(() => undefined),
    });
  return (
    <>
      <div className="review-acts">
        {stage === 'submitted' && mayReview && (
          <>
            <Button
              type="primary"
              icon={<CheckOutlined />}
              disabled={count === 0}
              loading={approve.isPending}
              onClick={() => approve.mutate({ inspectionIds: [...inspectionIds] })}
            >
              {t('review.page.approve', { count })}
            </Button>
            <Button disabled={matching === 0} onClick={askApproveAll}>
              {t('review.page.approveAll', { count: matching })}
            </Button>
          </>
        )}
        {stage === 'reviewed' && mayReview && (
          <>
            <Button type="primary" icon={<SendOutlined />} disabled={count === 0} onClick={() => setAsked('chosen')}>
              {t('review.page.publish', { count })}
            </Button>
            <Button disabled={matching === 0} onClick={() => setAsked('all')}>
              {t('review.page.publishAll', { count: matching })}
            </Button>
          </>
        )}
        <Dropdown
          disabled={count === 0}
          menu={{
            items: printed.map((key) => ({ key, label: t(`review.page.${key}`) })),
            onClick: ({ key }) => print.mutate(key as (typeof printed)[number]),
          }}
        >
          <Button icon={<PrinterOutlined />} disabled={count === 0} loading={print.isPending}>
            {t('review.page.print')}
          </Button>
        </Dropdown>
        {count === 0 && <span className="t3 fs">{t('review.page.select')}</span>}
      </div>
      {jobId && <Outcome key={jobId} jobId={jobId} {...(onDone ? { onDone } : {})} />}
      {asked && (
        <PublishModal
          choice={asked === 'chosen' ? { inspectionIds: [...inspectionIds] } : { filter }}
          count={asked === 'chosen' ? count : matching}
          isAll={asked === 'all'}
          onClose={() => setAsked(undefined)}
          onStarted={setJobId}
        />
      )}
    </>
  );
}

function PublishModal({
  choice,
  count,
  isAll,
  onClose,
  onStarted,
}: {
  choice: SheetChoice;
  count: number;
  /** all that match, on all pages */
  isAll: boolean;
  onClose(): void;
  onStarted(jobId: string): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: () => client.inspection.publish({ ...choice, note }),
    onSuccess: ({ jobId }) => {
      onStarted(jobId);
      onClose();
    },
    onError: (error) => message.error(errorText(error, t), 8),
  });
  return (
    <Modal
      open
      title={t(isAll ? 'review.page.publishAllTitle' : 'review.page.publishTitle', { count })}
      okText={t('review.act.publish')}
      cancelText={t('common.cancel')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      <p className="t2" style={{ marginBottom: 8 }}>
        {t('review.page.publishText')}
      </p>
      <Input
        autoFocus
        maxLength={200}
        value={note}
        placeholder={t('review.page.note')}
        aria-label={t('review.page.note')}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}

/** What came of the task: how many, and each one that was refused with its reason. */
function Outcome({ jobId, onDone }: { jobId: string; onDone?(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const job = useJob(jobId);
  const state = job?.state;
  const fileId = typeof job?.result?.fileId === 'string' ? job.result.fileId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the task has ended
  useEffect(() => {
    if (state !== 'completed') return;
    // a task may have ended before the stream of tasks told of it
    queries.invalidateQueries();
    if (fileId) saveFileAs(fileId).catch((error: unknown) => message.error(errorText(error, t)));
    else onDone?.();
  }, [state]);
  if (state === 'failed' && job) return <Alert type="error" showIcon closable title={errorText(job.error, t)} />;
  if (state !== 'completed' || !job?.result || fileId) return null;
  const { result } = job;
  if (typeof result.number === 'string')
    return (
      <Alert
        type="success"
        showIcon
        closable
        title={t('review.page.published', { number: result.number, sheets: result.sheets, until: result.appealUntil })}
      />
    );
  const refused = (result.refused ?? []) as Refused[];
  if (refused.length === 0)
    return (
      <Alert type="success" showIcon closable title={t('review.page.approved', { count: Number(result.approved) })} />
    );
  return (
    <Alert
      type="warning"
      showIcon
      closable
      title={t('review.page.refused', { approved: result.approved, count: refused.length })}
      description={
        <ul style={{ maxHeight: 160, overflow: 'auto', margin: 0, paddingInlineStart: 16 }}>
          {refused.map((each) => (
            <li key={each.number}>{errorText(each, t)}</li>
          ))}
        </ul>
      }
    />
  );
}
