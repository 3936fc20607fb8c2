import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import type { RelatedComplaint } from '#shared/complaint/link.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

interface Props {
  detail: ComplaintDetail;
  other: RelatedComplaint;
  onDone(): void;
}

/** Takes a link or a merging back, with a reason. Enter sends, Esc gives up. */
export function UndoForm({ detail, other, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const isLink = other.relation === 'linked';
  const send = useMutation({
    mutationFn: () => {
      const self = { id: detail.row.complaintId, seq: detail.lastSeq };
      const that = { id: other.complaintId, seq: other.lastSeq ?? 0 };
      // a merging is undone at the duplicate, wherever one stands
      const [one, two] = other.relation === 'absorbed' ? [that, self] : [self, that];
      const pair = { complaintId: one.id, lastSeq: one.seq, otherId: two.id, otherSeq: two.seq, note };
      return isLink ? client.complaint.unlink(pair) : client.complaint.unmerge(pair);
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      onDone();
    },
  });
  const canSend = isLink || note.trim() !== '';
  return (
    <form
      className="complaint-undo"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) send.mutate();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      {!isLink && <p className="t3">{t('complaintLink.undoHint')}</p>}
      <div className="row">
        <Input
          autoFocus
          size="small"
          value={note}
          maxLength={2000}
          aria-label={t(isLink ? 'complaintLink.note' : 'complaintLink.reason')}
          placeholder={t(isLink ? 'complaintLink.note' : 'complaintLink.reason')}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button size="small" type="primary" htmlType="submit" disabled={!canSend} loading={send.isPending}>
          {t(isLink ? 'complaintLink.send.unlink' : 'complaintLink.send.unmerge')} <kbd>↵</kbd>
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </form>
  );
}
