import { CloseCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay, DayKind } from '#shared/calendar/calendar.rules.ts';
import type { CalendarYearView } from '#shared/calendar/calendar.schema.ts';
import {
  type DayChange,
  type DayProblem,
  dayProblems,
  festivalsAtWork,
  kindIn,
  kindsOf,
} from '#shared/calendar/edition.rules.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { CalendarImpact } from './calendar-impact.tsx';
import { ChangeList, FestivalList, useDayText } from './calendar-lists.tsx';
import type { CalendarDraft, DraftControl } from './use-calendar-draft.ts';

/** The value once it has rested for a moment. */
function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

/**
 * Beside the year being changed: the chosen days, what differs from the edition in force, what it does to running
 * complaints, where it comes from and why; and the button that puts it in force.
 */
export function CalendarEdit({
  control,
  draft,
  changes,
  onSaved,
  onCancel,
}: {
  control: DraftControl;
  draft: CalendarDraft;
  changes: readonly DayChange[];
  onSaved(year: CalendarYearView): void;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const problems = dayProblems(draft.year, draft.days);
  const rested = useRested(draft.days, 400);
  const impact = useQuery({
    ...orpc.calendar.previewYear.queryOptions({ input: { year: draft.year, days: [...rested] } }),
    enabled: rested === draft.days && problems.length === 0 && changes.length > 0,
    placeholderData: keepPreviousData,
    // a complaint may have come in since
    staleTime: 0,
  });
  const isWorking = rested !== draft.days || impact.isFetching;
  const save = useMutation({
    mutationFn: () =>
      client.calendar.importYear({
        year: draft.year,
        days: [...draft.days],
        source: draft.source,
        reason: draft.reason,
        basedOn: draft.basedOn,
      }),
    onSuccess: (saved) => {
      queries.invalidateQueries({ queryKey: orpc.calendar.key() });
      message.success(t('calendar.saved', { year: saved.year, number: saved.number }));
      onSaved(saved);
    },
  });
  const isNew = draft.basedOn === 0;
  const festivals = festivalsAtWork(draft.year, draft.days);
  return (
    <>
      <div className="calendar-side">
        <ChosenDays control={control} draft={draft} />
        {problems.length > 0 && (
          <Problems draft={draft} problems={problems} onChange={(days) => control.change({ days })} />
        )}
        {problems.length === 0 && draft.days.length > 0 && festivals.length > 0 && (
          <p className="calendar-note warning">
            <ExclamationCircleOutlined /> {t('calendar.festivals', { days: festivals.join(t('common.comma')) })}
          </p>
        )}
        <section>
          <h3>
            {t(isNew ? 'calendar.changesNew' : 'calendar.changes')}
            <span className="t3">{t('calendar.changeCount', { count: changes.length })}</span>
          </h3>
          {changes.length === 0 && <p className="t3">{t('calendar.changesNone')}</p>}
          {isNew ? <FestivalList days={draft.days} /> : <ChangeList changes={changes} />}
        </section>
      </div>
      <Form className="calendar-save" layout="vertical" size="small" onFinish={() => save.mutate()}>
        {changes.length > 0 && problems.length === 0 && (
          <section aria-label={t('calendar.impact')} aria-live="polite">
            <b>{t('calendar.impact')}</b>
            <CalendarImpact impact={impact.data} isWorking={isWorking} error={impact.error} />
          </section>
        )}
        <Form.Item label={t('calendar.source')} required htmlFor="calendar-source">
          <Input
            id="calendar-source"
            maxLength={300}
            value={draft.source}
            placeholder={t('calendar.sourceHint')}
            onChange={(event) => control.change({ source: event.target.value })}
          />
        </Form.Item>
        {!isNew && (
          <Form.Item label={t('calendar.reason')} required htmlFor="calendar-reason">
            <Input
              id="calendar-reason"
              maxLength={300}
              value={draft.reason}
              placeholder={t('calendar.reasonHint', { number: draft.basedOn })}
              onChange={(event) => control.change({ reason: event.target.value })}
            />
          </Form.Item>
        )}
        {save.error && <Alert type="error" showIcon title={errorText(save.error, t)} />}
        <div className="row">
          <Button
            type="primary"
            size="middle"
            htmlType="submit"
            loading={save.isPending}
            disabled={
              problems.length > 0 ||
              (changes.length > 0 && (isWorking || impact.data === undefined)) ||
              draft.days.length === 0 ||
              !draft.source.trim() ||
              (!isNew && !draft.reason.trim())
            }
          >
            {t('calendar.save', { number: draft.basedOn + 1 })}
          </Button>
          <Button size="middle" onClick={onCancel}>
            {t('calendar.cancel')}
          </Button>
        </div>
      </Form>
    </>
  );
}

function ChosenDays({ control, draft }: { control: DraftControl; draft: CalendarDraft }) {
  const { t } = useTranslation();
  const dayText = useDayText();
  const { selected, days } = control;
  const [first] = selected;
  const last = selected.at(-1);
  if (!first || !last || !first.startsWith(`${draft.year}-`))
    return (
      <section>
        <h3>{t('calendar.day')}</h3>
        <p className="t3">{t('calendar.dayNone')}</p>
      </section>
    );
  const { kind, name } = kindIn(days, selected.find((on) => days.has(on)) ?? first);
  const kinds: DayKind[] = [...new Set(selected.flatMap(kindsOf))].filter(
    (one) => one !== 'weekend' || selected.every((on) => kindsOf(on)[0] === 'weekend'),
  );
  return (
    <section>
      <h3>{t('calendar.day')}</h3>
      <p className="b">
        {first === last
          ? dayText(first)
          : t('calendar.dayRange', { from: dayText(first), to: dayText(last), count: selected.length })}
      </p>
      <Segmented<DayKind>
        size="small"
        block
        aria-label={t('calendar.dayKind')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`calendar.kind.${value}`) }))}
        onChange={control.setKind}
      />
      {(kind === 'holiday' || kind === 'makeup') && (
        <Input
          size="small"
          addonBefore={t('calendar.dayName')}
          aria-label={t('calendar.dayName')}
          placeholder={t('calendar.dayNameHint')}
          maxLength={80}
          value={name}
          onChange={(event) => control.setName(event.target.value)}
        />
      )}
    </section>
  );
}

/** What keeps the days from being saved, each thing by name, and a way out where it is plain. */
function Problems({
  draft,
  problems,
  onChange,
}: {
  draft: CalendarDraft;
  problems: readonly DayProblem[];
  onChange(days: CalendarDay[]): void;
}) {
  const { t } = useTranslation();
  const outside = problems.filter(({ fault }) => fault === 'CALENDAR_DAY_OUTSIDE_YEAR').length;
  const twice = problems.filter(({ fault }) => fault === 'CALENDAR_DAY_TWICE').length;
  const weekday = (day: string) => t(`calendar.weekday.${new Date(`${day}T00:00:00Z`).getUTCDay()}`);
  return (
    <section className="calendar-note bad">
      <b>
        <CloseCircleOutlined /> {t('calendar.problems', { count: problems.length })}
      </b>
      <ul>
        {problems.slice(0, 30).map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one day may have two faults; the list is only read
          <li key={`${i}:${problem.day}`}>
            {t(`calendar.problem.${problem.fault}`, { ...problem, weekday: weekday(problem.day) })}
          </li>
        ))}
      </ul>
      {outside > 0 && (
        <p className="t2">
          <Button
            size="small"
            onClick={() => onChange(draft.days.filter((day) => day.on.startsWith(`${draft.year}-`)))}
          >
            {t('calendar.dropOutside', { year: draft.year, count: outside })}
          </Button>{' '}
          {t('calendar.dropOutsideHint')}
        </p>
      )}
      {twice > 0 && (
        <Button
          size="small"
          onClick={() =>
            onChange(
              draft.days.filter(
                (day, i) => !draft.days.slice(0, i).some((other) => other.on === day.on && other.kind === day.kind),
              ),
            )
          }
        >
          {t('calendar.dropTwice', { count: twice })}
        </Button>
      )}
    </section>
  );
}
