import { addDays, type Day } from '../kernel/dates.ts';
import { plainText } from './import.words.ts';

/** Order of the three numbers in dates like 04-08-15. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';
export const dayOrders = ['ymd', 'dmy', 'mdy'] as const;

/** How a date was written; a cell of another shape than its column's usual one is pointed out in the preview. */
export type MomentShape = 'yearFirst' | 'chinese' | 'compact' | 'serial' | 'named' | 'numeric' | 'time';

/** What a cell says: a day, a time of day `HH:MM:SS`, or both; `zoneMinutes` when it names its own time zone. */
export interface Moment {
  readonly day: Day | null;
  readonly time: string | null;
  readonly shape: MomentShape;
  readonly zoneMinutes: number | null;
}

export type MomentFault = 'notMoment' | 'noSuchDay' | 'noSuchTime';
export type MomentResult =
  | { readonly ok: true; readonly moment: Moment }
  | { readonly ok: false; readonly fault: MomentFault };

/** How to read what the text alone leaves open. */
export interface MomentReading {
  readonly order: DayOrder;
  /** Days without a year (11月16日) are the last such day not after this one. */
  readonly reference: Day;
}

const two = (n: number) => String(n).padStart(2, '0');
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const morning = /^(上午|凌晨|早上|早晨|清晨|am|a\.m\.)$/i;
const afternoon = /^(下午|晚上|傍晚|夜里|pm|p\.m\.)$/i;
const timePattern =
  /^(上午|下午|凌晨|早上|早晨|清晨|中午|傍晚|晚上|夜里|am|pm)?\s*(\d{1,2})(?:\s*[:时點点]\s*(?:(\d{1,2}|半)(?:\s*[:分]\s*(?:(\d{1,2})(?:\.\d+)?\s*秒?)?)?)?)\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

const notMoment: MomentResult = { ok: false, fault: 'notMoment' };

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a day exists; plain arithmetic, as it is asked for every cell of a date column. */
function isDate(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeap ? 29 : (lengths[month - 1] as number));
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function zoneOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Reads a time of day; 12-hour times by AM/PM or 上午/下午. */
export function parseTime(text: string): { time: string; zoneMinutes: number | null } | 'notMoment' | 'noSuchTime' {
  const match = timePattern.exec(text);
  if (match === null) return 'notMoment';
  const half = (match[1] ?? match[5] ?? '').toLowerCase();
  let hour = Number(match[2]);
  const minute = match[3] === '半' ? 30 : Number(match[3] ?? 0);
  const second = Number(match[4] ?? 0);
  if (afternoon.test(half) && hour < 12) hour += 12;
  else if (morning.test(half) && hour === 12) hour = 0;
  else if (half === '中午' && hour < 3) hour += 12;
  if (hour > 23 || minute > 59 || second > 59) return 'noSuchTime';
  return { time: `${two(hour)}:${two(minute)}:${two(second)}`, zoneMinutes: zoneOf(match[6]) };
}

function withRest(year: number, month: number, day: number, rest: string, shape: MomentShape): MomentResult {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const tail = rest.replace(/^[\sT,]*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?[\s,]*/i, '');
  const clock = tail === '' ? null : parseTime(tail);
  if (clock === 'notMoment') return notMoment;
  if (!isDate(year, month, day)) return { ok: false, fault: 'noSuchDay' };
  if (clock === 'noSuchTime') return { ok: false, fault: 'noSuchTime' };
  return { ok: true, moment: { day: text, time: clock?.time ?? null, shape, zoneMinutes: clock?.zoneMinutes ?? null } };
}

/**
 * Day and time of an Excel serial (1900 system, 25569 is 1970-01-01), rounded to the second.
 * @param serial days since 1899-12-30; below 1 only a time of day
 */
export function fromSerial(serial: number): MomentResult {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return notMoment;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  if (days === 0) return { ok: true, moment: { day: null, time, shape: 'serial', zoneMinutes: null } };
  const day = addDays('1899-12-30', days);
  return {
    ok: true,
    moment: { day, time: rest === 0 && Number.isInteger(serial) ? null : time, shape: 'serial', zoneMinutes: null },
  };
}

/** Serials of 1954-10-03 to 2064-04-08: other numbers in a date column are not taken for dates. */
const isLikelySerial = (n: number) => n >= 20_000 && n < 60_000;

function fromDigits(text: string): MomentResult | null {
  if (/^\d{5}(\.\d+)?$/.test(text) && isLikelySerial(Number(text))) return fromSerial(Number(text));
  if (/^0?\.\d+$/.test(text)) return fromSerial(Number(text));
  const compact = /^(\d{4})(\d{2})(\d{2})(?:[\sT]?(\d{2}):?(\d{2}):?(\d{2})?)?$/.exec(text);
  if (compact === null) return null;
  const [, y, m, d, hh, mm, ss] = compact;
  return withRest(Number(y), Number(m), Number(d), hh === undefined ? '' : `${hh}:${mm}:${ss ?? '00'}`, 'compact');
}

/** The year that makes a day without one the last such day not after the reference. */
function impliedYear(month: number, day: number, reference: Day): number {
  const year = Number(reference.slice(0, 4));
  return `${two(month)}-${two(day)}` <= reference.slice(5) ? year : year - 1;
}

/** The three numbers of a date like 04-08-15 by an order. */
function ordered(match: RegExpExecArray, order: DayOrder): [number, number, number] {
  const [, a = '', b = '', c = ''] = match;
  if (c.length > 2 && order === 'ymd') return [Number(c), Number(b), Number(a)];
  if (order === 'ymd') return [fullYear(a), Number(b), Number(c)];
  return order === 'dmy' ? [fullYear(c), Number(b), Number(a)] : [fullYear(c), Number(a), Number(b)];
}

const numericPattern = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?=$|[\sT,])(.*)$/;

/**
 * Reads a date, a time or both from a cell, in the formats people use (see the tests for the list).
 * @param cell text as typed, or a number as Excel keeps dates
 */
export function parseMoment(cell: string | number, reading: MomentReading): MomentResult {
  if (typeof cell === 'number') {
    if (cell >= 0 && cell < 1) return fromSerial(cell);
    if (isLikelySerial(cell)) return fromSerial(cell);
    return fromDigits(String(cell)) ?? notMoment;
  }
  const text = plainText(cell);
  const digits = fromDigits(text);
  if (digits !== null) return digits;
  const yearFirst = /^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)(.*)$/.exec(text);
  if (yearFirst !== null)
    return withRest(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst[4] ?? '', 'yearFirst');
  const chinese = /^(?:(\d{4}|\d{2})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?(?:[日号]|(?!\d))(.*)$/.exec(text);
  if (chinese !== null) {
    const [, y, m, d, rest = ''] = chinese;
    const year = y === undefined ? impliedYear(Number(m), Number(d), reading.reference) : fullYear(y);
    return withRest(year, Number(m), Number(d), rest, 'chinese');
  }
  const numeric = numericPattern.exec(text);
  if (numeric !== null) return withRest(...ordered(numeric, reading.order), numeric[4] ?? '', 'numeric');
  return fromNamed(text);
}

function fromNamed(text: string): MomentResult {
  const dayFirst =
    /^(?:[a-z]{3,9},\s*)?(\d{1,2})(?:st|nd|rd|th)?[-\s/.]*([a-z]{3,9})\.?[-\s/.,]*(\d{4}|\d{2})(?!\d)(.*)$/i.exec(text);
  const monthFirst =
    /^(?:[a-z]{3,9},\s*)?([a-z]{3,9})\.?[-\s/]*(\d{1,2})(?:st|nd|rd|th)?[-\s/,]+(\d{4}|\d{2})(?!\d)(.*)$/i.exec(text);
  const match = dayFirst ?? monthFirst;
  if (match !== null) {
    const [name, day] = dayFirst === null ? [match[1], match[2]] : [match[2], match[1]];
    const month = months.indexOf((name as string).slice(0, 3).toLowerCase()) + 1;
    if (month > 0) return withRest(fullYear(match[3] as string), month, Number(day), match[4] ?? '', 'named');
  }
  const clock = parseTime(text);
  if (clock === 'notMoment') return notMoment;
  if (clock === 'noSuchTime') return { ok: false, fault: 'noSuchTime' };
  return { ok: true, moment: { day: null, time: clock.time, shape: 'time', zoneMinutes: clock.zoneMinutes } };
}

/** The order a column's dates like 04-08-15 are in. */
export interface OrderFinding {
  readonly order: DayOrder;
  /** Several orders fit every date: the user should look. */
  readonly ambiguous: boolean;
}

interface OrderScore {
  order: DayOrder;
  misfits: number;
  years: Set<number>;
  months: Set<number>;
}

/** Finds the order of a column from all its cells, fed one by one. */
export class OrderFinder {
  private readonly scores: OrderScore[] = dayOrders.map((order) => ({
    order,
    misfits: 0,
    years: new Set(),
    months: new Set(),
  }));
  private readonly seen = new Set<string>();
  private readonly today: Day;

  /** @param today day after which dates count as misfits */
  constructor(today: Day) {
    this.today = today;
  }

  /** Takes a cell; cells that don't need an order are passed over. */
  add(cell: unknown): void {
    if (typeof cell !== 'string' || cell.length < 6) return;
    const match = numericPattern.exec(plainText(cell));
    if (match === null) return;
    const date = `${match[1]}-${match[2]}-${match[3]}`;
    if (this.seen.has(date)) return;
    this.seen.add(date);
    for (const score of this.scores) tally(score, match, this.today);
  }

  /**
   * The order in which fewest dates don't exist or lie in the future; among equals the one with fewest different years,
   * then fewest different months (real files cover a short time).
   * @returns null when no cell needs an order
   */
  result(): OrderFinding | null {
    if (this.seen.size === 0) return null;
    const least = Math.min(...this.scores.map((s) => s.misfits));
    const fitting = this.scores.filter((s) => s.misfits === least);
    const ranked = fitting.sort((a, b) => a.years.size - b.years.size || a.months.size - b.months.size);
    const [best, second] = ranked as [OrderScore, OrderScore | undefined];
    const clear =
      second === undefined || second.years.size >= best.years.size + 3 || second.months.size >= best.months.size + 6;
    return { order: best.order, ambiguous: !clear };
  }
}

/** The order of a whole column at once, see {@link OrderFinder}. */
export function findOrder(cells: Iterable<string | number>, today: Day): OrderFinding | null {
  const finder = new OrderFinder(today);
  for (const cell of cells) finder.add(cell);
  return finder.result();
}

function tally(score: OrderScore, match: RegExpExecArray, today: Day): void {
  const [year, month, day] = ordered(match, score.order);
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  // A four-digit year at the end can't be year-first.
  const impossible = score.order === 'ymd' && (match[3] as string).length > 2;
  if (impossible || !isDate(year, month, day) || text > today) score.misfits += 1;
  score.years.add(year);
  score.months.add(month);
}
