import { addMonths } from '../calendar/calendar.rules.ts';
import type { TermUnit } from '../calendar/term.rules.ts';
import { addDays, type Day, dayOf, formatInstant, type Instant } from '../kernel/dates.ts';
import type { ClockView } from './detail.schema.ts';
import { unitWords, windowInWords } from './rule.words.ts';

type Language = 'zh' | 'en';
type Line = ClockView['lines'][number];
type Rule = NonNullable<ClockView['rule']>;

/** A deadline as people say it: the end of a day is 24:00 of that day, not 00:00 of the next. */
export function dueText(dueAt: Instant): string {
  const text = formatInstant(dueAt);
  return text.endsWith('00:00') ? `${dayOf(Date.parse(dueAt) - 1)} 24:00` : text;
}

/** The same on paper: the year only where it is not that of the paper. */
export function paperDue(dueAt: Instant | null, year: string): string {
  if (!dueAt) return '—';
  const text = dueText(dueAt);
  return text.startsWith(year) ? text.slice(5) : text;
}

const hourText = (minutes: number) =>
  `${Math.floor(minutes / 60)}:${String(Math.round(minutes) % 60).padStart(2, '0')}`;
const timeOf = (at: Instant) => formatInstant(at).slice(11);

const words = {
  zh: {
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    day: (day: string, weekday: string) => `${day}（${weekday}）`,
    run: (from: string, to: string) => `${from}至 ${to}`,
    between: '；',
    end: '。',
    limit: (amount: number, unit: TermUnit) =>
      unit === 'months' ? `${amount} 个月` : `${amount} ${unitWords[unit].zh}`,
    start: (at: string, time: string, limit: string) => `${at}${time} 起算 ${limit}`,
    startDay: '当日不计',
    window: (text: string) => `适用“${text}”的时限`,
    closesNever: '末日不上班，24:00 截止',
    kept: (number: string) => `沿用并入的 ${number} 的期限`,
    weekend: '周末不计',
    holiday: (name: string) => `${name || '法定节假日'}放假不计`,
    makeup: (name: string) => (name ? `调休上班（${name}）` : '调休上班'),
    afterWork: '已下班，不计',
    paused: '终了时停表，不计',
    pausedAll: (time: string) => `全在停表，${time} 不计`,
    pausedPart: (time: string) => `停表 ${time} 不计`,
    days: (count: number) => `计 ${count} 天`,
    minutes: (span: string, time: string) => `${span}${/\d$/.test(span) ? ' ' : ''}计 ${time}`,
    span: (from: string, to: string) => `${from} 至 ${to}`,
    overBreak: '（扣午休）',
    rolled: (last: string, name: string, to: string) => `末日 ${last}逢${name || '周末'}，顺延至 ${to}`,
    months: (day: string) => `末日为 ${day}`,
    closes: '到末日业务停止',
    due: '得 ',
    joint: '，',
    others: (list: string) => `另有 ${list}，取最先到期者`,
    stands: '停表中，恢复后接着算',
    standsBut: (due: string) => `停表中，恢复后接着算；不因停表停止的规定最迟 ${due}`,
    missing: (year: number) => `缺 ${year} 年工作日历，算不出来`,
    missingOther: (year: number) => `另有规则要用 ${year} 年日历，尚缺`,
  },
  en: {
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    day: (day: string, weekday: string) => `${day} ${weekday} `,
    run: (from: string, to: string) => `${from}to ${to}`,
    between: '; ',
    end: '. ',
    limit: (amount: number, unit: TermUnit) =>
      `${amount} ${amount === 1 ? unitWords[unit].en.replace(/s$/, '') : unitWords[unit].en}`,
    start: (at: string, time: string, limit: string) => `${limit} from ${at}${time}`,
    startDay: 'that day not counted',
    window: (text: string) => `limit of what is ${text}`,
    closesNever: 'the last day has no business hours, until 24:00',
    kept: (number: string) => `limit kept of the merged ${number}`,
    weekend: 'weekend, not counted',
    holiday: (name: string) => `${name || 'public'} holiday, not counted`,
    makeup: (name: string) => (name ? `make-up day (${name})` : 'make-up day'),
    afterWork: 'after work, not counted',
    paused: 'suspended as the day ends, not counted',
    pausedAll: (time: string) => `suspended throughout, ${time} not counted`,
    pausedPart: (time: string) => `suspended ${time}, not counted`,
    days: (count: number) => `${count} d`,
    minutes: (span: string, time: string) => (span ? `${span} = ${time}` : time),
    span: (from: string, to: string) => `${from}–${to}`,
    overBreak: ' (without the break)',
    rolled: (last: string, name: string, to: string) =>
      `the last day ${last}is a ${name ? `holiday (${name})` : 'weekend'}, rolls to ${to}`,
    months: (day: string) => `the last day is ${day}`,
    closes: 'until close of business on the last day',
    due: 'due ',
    joint: ', ',
    others: (list: string) => `Also ${list}; the earliest counts`,
    stands: 'suspended; counting goes on when it is resumed',
    standsBut: (due: string) =>
      `suspended; counting goes on when it is resumed; a limit that knows no suspension is due ${due}`,
    missing: (year: number) => `the calendar of ${year} is missing, so it cannot be computed`,
    missingOther: (year: number) => `another rule needs the calendar of ${year}, which is missing`,
  },
} as const;

/** What of a clock its counting is told from. */
type Counted = Pick<ClockView, 'state' | 'startedAt' | 'dueAt' | 'missingYear' | 'lines'> & {
  readonly rule: (Pick<Rule, 'amount' | 'unit'> & Partial<Pick<Rule, 'dayEnd' | 'startFrom' | 'startUntil'>>) | null;
  readonly of: { readonly number: string } | null;
  readonly others: readonly {
    readonly rule: Pick<Rule, 'code'>;
    readonly dueAt: Instant | null;
    readonly of: unknown;
  }[];
};

interface Paper {
  readonly language: Language;
  /** year of the paper; days of another one say theirs */
  readonly year: string;
}

function dayText(day: Day, { language, year }: Paper): string {
  const say = words[language];
  const weekday = say.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] as string;
  return say.day(day.startsWith(year) ? day.slice(5) : day, weekday);
}

const isTimed = (rule: Pick<Rule, 'unit'>) => ['minutes', 'hours', 'workMinutes', 'workHours'].includes(rule.unit);

/** A moment of a line's day; its end is 24:00, not the next day's 00:00. */
const timeOn = (at: Instant, day: Day) => (dayOf(at) > day ? '24:00' : timeOf(at));

/** What a day, or a run of like days, did to a limit in hours or minutes. */
function timedStep(line: Line, language: Language): string {
  const say = words[language];
  const made = line.kind === 'makeup' ? [say.makeup(line.name)] : [];
  if (line.minutes > 0) {
    const length = line.from && line.to ? (Date.parse(line.to) - Date.parse(line.from)) / 60_000 : 0;
    const broken = length > line.minutes + line.pausedMinutes + 0.5 ? say.overBreak : '';
    const span =
      line.from && line.to ? `${say.span(timeOn(line.from, line.on), timeOn(line.to, line.on))}${broken}` : '';
    const paused = line.pausedMinutes > 0 ? [say.pausedPart(hourText(line.pausedMinutes))] : [];
    return [...made, say.minutes(span, hourText(line.minutes)), ...paused].join(say.joint);
  }
  if (line.pausedMinutes > 0) return [...made, say.pausedAll(hourText(line.pausedMinutes))].join(say.joint);
  if (line.kind === 'weekend') return say.weekend;
  if (line.kind === 'holiday') return say.holiday(line.name);
  return [...made, say.afterWork].join(say.joint);
}

/** What a day, or a run of like days, did to a limit in days or months. */
function dayStep(line: Line, language: Language): string {
  const say = words[language];
  if (line.kind === 'weekend') return say.weekend;
  if (line.kind === 'holiday') return say.holiday(line.name);
  if (line.kind === 'paused') return say.paused;
  const made = line.kind === 'makeup' ? [say.makeup(line.name)] : [];
  return [...made, say.days(line.days)].join(say.joint);
}

function step(line: Line, rule: Pick<Rule, 'unit'>, paper: Paper): string {
  const say = words[paper.language];
  if (line.kind === 'rolled')
    return say.rolled(dayText(addDays(line.on, -1), paper), line.name, dayText(line.until, paper).trim());
  const days =
    line.until === line.on ? dayText(line.on, paper) : say.run(dayText(line.on, paper), dayText(line.until, paper));
  return `${days}${isTimed(rule) ? timedStep(line, paper.language) : dayStep(line, paper.language)}`;
}

/** How a deadline was counted, for a line of print. */
export interface Counting {
  /** from the start over each day, or run of like days, to the last; ends where the deadline follows */
  readonly steps: string;
  /** the deadline itself; null where there is none yet */
  readonly due: string | null;
  /** other limits it is the earliest of */
  readonly rest: string;
}

/**
 * Spells out how a deadline was counted, one step for each day or run of like days, as the window shows it.
 * @param paper language and year of the paper
 * @returns null for a clock without a rule
 */
export function countingOf(clock: Counted, paper: Paper): Counting | null {
  const { rule, lines, dueAt, startedAt } = clock;
  if (!rule) return null;
  const say = words[paper.language];
  if (clock.state === 'paused') {
    const stands = dueAt ? say.standsBut(paperDue(dueAt, paper.year)) : say.stands;
    return { steps: `${stands}${say.end}`, due: null, rest: '' };
  }
  if (!dueAt) {
    const why = clock.missingYear === null ? '—' : say.missing(clock.missingYear);
    return { steps: `${why}${say.end}`, due: null, rest: '' };
  }
  const begins = say.start(dayText(dayOf(startedAt), paper), timeOf(startedAt), say.limit(rule.amount, rule.unit));
  const first = isTimed(rule) ? begins : `${begins}${say.joint}${say.startDay}`;
  const window = windowInWords({ startFrom: null, startUntil: null, ...rule }, paper.language);
  const steps = [
    ...(clock.of ? [say.kept(clock.of.number)] : []),
    window ? `${first}${say.joint}${say.window(window)}` : first,
    ...(rule.unit === 'months' ? [say.months(dayText(addMonths(dayOf(startedAt), rule.amount), paper).trim())] : []),
    ...lines.filter((line) => line.kind !== 'start').map((line) => step(line, rule, paper)),
    ...(rule.dayEnd === 'closeOfBusiness' ? [dueText(dueAt).endsWith('24:00') ? say.closesNever : say.closes] : []),
    say.due,
  ].join(say.between);
  const own = clock.others.filter((other) => !other.of && other.dueAt);
  const others = own.map((other) => `${other.rule.code}（${paperDue(other.dueAt, paper.year)}）`).join('、');
  const rest = [
    others &&
      say.others(
        paper.language === 'zh' ? others : others.replaceAll('（', ' (').replaceAll('）', ')').replaceAll('、', ', '),
      ),
    clock.missingYear !== null && say.missingOther(clock.missingYear),
  ].filter(Boolean);
  return {
    steps,
    due: paperDue(dueAt, paper.year),
    rest: [say.end, ...rest.map((text) => `${text}${say.end}`)].join(''),
  };
}
