import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Popover, TreeSelect } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { useUnitTree } from './catalogue.ts';

/** Assigns the ticked complaints to one unit; those that can't be assigned now are named. */
export function BulkAssign({ complaintIds }: { complaintIds: string[] }) {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const units = useUnitTree();
  const [isOpen, setOpen] = useState(false);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () => client.complaint.assignMany({ complaintIds, unitId: unitId as string, note }),
    onSuccess: ({ assigned, refused }) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      setOpen(false);
      if (refused.length === 0) message.success(t('complaint.bulkDone', { count: assigned }));
      else
        notification.warning({
          title: t('complaint.bulkDone', { count: assigned }),
          description: t('complaint.bulkRefused', { list: refused.join('、') }),
        });
    },
  });
  const content = (
    <div className="list-conditions">
      <TreeSelect
        style={{ width: 280 }}
        size="small"
        showSearch={{ treeNodeFilterProp: 'title' }}
        treeDefaultExpandAll
        treeData={units}
        value={unitId}
        onChange={(value: string | null) => setUnitId(value)}
        placeholder={t('complaint.field.unit')}
      />
      <Input
        size="small"
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={t('complaint.bulkNote')}
      />
      {send.error && <Alert type="error" title={errorText(send.error, t)} />}
      <Button type="primary" size="small" disabled={!unitId} loading={send.isPending} onClick={() => send.mutate()}>
        {t('complaint.bulkSend', { count: complaintIds.length })}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" open={isOpen} onOpenChange={setOpen} content={content}>
      <Button type="link" size="small">
        {t('complaint.bulkAssign')}
      </Button>
    </Popover>
  );
}
