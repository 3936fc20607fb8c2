import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import type { SplitInput } from '#shared/complaint/link.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { treeSearch } from '../../ui/initials.ts';
import { useCatalogue, useUnitTree } from './catalogue.ts';
import { BusinessField } from './fact-fields.tsx';
import { NewerEvents } from './newer-events.tsx';
import { useSeen } from './use-seen.ts';

type Values = Pick<SplitInput, 'content' | 'demand' | 'categoryCode' | 'business' | 'assignTo' | 'note'>;

interface Props {
  detail: ComplaintDetail;
  onDone(): void;
  onMade(complaintId: string): void;
}

/** What the second matter of a complaint is; it becomes one of its own. Ctrl+Enter sends, Esc gives up. */
export function SplitForm({ detail, onDone, onMade }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { categories } = useCatalogue();
  const units = useUnitTree();
  const [form] = Form.useForm<Values>();
  const seen = useSeen(detail);
  const isAllowed = detail.acts.includes('split');
  const send = useMutation({
    mutationFn: ({ demand, categoryCode, business, assignTo, ...rest }: Values) =>
      client.complaint.split({
        ...rest,
        demand: demand ?? '',
        categoryCode: categoryCode ?? null,
        business: business ?? null,
        assignTo: assignTo ?? null,
        complaintId: detail.row.complaintId,
        lastSeq: seen.lastSeq,
      }),
    onSuccess: (part) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      onDone();
      onMade(part.row.complaintId);
    },
    onError: seen.onError,
  });
  return (
    <Form
      form={form}
      className="complaint-join"
      layout="vertical"
      size="small"
      onFinish={(values) => send.mutate(values)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) form.submit();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <p className="t3 fs">{t('complaintLink.splitHint')}</p>
      <Form.Item name="content" label={t('complaintLink.splitContent')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="demand" label={t('complaint.field.demand')}>
        <Input maxLength={2000} />
      </Form.Item>
      <div className="complaint-pair">
        <Form.Item name="categoryCode" label={t('complaint.field.category')}>
          <CodeTreeSelect allowClear treeData={categories} />
        </Form.Item>
        <BusinessField />
        <Form.Item name="assignTo" label={t('complaint.field.assignTo')}>
          <TreeSelect
            allowClear
            showSearch={treeSearch}
            treeDefaultExpandAll
            treeData={units}
            placeholder={t('common.optional')}
          />
        </Form.Item>
        <Form.Item name="note" label={t('complaintLink.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={2000} />
        </Form.Item>
      </div>
      <NewerEvents events={seen.newer} allowed={isAllowed} />
      {send.error !== null && errorCode(send.error) !== 'COMPLAINT_CHANGED' && (
        <Alert type="error" showIcon title={errorText(send.error, t)} />
      )}
      <div className="row">
        <span className="sp" />
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!isAllowed} loading={send.isPending}>
          {t('complaintLink.send.split')} <kbd>Ctrl ↵</kbd>
        </Button>
      </div>
    </Form>
  );
}
