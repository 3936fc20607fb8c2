import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesPerDay, readWorkingHours, type WorkingHours } from '#shared/calendar/working-hours.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { CalendarImpact } from './calendar-impact.tsx';

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

/** Changes the working hours of every working day, after saying what that does to running complaints. */
export function WorkingHoursForm({ hours, onClose }: { hours: WorkingHours; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const before = hoursText(hours, '，');
  const [text, setText] = useState(before);
  const typed = read(text);
  const now = 'hours' in typed ? typed.hours : null;
  const isSame = now !== null && hoursText(now, '，') === before;
  const impact = useQuery({
    ...orpc.calendar.previewHours.queryOptions({ input: { workingHours: now ?? [] } }),
    enabled: now !== null && !isSame,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const save = useMutation({
    mutationFn: () => client.calendar.setWorkingHours({ workingHours: now ?? [] }),
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
        <Form.Item
          label={t('calendar.hoursLabel')}
          htmlFor="calendar-hours"
          extra={t('calendar.hoursHint')}
          validateStatus={now ? '' : 'error'}
          help={'error' in typed ? errorText(typed.error, t) : undefined}
        >
          <Input id="calendar-hours" value={text} maxLength={120} onChange={(event) => setText(event.target.value)} />
        </Form.Item>
      </Form>
      {now && <p className="t2">{t('calendar.perDay', { time: lengthText(now) })}</p>}
      {now && !isSame && <CalendarImpact impact={impact.data} isWorking={impact.isFetching} error={impact.error} />}
      {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} />}
    </Modal>
  );
}
