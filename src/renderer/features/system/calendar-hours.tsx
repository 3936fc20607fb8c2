import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Form, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  joinPeriods,
  minutesPerDay,
  periodsOf,
  readWorkingHours,
  type WorkingHours,
} from '#shared/calendar/working-hours.ts';
import type { Day } from '#shared/kernel/dates.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { CalendarImpact } from './calendar-impact.tsx';

/** Hours of one period as people write them. */
export const hoursText = (hours: WorkingHours, between: string) =>
  hours.map((span) => `${span.from}–${span.to}`).join(between);
export const lengthText = (hours: WorkingHours) => {
  const minutes = minutesPerDay(hours);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
};

function read(text: string): { hours: { from: string; to: string }[] } | { error: unknown } {
  try {
    return { hours: readWorkingHours(text) };
  } catch (error) {
    return { error };
  }
}

/** Hours in force from a day on, as they are typed; the first ones have always been in force. */
interface Row {
  readonly key: number;
  readonly since: Day | null;
  readonly text: string;
}
const rowsOf = (hours: WorkingHours): Row[] =>
  periodsOf(hours).map(({ since, hours: spans }, key) => ({ key, since, text: hoursText(spans, '，') }));

/** What is typed as working hours; null while a day or hours are missing or wrong, or a day is there twice. */
function typedHours(rows: readonly Row[]): WorkingHours | null {
  const days = rows.map(({ since }) => since);
  if (days.slice(1).includes(null) || new Set(days).size < days.length) return null;
  const periods = rows.map(({ since, text }) => ({ since, typed: read(text) }));
  if (periods.some(({ typed }) => 'error' in typed)) return null;
  const ordered = periods.toSorted((x, y) => ((x.since ?? '') < (y.since ?? '') ? -1 : 1));
  return joinPeriods(ordered.map(({ since, typed }) => ({ since, hours: 'hours' in typed ? typed.hours : [] })));
}

/** Changes the working hours, from a day on or for all time, after saying what that does to running complaints. */
export function WorkingHoursForm({ hours, onClose }: { hours: WorkingHours; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [rows, setRows] = useState(() => rowsOf(hours));
  const now = typedHours(rows);
  const isSame = now !== null && JSON.stringify(now) === JSON.stringify(joinPeriods(periodsOf(hours)));
  const change = (key: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () =>
    setRows([
      ...rows,
      { key: Math.max(...rows.map((row) => row.key)) + 1, since: null, text: rows.at(-1)?.text ?? '' },
    ]);
  const impact = useQuery({
    ...orpc.calendar.previewHours.queryOptions({ input: { workingHours: [...(now ?? [])] } }),
    enabled: now !== null && !isSame,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const save = useMutation({
    mutationFn: () => client.calendar.setWorkingHours({ workingHours: [...(now ?? [])] }),
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.calendar.key() });
      message.success(t('calendar.hoursSaved'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('calendar.hoursChange')}
      okText={t('calendar.hoursSave')}
      okButtonProps={{ disabled: !now || isSame || impact.isFetching || !impact.data, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        {rows.map((row, i) => (
          <HoursRow
            key={row.key}
            row={row}
            isFirst={i === 0}
            taken={rows.filter((other) => other !== row).map((other) => other.since)}
            onChange={(part) => change(row.key, part)}
            onRemove={() => setRows(rows.filter((other) => other !== row))}
          />
        ))}
      </Form>
      <p className="t3">{t('calendar.hoursHint')}</p>
      <Button type="link" size="small" icon={<PlusOutlined />} onClick={add}>
        {t('calendar.hoursAdd')}
      </Button>
      {now && !isSame && <CalendarImpact impact={impact.data} isWorking={impact.isFetching} error={impact.error} />}
      {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} />}
    </Modal>
  );
}

function HoursRow({
  row,
  isFirst,
  taken,
  onChange,
  onRemove,
}: {
  row: Row;
  isFirst: boolean;
  taken: readonly (Day | null)[];
  onChange(part: Partial<Row>): void;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const typed = read(row.text);
  const isTwice = row.since !== null && taken.includes(row.since);
  const length = 'hours' in typed ? t('calendar.perDay', { time: lengthText(typed.hours) }) : undefined;
  const fault = 'error' in typed ? errorText(typed.error, t) : isTwice ? t('calendar.hoursTwice') : undefined;
  const label = isFirst ? t('calendar.hoursAlways') : t('calendar.hoursFrom');
  return (
    <Form.Item label={label} validateStatus={fault ? 'error' : ''} help={fault ?? length}>
      <div className="row">
        {!isFirst && (
          <DatePicker
            value={row.since ? dayjs(row.since) : null}
            aria-label={t('calendar.hoursFrom')}
            status={isTwice ? 'error' : ''}
            style={{ width: 140, flex: 'none' }}
            onChange={(day) => onChange({ since: day?.format('YYYY-MM-DD') ?? null })}
          />
        )}
        <Input
          value={row.text}
          maxLength={120}
          aria-label={t('calendar.hoursLabel')}
          onChange={(event) => onChange({ text: event.target.value })}
        />
        {!isFirst && (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('calendar.hoursRemove')} onClick={onRemove} />
        )}
      </div>
    </Form.Item>
  );
}
