import { addDays, type Day, dayOf, type Instant } from '../kernel/dates.ts';
import { MINIMUM_SAMPLE, poissonInterval, rateRatio, wilsonInterval } from '../statistics/interval.ts';
import {
  type AgeBucket,
  ageBuckets,
  type CodeFigure,
  type DueBucket,
  dueBuckets,
  type NumeratorKind,
  type RateChange,
  type ShareView,
  type VolumeFigure,
} from './analysis.schema.ts';
import type { ComplaintTrait } from './narrowing.schema.ts';

/** Users that rates are stated for. */
export const ratePer = 10_000;

/** The trait of a list that holds what a numerator counts; none for everything. */
export const numeratorTraits: Record<NumeratorKind, readonly ComplaintTrait[]> = {
  all: [],
  withoutInquiry: ['withoutInquiry'],
  founded: ['founded'],
};

export const shareOf = (hits: number, n: number): ShareView => ({
  hits,
  n,
  rate: n === 0 ? null : hits / n,
  interval: hits > n ? null : wilsonInterval(hits, n),
});

/**
 * A count with its rate per 10,000 users and month.
 * @param userMonths null where users are not known: then there is a count and no rate
 */
export function volumeOf(count: number, userMonths: number | null): VolumeFigure {
  const exposure = userMonths === null || userMonths <= 0 ? null : userMonths / ratePer;
  if (exposure === null) return { count, exposure, rate: null, interval: null };
  return { count, exposure, rate: count / exposure, interval: poissonInterval(count, exposure) };
}

/** What a change is judged by: a count, its user-months where known, and its length in days. */
export interface Volume {
  readonly count: number;
  readonly userMonths: number | null;
  readonly days: number;
}

/**
 * How a rate stands to an earlier one. Rates are per user-month, or per day where users are not known for both, so that
 * a month that still runs and months of different length can be compared.
 */
export function changeOf(current: Volume, previous: Volume): RateChange {
  const byUsers = current.userMonths !== null && previous.userMonths !== null;
  const over = ({ count, userMonths, days }: Volume) => ({ count, exposure: byUsers ? (userMonths ?? 0) : days });
  const { rate } = volumeOf(previous.count, previous.userMonths);
  const compared = rateRatio(over(current), over(previous));
  const base = { count: previous.count, rate, ratio: compared?.ratio ?? null };
  if (!compared || compared.interval.high === null) return { ...base, interval: null, verdict: 'sampleTooSmall' };
  const interval = { low: compared.interval.low, high: compared.interval.high };
  const isSmall = current.count < MINIMUM_SAMPLE || previous.count < MINIMUM_SAMPLE;
  const verdict = interval.low > 1 ? 'increased' : interval.high < 1 ? 'decreased' : 'withinError';
  return { ...base, interval, verdict: isSmall ? 'sampleTooSmall' : verdict };
}

/** A bar of a Pareto chart: its count, and the share of everything up to and with it. */
export interface ParetoBar extends CodeFigure {
  /** the code of a list's filter */
  filter: string;
  running: number;
}

/**
 * Codes by count with their running share. At the first level a code holds everything below it; at the deepest level a
 * complaint that bears a first-level code stands under that code alone.
 */
export function paretoOf(
  rows: readonly CodeFigure[],
  level: 'top' | 'leaf',
  names: (code: string) => { zh: string; en: string } | undefined,
): ParetoBar[] {
  const groups = new Map<string | null, CodeFigure>();
  for (const row of rows) {
    const code = level === 'top' ? row.top : row.code;
    const named = level === 'top' && code !== null ? names(code) : undefined;
    const known = groups.get(code) ?? { ...row, ...named, code, count: 0, previous: 0 };
    known.count += row.count;
    known.previous += row.previous;
    groups.set(code, known);
  }
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  let seen = 0;
  return [...groups.values()]
    .filter((row) => row.count > 0 || row.previous > 0)
    .sort((a, b) => b.count - a.count || (a.code ?? '~').localeCompare(b.code ?? '~'))
    .map((row) => {
      seen += row.count;
      const filter = row.code === null ? '-' : level === 'leaf' && row.code === row.top ? `=${row.code}` : row.code;
      return { ...row, filter, running: total === 0 ? 0 : seen / total };
    });
}

/** Days since receipt that a bucket begins with. */
const ageFrom: Record<AgeBucket, number> = { day0: 0, day2: 2, day4: 4, day6: 6, day11: 11, day16: 16, day31: 31 };

/**
 * Days of receipt that each bucket of age holds on a day, both included; the oldest has no beginning.
 */
export function ageSpans(today: Day): { key: AgeBucket; from: Day | null; to: Day }[] {
  return ageBuckets.map((key, i) => {
    const next = ageBuckets[i + 1];
    return { key, from: next ? addDays(today, 1 - ageFrom[next]) : null, to: addDays(today, -ageFrom[key]) };
  });
}

/** The bucket of a complaint received on a day. */
export function ageBucketOf(receivedOn: Day, today: Day): AgeBucket {
  const span = ageSpans(today).find(({ from }) => from === null || receivedOn >= from);
  return span?.key ?? 'day0';
}

const hourMs = 3_600_000;
/** Hours from now to the deadline at which a bucket begins; those that stand still are told apart by their mark. */
const dueFrom: Partial<Record<DueBucket, number>> = {
  over7: Number.NEGATIVE_INFINITY,
  over3: -7 * 24,
  over1: -3 * 24,
  over0: -24,
  left0: 0,
  left1: 24,
  left3: 3 * 24,
  left7: 7 * 24,
};

/**
 * Instants of the deadline that each bucket holds, [from, to). A complaint whose time is just over belongs to those over.
 */
export function dueSpans(now: Instant): { key: DueBucket; from: Instant | null; to: Instant | null }[] {
  // a deadline is the first instant too late: at the deadline itself the time is over
  const at = (hours: number) => new Date(Date.parse(now) + hours * hourMs + 1).toISOString();
  const running = dueBuckets.filter((key) => dueFrom[key] !== undefined);
  return dueBuckets.map((key) => {
    const from = dueFrom[key];
    if (from === undefined) return { key, from: null, to: null };
    const next = running[running.indexOf(key) + 1];
    return {
      key,
      from: Number.isFinite(from) ? at(from) : null,
      to: next ? at(dueFrom[next] as number) : '9000-01-01T00:00:00.000Z',
    };
  });
}

/** The bucket of an open complaint by the column its list is sorted by. */
export function dueBucketOf(dueSort: string, spans: ReturnType<typeof dueSpans>): DueBucket {
  if (dueSort === '9996') return 'paused';
  if (dueSort >= '9997') return 'notRunning';
  return spans.find(({ from, to }) => (from !== null || to !== null) && to !== null && dueSort < to)?.key ?? 'left7';
}

/** Day a complaint was received on, for buckets. */
export const receivedDay = (receivedAt: Instant): Day => dayOf(receivedAt);
