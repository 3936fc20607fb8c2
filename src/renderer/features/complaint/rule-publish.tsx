import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleEditionView } from '#shared/complaint/rule.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import type { RuleChange, RuleDraft } from './use-rule-draft.ts';

/** Publishing a draft: what changes, and why. */
export function PublishModal({
  draft,
  changes,
  onClose,
  onDone,
}: {
  draft: RuleDraft;
  changes: ReadonlyMap<string, RuleChange>;
  onClose(): void;
  onDone(edition: number): void;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => client.complaint.publishRules({ ...draft, note }),
    onSuccess: ({ number }) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.ruleEditions.key() });
      onDone(number);
    },
  });
  return (
    <Modal
      open
      title={t('deadlineRule.publishTitle', { number: draft.basedOn + 1 })}
      okText={t('deadlineRule.publish')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !note.trim() }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="rule-ask">{t('deadlineRule.publishHint')}</p>
      <ul className="rule-changes">
        {[...changes].map(([code, change]) => (
          <li key={code}>
            <StateTag tone={change === 'added' ? 'good' : change === 'changed' ? 'warning' : 'neutral'}>
              {t(`deadlineRule.change.${change}`)}
            </StateTag>{' '}
            {code} {draft.rules.find((rule) => rule.code === code)?.name}
          </li>
        ))}
      </ul>
      <Form layout="vertical">
        <Form.Item label={t('deadlineRule.note')} required>
          <Input.TextArea autoFocus value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
        </Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}

/** Moving all open complaints of one edition to another. */
export function MoveModal({ editions, onClose }: { editions: readonly RuleEditionView[]; onClose(): void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(editions.find((one) => one.open > 0 && one !== editions[0])?.number);
  const [to, setTo] = useState(editions[0]?.number);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => client.complaint.moveRules({ from: from as number, to: to as number, note }),
    onSuccess: onClose,
  });
  const options = editions.map(({ number, open }) => ({
    value: number,
    label: t('deadlineRule.editionOpen', { number, open }),
  }));
  return (
    <Modal
      open
      title={t('deadlineRule.move')}
      okText={t('deadlineRule.moveSend')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !note.trim() || from === undefined || from === to }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="rule-ask">{t('deadlineRule.moveHint')}</p>
      <Form layout="vertical">
        <div className="complaint-pair">
          <Form.Item label={t('deadlineRule.from')}>
            <Select value={from} options={options} onChange={setFrom} />
          </Form.Item>
          <Form.Item label={t('deadlineRule.to')}>
            <Select value={to} options={options} onChange={setTo} />
          </Form.Item>
        </div>
        <Form.Item label={t('deadlineRule.note')} required>
          <Input.TextArea value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
        </Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}
