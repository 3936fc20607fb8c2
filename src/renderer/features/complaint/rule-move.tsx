import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import './rule.css';

/** Offers the newest edition of deadline rules to a complaint that goes by an older one. */
export function RuleMove({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const editions = useQuery(orpc.complaint.ruleEditions.queryOptions({ input: {}, staleTime: 300_000 }));
  const newest = editions.data?.[0]?.number;
  if (newest === undefined || newest === detail.ruleEdition) return null;
  return (
    <>
      <Button type="link" size="small" onClick={() => setAsked(true)}>
        {t('deadlineRule.moveOne', { number: newest })}
      </Button>
      {asked && <MoveModal detail={detail} edition={newest} onClose={() => setAsked(false)} />}
    </>
  );
}

function MoveModal({ detail, edition, onClose }: { detail: ComplaintDetail; edition: number; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { complaintId } = detail.row;
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => client.complaint.moveRule({ complaintId, lastSeq: detail.lastSeq, edition, note }),
    onSuccess: (answer) => {
      queries.setQueryData(orpc.complaint.get.queryOptions({ input: { complaintId } }).queryKey, answer);
      queries.invalidateQueries({ queryKey: orpc.complaint.list.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.counts.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.ruleEditions.key() });
      onClose();
    },
  });
  const canSend = note.trim() !== '' && !send.isPending;
  return (
    <Modal
      open
      title={t('deadlineRule.moveOne', { number: edition })}
      okText={t('deadlineRule.moveSend')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !canSend }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="rule-ask">{t('deadlineRule.moveOneHint', { from: detail.ruleEdition, to: edition })}</p>
      <Input.TextArea
        autoFocus
        value={note}
        maxLength={2000}
        aria-label={t('deadlineRule.note')}
        placeholder={t('deadlineRule.note')}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && canSend && send.mutate()}
      />
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}
