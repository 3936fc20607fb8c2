import type { Instant } from '../kernel/dates.ts';
import { integerBelow, streamOf } from '../sample/random.ts';
import { type Interval, wilsonInterval } from '../statistics/interval.ts';

/** Largest seed a person may name: it is shown on paper and typed again. */
export const largestSeed = 999_999_999;

/**
 * Draws a sample without replacement, so that anybody with the same seed and the same population draws the same one: the
 * population is put in order first, then shuffled from its beginning (Fisher–Yates, Durstenfeld 1964).
 * @param population ids, in any order
 * @param size how many; all of them when there are fewer
 * @returns ids in the order they were drawn
 */
export function drawSample(population: readonly string[], size: number, seed: number): string[] {
  const list = [...population].sort();
  const rng = streamOf(seed, 'closure_audit');
  const taken = Math.min(size, list.length);
  for (let i = 0; i < taken; i += 1) {
    const j = i + integerBelow(rng, list.length - i);
    [list[i], list[j]] = [list[j] as string, list[i] as string];
  }
  return list.slice(0, taken);
}

/** What a finished or running audit says about everything it was drawn from. */
export interface AuditEstimate {
  checked: number;
  paper: number;
  flawed: number;
  /** share closed on paper only, with the Wilson interval; null before anything was checked */
  share: number | null;
  interval: Interval | null;
  /** so many of the population, by the interval */
  low: number;
  high: number;
}

/** @param population how many the sample was drawn from; what was found wrong is counted as wrong whatever the interval says */
export function estimateOf(
  results: readonly ('confirmed' | 'flawed' | 'paper' | null)[],
  population: number,
): AuditEstimate {
  const checked = results.filter((one) => one !== null).length;
  const paper = results.filter((one) => one === 'paper').length;
  const flawed = results.filter((one) => one === 'flawed').length;
  const interval = wilsonInterval(paper, checked);
  const fullyChecked = checked >= population;
  return {
    checked,
    paper,
    flawed,
    share: checked === 0 ? null : paper / checked,
    interval,
    low: fullyChecked ? paper : Math.max(paper, Math.floor((interval?.low ?? 0) * population)),
    high: fullyChecked ? paper : Math.max(paper, Math.ceil((interval?.high ?? 1) * population)),
  };
}

/** Answers counted by how long before the deadline they came; `last` are those in the last two hours. */
export interface MarginCount {
  n: number;
  last: number;
}
/** Answers within so many minutes before the deadline count as close to it (indicator A19). */
export const bunchingMinutes = 120;
/** Below this many answers a unit gets no verdict. */
export const leastAnswers = 30;
/** One or two answers in the last hours make no habit. */
export const leastLast = 3;

export interface Bunching extends MarginCount {
  share: number | null;
  /** share of all others over the same limits and days: what the unit would have without a reason of its own */
  expected: number | null;
  /** share − expected, with its interval */
  difference: number | null;
  interval: Interval | null;
  /** above what chance explains, all units being looked at together */
  isSignal: boolean;
}

/**
 * Difference of two independent shares (Newcombe 1998, method 10: square-and-add of Wilson intervals).
 * @param level confidence level
 */
export function differenceOfShares(a: MarginCount, b: MarginCount, level: number): Interval | null {
  const [ia, ib] = [wilsonInterval(a.last, a.n, level), wilsonInterval(b.last, b.n, level)];
  if (!ia || !ib) return null;
  const [pa, pb] = [a.last / a.n, b.last / b.n];
  return {
    low: pa - pb - Math.sqrt((pa - ia.low) ** 2 + (ib.high - pb) ** 2),
    high: pa - pb + Math.sqrt((ia.high - pa) ** 2 + (pb - ib.low) ** 2),
  };
}

/**
 * 卡点关闭率 (A19): the share answered in the last two hours less what is expected. What is expected is the share of the
 * other units over the same period: limits that end at midnight make a smooth curve over hours a fiction. Units are many,
 * so each is tested at 5 % divided by their number (Bonferroni): one false alarm in twenty periods, whatever their number.
 */
export const bunchingOf = (units: readonly MarginCount[]): Bunching[] => bunchingByKind(units.map((one) => [one]));

/**
 * The same where limits are of several kinds, each compared with its own: a limit in hours ends during the day, when
 * people answer, one in days at midnight, and units that have more of the former would stand out for that alone.
 * Differences are weighted by the unit's answers, distances of their intervals squared and added as within one kind.
 * @param units for each the counts by kind, in the same order
 */
export function bunchingByKind(units: readonly (readonly MarginCount[])[]): Bunching[] {
  const sumOf = (counts: readonly MarginCount[]): MarginCount =>
    counts.reduce((sum, one) => ({ n: sum.n + one.n, last: sum.last + one.last }), { n: 0, last: 0 });
  const kinds = (units[0] ?? []).map((_, k) => sumOf(units.map((unit) => unit[k] as MarginCount)));
  const judged = Math.max(1, units.filter((unit) => sumOf(unit).n >= leastAnswers).length);
  const level = 1 - 0.1 / judged;
  return units.map((unit) => {
    const { n, last } = sumOf(unit);
    const parts = unit.flatMap((own, k) => {
      const all = kinds[k] as MarginCount;
      const others = { n: all.n - own.n, last: all.last - own.last };
      const between = differenceOfShares(own, others, level);
      return between ? [{ own, others, between, difference: own.last / own.n - others.last / others.n }] : [];
    });
    const compared = sumOf(parts.map(({ own }) => own)).n;
    const weighted = (of: (part: (typeof parts)[number]) => number, power = 1) =>
      parts.reduce((sum, part) => sum + ((part.own.n / compared) * of(part)) ** power, 0);
    const isCompared = compared > 0;
    const difference = isCompared ? weighted((part) => part.difference) : null;
    const interval =
      difference === null
        ? null
        : {
            low: difference - Math.sqrt(weighted((part) => part.difference - part.between.low, 2)),
            high: difference + Math.sqrt(weighted((part) => part.between.high - part.difference, 2)),
          };
    const others = sumOf(parts.map((part) => part.others)).n;
    return {
      n,
      last,
      share: n === 0 ? null : last / n,
      expected: isCompared ? weighted(({ others: rest }) => rest.last / rest.n) : null,
      difference,
      interval,
      isSignal: n >= leastAnswers && last >= leastLast && others >= leastAnswers && (interval?.low ?? 0) > 0,
    };
  });
}

/** Closings of one person within so many minutes: from this number on they are shown as closed in bulk. */
export const bulkFrom = 10;
export const bulkMinutes = 10;

/** Closings in a row of which every ten belong to some ten minutes. */
export interface Burst {
  from: Instant;
  /** the last one */
  to: Instant;
  count: number;
}

/**
 * Finds where ten minutes hold ten closings or more, wherever those minutes begin; spans that share a closing are one.
 * @param moments of one person, in order
 */
export function burstsOf(moments: readonly Instant[]): Burst[] {
  const runs: { first: number; last: number }[] = [];
  for (let last = bulkFrom - 1; last < moments.length; last += 1) {
    const first = last - bulkFrom + 1;
    const minutes = (Date.parse(moments[last] as Instant) - Date.parse(moments[first] as Instant)) / 60_000;
    if (minutes >= bulkMinutes) continue;
    const open = runs.at(-1);
    if (open && first <= open.last) open.last = last;
    else runs.push({ first, last });
  }
  return runs.map(({ first, last }) => ({
    from: moments[first] as Instant,
    to: moments[last] as Instant,
    count: last - first + 1,
  }));
}
