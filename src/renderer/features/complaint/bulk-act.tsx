import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Popover, TreeSelect } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { treeSearch } from '../../ui/initials.ts';
import { useUnitTree } from './catalogue.ts';
import type { BulkJob } from './use-bulk-job.tsx';
import type { Choice } from './use-choice.ts';

interface Props {
  act: 'escalate' | 'assign';
  choice: Choice;
  job: BulkJob;
}

/** Does one act to the chosen complaints, as a task that can be stopped. */
export function BulkAct({ act, choice, job }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isSomeChosen = choice.chosen.complaintIds.length > 0;
  if (job.isRunning) return <BulkRunning job={job} />;
  if (!isSomeChosen) return null;
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <BulkForm
          act={act}
          choice={choice}
          onClose={() => setOpen(false)}
          onStarted={(started) => {
            job.follow(started);
            setOpen(false);
          }}
        />
      }
    >
      <Button type="link" size="small">
        {t(`complaintBulk.${act}`)}
      </Button>
    </Popover>
  );
}

/** How far a bulk act is, and the way to stop it. */
export function BulkRunning({ job }: { job: BulkJob }) {
  const { t } = useTranslation();
  const { act, done, total } = job;
  return (
    <span className="bulk-running">
      <Button type="link" size="small" loading>
        {t(act === 'print' ? 'complaint.printMany' : `complaintBulk.${act}`)}
        {total > 0 && ` ${t('complaintBulk.running', { done, total })}`}
      </Button>
      <Button type="link" size="small" onClick={job.stop}>
        {t('complaintBulk.stop')}
      </Button>
    </span>
  );
}

interface FormProps extends Omit<Props, 'job'> {
  onClose(): void;
  onStarted(jobId: string): void;
}

function BulkForm({ act, choice, onClose, onStarted }: FormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const units = useUnitTree();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () =>
      act === 'assign'
        ? client.complaint.assignMany({ ...choice.chosen, unitId: unitId as string, note })
        : client.complaint.escalateMany({ ...choice.chosen, note }),
    onSuccess: ({ jobId }) => onStarted(jobId),
    onError: (error) => {
      if (errorCode(error) !== 'COMPLAINT_LISTED_CHANGED') return;
      choice.chooseAll();
      queries.invalidateQueries();
    },
  });
  const canSend = !send.isPending && !choice.isChoosing && (act === 'assign' ? unitId !== null : note.trim() !== '');
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
      <Button
        type="primary"
        size="small"
        disabled={!canSend}
        loading={send.isPending || choice.isChoosing}
        onClick={() => send.mutate()}
      >
        {t(`complaintBulk.send.${act}`, { count: choice.chosen.complaintIds.length })} <kbd>Ctrl ↵</kbd>
      </Button>
    </div>
  );
}
