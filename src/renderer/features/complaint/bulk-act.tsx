import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Input, Popover, TreeSelect } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkResult, bulkResult } from '#shared/complaint/bulk.contract.ts';
import { useJob } from '../../app/jobs.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { BulkRefused } from './bulk-refused.tsx';
import { useUnitTree } from './catalogue.ts';

export type BulkActName = 'escalate' | 'assign';

interface Props {
  act: BulkActName;
  complaintIds: readonly string[];
  onOpen(complaintId: string): void;
}

/** Does one act to the ticked complaints as a job, and names those it could not be done to, with the reason. */
export function BulkAct({ act, complaintIds, onOpen }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [result, setResult] = useState<BulkResult | null>(null);
  const told = useRef<string | null>(null);
  const job = useJob(jobId);
  useEffect(() => {
    if (!job || job.state === 'running' || told.current === job.jobId) return;
    told.current = job.jobId;
    if (job.error) message.error(errorText(job.error, t));
    const came = bulkResult.safeParse(job.result);
    if (!came.success) return;
    if (came.data.refused.length > 0) setResult(came.data);
    else message.success(t(`complaintBulk.done.${act}`, { count: came.data.done }));
  }, [job, act, message, t]);
  const isRunning = job?.state === 'running';
  return (
    <>
      <Popover
        trigger="click"
        open={isOpen}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <BulkForm
            act={act}
            complaintIds={complaintIds}
            onClose={() => setOpen(false)}
            onStarted={(started) => {
              setJobId(started);
              setOpen(false);
            }}
          />
        }
      >
        <Button type="link" size="small" loading={isRunning}>
          {t(`complaintBulk.${act}`)}
          {isRunning && ` ${t('complaintBulk.running', { done: job.done, total: job.total })}`}
        </Button>
      </Popover>
      {result && <BulkRefused act={act} result={result} onOpen={onOpen} onClose={() => setResult(null)} />}
    </>
  );
}

interface FormProps extends Omit<Props, 'onOpen'> {
  onClose(): void;
  onStarted(jobId: string): void;
}

function BulkForm({ act, complaintIds, onClose, onStarted }: FormProps) {
  const { t } = useTranslation();
  const units = useUnitTree();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () =>
      act === 'assign'
        ? client.complaint.assignMany({ complaintIds: [...complaintIds], unitId: unitId as string, note })
        : client.complaint.escalateMany({ complaintIds: [...complaintIds], note }),
    onSuccess: ({ jobId }) => onStarted(jobId),
  });
  const canSend = !send.isPending && (act === 'assign' ? unitId !== null : note.trim() !== '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div
      className="list-conditions"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && canSend) send.mutate();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="t3 fs bulk-hint">{t(`complaintBulk.hint.${act}`)}</p>
      {act === 'assign' && (
        <TreeSelect
          style={{ width: 320 }}
          size="small"
          showSearch={treeSearch}
          treeDefaultExpandAll
          treeData={units}
          value={unitId}
          onChange={(value: string | null) => setUnitId(value)}
          aria-label={t('complaint.field.unit')}
          placeholder={t('complaint.field.unit')}
        />
      )}
      <Input.TextArea
        autoFocus={act === 'escalate'}
        autoSize={{ minRows: act === 'escalate' ? 2 : 1, maxRows: 5 }}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        aria-label={t(`complaintBulk.note.${act}`)}
        placeholder={t(`complaintBulk.note.${act}`)}
      />
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
      <Button type="primary" size="small" disabled={!canSend} loading={send.isPending} onClick={() => send.mutate()}>
        {t(`complaintBulk.send.${act}`, { count: complaintIds.length })} <kbd>Ctrl ↵</kbd>
      </Button>
    </div>
  );
}
