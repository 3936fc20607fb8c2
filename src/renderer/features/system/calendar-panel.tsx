import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarYearView } from '#shared/calendar/calendar.contract.ts';
import { readNotice } from '#shared/calendar/notice.rules.ts';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

/** Years with a working calendar, their days off and make-up days, the working hours, and taking in a new notice. */
export function CalendarPanel() {
  const { t } = useTranslation();
  const may = useMay();
  const query = useQuery(orpc.calendar.list.queryOptions({ input: {} }));
  const [chosen, setChosen] = useState<number | null>(null);
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <Skeleton rows={10} />;
  const { years, workingHours } = query.data;
  const year = years.find((one) => one.year === chosen) ?? years.at(-1);
  const last = years.at(-1)?.year;
  return (
    <div style={{ display: 'flex', gap: 8, flex: 1, minHeight: 0 }}>
      <Panel
        title={t('calendar.covered', { from: years[0]?.year ?? '—', to: last ?? '—' })}
        style={{ flex: 1 }}
        foot={year && `${t('calendar.edition', { number: year.number })} · ${year.source}`}
      >
        <div style={{ padding: 10, overflow: 'auto' }}>
          <Segmented size="small" value={year?.year ?? 0} options={years.map((one) => one.year)} onChange={setChosen} />
          {year && <Days year={year} />}
        </div>
      </Panel>
      <Panel title={t('calendar.importTitle')} style={{ width: 380 }}>
        <div style={{ padding: 10, overflow: 'auto' }}>
          <p className="t2">
            {t('calendar.workingHoursAre', { hours: workingHours.map((span) => `${span.from}–${span.to}`).join('，') })}
          </p>
          {may('calendar:write') ? (
            <NoticeForm next={(last ?? 2026) + 1} onDone={setChosen} />
          ) : (
            <p className="t3">{t('calendar.adminOnly')}</p>
          )}
        </div>
      </Panel>
    </div>
  );
}

function Days({ year }: { year: CalendarYearView }) {
  const { t } = useTranslation();
  const groups = Map.groupBy(year.days, (day) => day.name || '—');
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: '80px 1fr', gap: '6px 10px', marginTop: 12 }}>
      {[...groups].map(([name, days]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className="b">{name}</dt>
          <dd style={{ margin: 0, display: 'flex', flexWrap: 'wrap', gap: 4 }}>
            {days.map((day) => (
              <StateTag key={day.on} tone={day.kind === 'holiday' ? 'good' : 'warning'}>
                {day.on.slice(5)} {t(`calendar.kind.${day.kind}`)}
              </StateTag>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Notice {
  year: number;
  source: string;
  text: string;
}

function NoticeForm({ next, onDone }: { next: number; onDone(year: number): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<Notice>();
  const send = useMutation({
    mutationFn: async ({ year, source, text }: Notice) =>
      client.calendar.importYear({ year, source, days: readNotice(text) }),
    onSuccess: (answer) => {
      queries.invalidateQueries({ queryKey: orpc.calendar.key() });
      form.resetFields(['text']);
      onDone(answer.year);
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      size="small"
      initialValues={{ year: next, source: t('calendar.sourceOf', { year: next }) }}
      onFinish={(values) => send.mutate(values)}
    >
      <Form.Item name="year" label={t('calendar.year')} rules={[{ required: true }]}>
        <InputNumber min={1993} max={2200} />
      </Form.Item>
      <Form.Item name="source" label={t('calendar.source')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('calendar.notice')}
        extra={t('calendar.noticeHint')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 14 }} placeholder={'2027-01-01 休 元旦\n2027-02-06 班 春节'} />
      </Form.Item>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} style={{ marginBottom: 8 }} />}
      {send.isSuccess && (
        <Alert
          type="success"
          showIcon
          title={t('calendar.imported', { year: send.data.year, number: send.data.number })}
          style={{ marginBottom: 8 }}
        />
      )}
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('calendar.putInForce')}
      </Button>
    </Form>
  );
}
