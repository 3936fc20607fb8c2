import { Button, Select } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '#shared/calendar/calendar.rules.ts';
import type { CalendarEditionView } from '#shared/calendar/calendar.schema.ts';
import type { DayChange, NamedKind } from '#shared/calendar/edition.rules.ts';
import { addDays, type Day, formatInstant, isDay } from '#shared/kernel/dates.ts';
import { StateTag } from '../../ui/state-tag.tsx';

const tones = { holiday: 'good', makeup: 'warning', workday: 'neutral', weekend: 'neutral' } as const;

/** `10-01 周三`; what is no date is shown as it is. */
export function useDayText(): (day: Day) => string {
  const { t } = useTranslation();
  return useCallback(
    (day) =>
      isDay(day) ? `${day.slice(5)} ${t(`calendar.weekday.${new Date(`${day}T00:00:00Z`).getUTCDay()}`)}` : day,
    [t],
  );
}

/** Days that two editions see differently, each with both sides. */
export function ChangeList({ changes }: { changes: readonly DayChange[] }) {
  const { t } = useTranslation();
  const dayText = useDayText();
  const what = ({ kind }: NamedKind) => <StateTag tone={tones[kind]}>{t(`calendar.kind.${kind}`)}</StateTag>;
  return (
    <ul className="calendar-changes">
      {changes.map(({ on, before, after, isRenamed }) => (
        <li key={on}>
          <span className="nw">{dayText(on)}</span>
          {isRenamed ? (
            <span className="t2">
              {t('calendar.renamed', {
                before: before.name || t('calendar.noName'),
                after: after.name || t('calendar.noName'),
              })}
            </span>
          ) : (
            <>
              <span className="row" style={{ gap: 4 }}>
                {what(before)} → {what(after)}
              </span>
              <span className="t3 el" title={after.name || before.name}>
                {after.name || before.name}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Festival {
  name: string;
  spans: { from: Day; to: Day; days: number }[];
  makeups: Day[];
}

/** The days of a year by festival: stretches off, and the days worked for them. A name may come twice in a year. */
function festivalsOf(days: readonly CalendarDay[]): Festival[] {
  const festivals: Festival[] = [];
  const near = 40;
  const sorted = [...days].sort((a, b) => (a.on < b.on ? -1 : 1));
  const at = new Map<string, { festival: Festival; last: Day }>();
  for (const { on, kind, name } of sorted) {
    let held = at.get(name);
    if (!held || addDays(held.last, near) < on) {
      held = { festival: { name, spans: [], makeups: [] }, last: on };
      festivals.push(held.festival);
      at.set(name, held);
    }
    held.last = on;
    const span = held.festival.spans.at(-1);
    if (kind === 'makeup') held.festival.makeups.push(on);
    else if (span && addDays(span.to, 1) === on) {
      span.to = on;
      span.days += 1;
    } else held.festival.spans.push({ from: on, to: on, days: 1 });
  }
  return festivals;
}

/** What is off and what is worked for it, festival by festival. */
export function FestivalList({ days }: { days: readonly CalendarDay[] }) {
  const { t } = useTranslation();
  const dayText = useDayText();
  return (
    <dl className="calendar-festivals">
      {festivalsOf(days).map(({ name, spans, makeups }) => (
        <div key={`${name}${spans[0]?.from ?? makeups[0]}`}>
          <dt className="b">{name || t('calendar.noName')}</dt>
          <dd>
            {spans.map(({ from, to, days: count }) => (
              <div key={from}>
                <StateTag tone="good">{t('calendar.kind.holiday')}</StateTag>{' '}
                {from === to
                  ? dayText(from)
                  : t('calendar.daysOffSpan', { from: dayText(from), to: dayText(to), count })}
              </div>
            ))}
            {makeups.length > 0 && (
              <div>
                <StateTag tone="warning">{t('calendar.kind.makeup')}</StateTag>{' '}
                {makeups.map(dayText).join(t('common.comma'))}
              </div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Every edition of a year: number, source, who and why; each can be looked at and compared. */
export function EditionList({
  editions,
  shown,
  against,
  onShow,
  onCompare,
}: {
  editions: readonly CalendarEditionView[];
  shown: CalendarEditionView;
  against: CalendarEditionView | undefined;
  onShow(editionId: string): void;
  onCompare(editionId: string | undefined): void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <ul className="calendar-editions">
        {editions.map((edition, i) => (
          <li key={edition.editionId} className={edition === shown ? 'on' : ''}>
            <div className="row">
              <b>{t('calendar.edition', { number: edition.number })}</b>
              <StateTag tone={i === 0 ? 'good' : 'neutral'}>
                {t(i === 0 ? 'calendar.inForce' : 'calendar.earlier')}
              </StateTag>
              <span className="sp" />
              {edition !== shown && (
                <Button type="link" size="small" onClick={() => onShow(edition.editionId)}>
                  {t('calendar.look')}
                </Button>
              )}
            </div>
            <div>{edition.source}</div>
            <div className="t3">
              {t('calendar.madeBy', {
                at: formatInstant(edition.createdAt),
                who: edition.accountName || t('calendar.shipped'),
              })}
            </div>
            {edition.reason && <div className="t2">{t('calendar.reasonIs', { reason: edition.reason })}</div>}
          </li>
        ))}
      </ul>
      {editions.length > 1 && (
        <Select
          size="small"
          style={{ width: '100%' }}
          aria-label={t('calendar.compareWith')}
          value={against?.editionId ?? ''}
          options={[
            { value: '', label: t('calendar.compareNone') },
            ...editions
              .filter((edition) => edition !== shown)
              .map((edition) => ({
                value: edition.editionId,
                label: `${t('calendar.compareWith')}：${t('calendar.edition', { number: edition.number })}`,
              })),
          ]}
          onChange={(value) => onCompare(value || undefined)}
        />
      )}
    </>
  );
}
