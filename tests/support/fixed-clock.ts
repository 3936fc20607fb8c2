import type { Clock } from '../../src/main/backend/platform/clock.ts';

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  private at: string;
  constructor(at = '2026-11-22T02:00:00.000Z') {
    this.at = at;
  }
  now(): string {
    return this.at;
  }
  set(at: string): void {
    this.at = at;
  }
  advance(minutes: number): void {
    this.at = new Date(Date.parse(this.at) + minutes * 60_000).toISOString();
  }
}
