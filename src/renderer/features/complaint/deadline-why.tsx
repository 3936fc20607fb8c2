import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths } from '#shared/calendar/calendar.rules.ts';
import { hoursOn, minutesPerDay, periodsWithin, type WorkingHours } from '#shared/calendar/working-hours.ts';
import type { ClockView } from '#shared/complaint/detail.schema.ts';
import { windowInWords } from '#shared/complaint/rule.words.ts';
import { addDays, type Day, dayOf, formatInstant } from '#shared/kernel/dates.ts';
import { clockText, dayText, dueShort, dueText, limitText } from './complaint.format.ts';

type Line = ClockView['lines'][number];
type Rule = NonNullable<ClockView['rule']>;

const isTimed = (rule: Rule) => ['minutes', 'hours', 'workMinutes', 'workHours'].includes(rule.unit);
const isWorking = (rule: Rule) => rule.unit === 'workMinutes' || rule.unit === 'workHours';

/** A moment of a line's day; its end is 24:00, not the next day's 00:00. */
const timeOn = (at: string, day: Day) => (dayOf(at) > day ? '24:00' : formatInstant(at).slice(11));

/**
 * Why a deadline is what it is: the rule, each day or run of like days with what it used up, the sum, and the end. What
 * the lines use up adds up to the limit.
 */
export function DeadlineWhy({ clock, hours }: { clock: ClockView; hours: WorkingHours }) {
  const { t, i18n } = useTranslation();
  const rule = clock.rule as Rule;
  const window = windowInWords(rule, i18n.language === 'en' ? 'en' : 'zh');
  const isExplained = clock.dueAt !== null;
  return (
    <div className="complaint-why">
      <div className="row">
        <b className="nw">{clock.dueAt ? t('complaint.why', { at: dueShort(clock.dueAt) }) : t('complaint.whyNot')}</b>
        <span className="sp" />
        {isWorking(rule) && (
          <span className="t3">{t('complaint.workingHours', { hours: hoursToldOf(clock, hours, t) })}</span>
        )}
      </div>
      {clock.of && (
        <p className="wa">{t('complaintLink.of', { number: clock.of.number, at: formatInstant(clock.startedAt) })}</p>
      )}
      {clock.missingYear !== null && clock.dueAt === null && (
        <p className="wa">{t('calendar.line.missing', { year: clock.missingYear })}</p>
      )}
      {clock.mayBeEarlier.map(({ rule: { code, name }, year, earliest, of }) => (
        <p className="wa" key={`${code} ${of?.complaintId}`}>
          {of && `${t('complaintLink.otherOf', { number: of.number })} `}
          {t('clock.mayBeEarlier', { name, year, at: dueShort(earliest) })}
        </p>
      ))}
      {clock.standing && (
        <p className="t2">
          {clock.dueAt ? t('calendar.line.standsBut', { name: clock.standing.name }) : t('calendar.line.stands')}
        </p>
      )}
      <table>
        <tbody>
          <tr>
            <td colSpan={2}>{rule.name}</td>
            <td className="num b nw">{limitText(rule, t)}</td>
          </tr>
          {isExplained && <Steps clock={clock} rule={rule} hours={hours} />}
        </tbody>
      </table>
      <p className="t3">
        {window && t('clock.window', { at: formatInstant(clock.startedAt).slice(11), window })}
        {isExplained && endingText(clock, rule, t)}
        {t('complaint.clause', { clause: rule.clause })}
        {clock.others.length > 0 &&
          t('complaint.otherRules', {
            list: othersToldOf(clock)
              .map(({ rule: { name }, of, dueAt, isStanding }) => {
                const whose = of ? `${t('complaintLink.otherOf', { number: of.number })} ` : '';
                const until = dueAt ? dueShort(dueAt) : isStanding ? t('clock.standing') : '—';
                return t('clock.until', { what: `${whose}${name}`, until });
              })
              .join(t('common.comma')),
          })}
      </p>
    </div>
  );
}

/** The working hours in force from the start to the end; where they changed on the way, each with its first day. */
function hoursToldOf({ startedAt, dueAt }: ClockView, hours: WorkingHours, t: TFunction): string {
  const from = dayOf(startedAt);
  const periods = periodsWithin(hours, from, dueAt ? dayOf(dueAt) : from);
  return periods
    .map(({ since, hours: spans }, i) => {
      const text = spans.map((span) => `${span.from}–${span.to}`).join('，');
      return i > 0 && since ? `${t('calendar.hoursSince', { day: dayText(since, t) })} ${text}` : text;
    })
    .join('；');
}

/** When the last day ends, in words. */
function endingText(clock: ClockView, rule: Rule, t: TFunction): string {
  if (isTimed(rule)) return t('calendar.line.notRolled');
  if (rule.dayEnd === 'midnight') return t('calendar.line.lastDayEnds');
  const time = dueText(clock.dueAt as string).slice(11);
  return time === '24:00' ? t('clock.closesNever') : t('clock.closes', { time });
}

/** All limits of the complaint itself; of each one merged into it only the one that would have come first. */
function othersToldOf({ of, others }: ClockView): ClockView['others'] {
  const told = new Set(of ? [of.complaintId] : []);
  return others.filter((other) => {
    if (!other.of) return true;
    const isNew = !told.has(other.of.complaintId);
    told.add(other.of.complaintId);
    return isNew;
  });
}

function Steps({ clock, rule, hours }: { clock: ClockView; rule: Rule; hours: WorkingHours }) {
  const { t } = useTranslation();
  const { lines, startedAt } = clock;
  const minutes = lines.reduce((sum, line) => sum + line.minutes, 0);
  const days = lines.reduce((sum, line) => sum + line.days, 0);
  return (
    <>
      {lines.map((line, i) => (
        <Fragment key={`${line.on}${line.kind}`}>
          <tr className={line.minutes === 0 && line.days === 0 && line.kind !== 'rolled' ? 't3' : ''}>
            <td className="nw">{spanText(line, t)}</td>
            <td>{stepText(line, { rule, hours: hoursOn(hours, line.on), startedAt, isFirst: i === 0 }, t)}</td>
            <td className="num nw">{usedText(line, t)}</td>
          </tr>
          {i === 0 && rule.unit === 'months' && (
            <tr>
              <td className="nw">{dayText(addMonths(dayOf(startedAt), rule.amount), t)}</td>
              <td colSpan={2}>{monthsText(dayOf(startedAt), rule.amount, t)}</td>
            </tr>
          )}
        </Fragment>
      ))}
      <tr className="total">
        <td>{t('calendar.line.total')}</td>
        <td>
          {isTimed(rule) ? clockText(minutes) : t('calendar.line.days', { count: days })}
          {' ＝ '}
          {limitText(rule, t)}
        </td>
        <td className="num nw b">→ {endText(clock, lines.at(-1)?.until ?? '')}</td>
      </tr>
    </>
  );
}

/** The end, with its day where that isn't the day of the last line. */
function endText(clock: ClockView, lastDay: Day): string {
  const text = dueText(clock.dueAt as string);
  return text.startsWith(lastDay) ? text.slice(11) : dueShort(clock.dueAt as string);
}

function monthsText(startDay: Day, months: number, t: TFunction): string {
  const day = addMonths(startDay, months);
  const date = Number(startDay.slice(8));
  return Number(day.slice(8)) === date
    ? t('calendar.line.months', { count: months, date })
    : t('calendar.line.monthsClamped', { count: months, date });
}

const spanText = (line: Line, t: TFunction) =>
  line.until === line.on ? dayText(line.on, t) : `${dayText(line.on, t)} – ${dayText(line.until, t)}`;

function usedText(line: Line, t: TFunction): string {
  if (line.minutes) return `−${clockText(line.minutes)}`;
  if (line.days) return t('complaint.minusDays', { count: line.days });
  return line.kind === 'start' || line.kind === 'rolled' ? '' : '0';
}

interface Step {
  readonly rule: Rule;
  /** those in force on the day of the line */
  readonly hours: WorkingHours;
  readonly startedAt: string;
  readonly isFirst: boolean;
}

/** What a line says: where the clock went, what was left out and why. */
function stepText(line: Line, step: Step, t: TFunction): string {
  if (line.kind === 'start')
    return t('calendar.line.start', { time: line.from ? formatInstant(line.from).slice(11) : '' });
  if (line.kind === 'rolled') {
    const last = dayText(addDays(line.on, -1), t);
    const to = dayText(line.until, t);
    return line.name
      ? t('calendar.line.rolled', { last, to, name: line.name })
      : t('calendar.line.rolledWeekend', { last, to });
  }
  return isTimed(step.rule) ? timedText(line, step, t) : dayLineText(line, t);
}

function dayLineText(line: Line, t: TFunction): string {
  if (line.kind === 'workday') return t(line.days > 1 ? 'calendar.line.workdays' : 'calendar.line.workday');
  if (line.kind === 'makeup') return `${makeupText(line, t)}${t('calendar.line.counts')}`;
  return t(`calendar.line.${line.kind}`, { name: line.name });
}

const makeupText = (line: Line, t: TFunction) =>
  t(line.name ? 'calendar.line.makeup' : 'calendar.line.makeupUnnamed', { name: line.name });

function timedText(line: Line, step: Step, t: TFunction): string {
  const parts: string[] = [];
  const start = step.isFirst ? startText(line, step, t) : '';
  if (start) parts.push(start);
  if (line.kind === 'makeup') parts.push(makeupText(line, t));
  if (line.minutes > 0) parts.push(runText(line, step, t));
  else if (line.pausedMinutes > 0) parts.push(t('calendar.line.pausedAll', { time: clockText(line.pausedMinutes) }));
  else if (!start && line.kind !== 'makeup') parts.push(t(`calendar.line.${line.kind}`, { name: line.name }));
  if (line.minutes > 0 && line.pausedMinutes > 0)
    parts.push(t('calendar.line.pausedMinutes', { time: clockText(line.pausedMinutes) }));
  return parts.join(t('calendar.line.between'));
}

/** How a clock begins that can't begin at once: before or after work, in the break, on a day off. */
function startText(line: Line, { rule, hours, startedAt }: Step, t: TFunction): string {
  const time = formatInstant(startedAt).slice(11);
  if (!isWorking(rule)) return '';
  if (line.kind === 'weekend' || line.kind === 'holiday') return t('calendar.line.startOff', { time, name: line.name });
  const from = line.from ? timeOn(line.from, line.on) : null;
  if (line.minutes > 0 && from !== null && from !== time && line.pausedMinutes === 0)
    return t(time < (hours[0]?.from ?? '') ? 'calendar.line.startBefore' : 'calendar.line.startBreak', { time });
  return line.minutes === 0 && line.pausedMinutes === 0 ? t('calendar.line.startAfter', { time }) : '';
}

function runText(line: Line, { rule, hours }: Step, t: TFunction): string {
  const whole = isWorking(rule) ? minutesPerDay(hours) : 24 * 60;
  if (line.minutes === whole) return t('calendar.line.wholeDay', { time: clockText(whole) });
  if (!line.from || !line.to) return '';
  const span = t('calendar.line.span', { from: timeOn(line.from, line.on), to: timeOn(line.to, line.on) });
  const length = (Date.parse(line.to) - Date.parse(line.from)) / 60_000;
  return length > line.minutes + line.pausedMinutes + 0.5 ? `${span}${t('calendar.line.overBreak')}` : span;
}
