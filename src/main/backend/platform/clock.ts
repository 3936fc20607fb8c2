/** The one source of "now", so that tests can fix it. */
export interface Clock {
  /** instant as ISO-8601 UTC text */
  now(): string;
}
export const systemClock: Clock = { now: () => new Date().toISOString() };
