import type { Clock } from './deadline.rules.ts';

type Told = Pick<Clock, 'kind' | 'state'>;

/**
 * The clocks worth a line: all but earlier news that came in time. Of news the last one stands there, whatever its
 * state, and before it those that were late or can't be told.
 */
export function shownClocks<T extends Told>(clocks: readonly T[]): T[] {
  const last = clocks.findLast(({ kind }) => kind === 'progress');
  return clocks.filter((clock) => clock.kind !== 'progress' || clock === last || clock.state !== 'answered');
}

/** Which news a clock is about: 1 for the first one owed, counted over all rounds; null where there is only one, and for other clocks. */
export function newsNumber<T extends Told>(clocks: readonly T[], clock: T): number | null {
  const news = clocks.filter(({ kind }) => kind === 'progress');
  return news.length > 1 && news.includes(clock) ? news.indexOf(clock) + 1 : null;
}
