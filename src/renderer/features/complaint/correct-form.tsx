import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import type { CorrectedFacts } from '#shared/complaint/event.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { useCatalogue } from './catalogue.ts';
import { AreaField, BusinessField, GradeField } from './fact-fields.tsx';
import { NewerEvents } from './newer-events.tsx';
import { useSeen } from './use-seen.ts';

type Values = Partial<CorrectedFacts> & { note: string };

/** What deadlines depend on, put right in the drawer. Ctrl+Enter sends, Esc gives up. */
export function CorrectForm({ detail, onDone }: { detail: ComplaintDetail; onDone(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { categories } = useCatalogue();
  const [form] = Form.useForm<Values>();
  const seen = useSeen(detail);
  const isAllowed = detail.acts.includes('correct');
  const { complaintId, business, customerGrade } = detail.row;
  const send = useMutation({
    mutationFn: ({ categoryCode, business, customerGrade, area, note }: Values) =>
      client.complaint.correct({
        complaintId,
        lastSeq: seen.lastSeq,
        categoryCode: categoryCode ?? null,
        business: business ?? null,
        customerGrade: customerGrade ?? null,
        area: area ?? null,
        note,
      }),
    onSuccess: (answer) => {
      queries.setQueryData(orpc.complaint.get.queryOptions({ input: { complaintId } }).queryKey, answer);
      queries.invalidateQueries({ queryKey: orpc.complaint.list.key() });
      queries.invalidateQueries({ queryKey: orpc.complaint.counts.key() });
      onDone();
    },
    onError: seen.onError,
  });
  return (
    <Form
      form={form}
      className="complaint-act-form"
      layout="vertical"
      size="small"
      aria-label={t('complaint.act.correct')}
      initialValues={{ categoryCode: detail.categoryCode, business, customerGrade, area: detail.area }}
      onFinish={(values) => send.mutate(values)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) form.submit();
        if (event.key === 'Escape') {
          event.stopPropagation();
          onDone();
        }
      }}
    >
      <b>{t('complaint.act.correct')}</b>
      <p className="t3 fs">{t('complaint.correctHint')}</p>
      <div className="complaint-pair">
        <Form.Item name="categoryCode" label={t('complaint.field.category')}>
          <CodeTreeSelect autoFocus allowClear treeData={categories} />
        </Form.Item>
        <BusinessField />
        <GradeField />
        <AreaField />
      </div>
      <Form.Item name="note" label={t('complaint.correctWhy')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
      <NewerEvents events={seen.newer} allowed={isAllowed} />
      {send.error !== null && errorCode(send.error) !== 'COMPLAINT_CHANGED' && (
        <Alert type="error" showIcon title={errorText(send.error, t)} />
      )}
      <div className="row">
        <span className="sp" />
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!isAllowed} loading={send.isPending}>
          {t('complaint.send', { act: t('complaint.act.correct') })} <kbd>Ctrl ↵</kbd>
        </Button>
      </div>
    </Form>
  );
}
