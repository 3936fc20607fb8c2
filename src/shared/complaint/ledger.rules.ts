import { workMilliseconds } from '../calendar/working-hours.ts';
import { type LedgerParty, ledgerParties } from './complaint.enums.ts';
import type { ComplaintState } from './complaint.rules.ts';
import type { TimeFrame } from './deadline.rules.ts';

export interface LedgerPart {
  party: LedgerParty;
  /** round-the-clock seconds */
  seconds: number;
  /** seconds inside working hours */
  workSeconds: number;
}
export interface Ledger {
  parts: LedgerPart[];
  seconds: number;
  workSeconds: number;
}

/**
 * Charges every second from receipt to the end (or to now) to one party. Stretches touch without gap or overlap, so the
 * parts add up exactly to the whole.
 * @param now end of what still lasts
 * @returns null when moments are unknown: nothing is invented
 */
export function ledgerOf(state: ComplaintState, now: string, frame: TimeFrame): Ledger | null {
  if (state.timesUnknown) return null;
  const parts = new Map<LedgerParty, LedgerPart>(
    ledgerParties.map((party) => [party, { party, seconds: 0, workSeconds: 0 }]),
  );
  for (const stretch of state.ledger) {
    const to = stretch.to ?? now;
    const part = parts.get(stretch.party) as LedgerPart;
    // Whole seconds by difference of floored ends, so that rounding cannot lose or double one.
    part.seconds += Math.floor(Date.parse(to) / 1000) - Math.floor(Date.parse(stretch.from) / 1000);
    const floor = (at: string) => new Date(Math.floor(Date.parse(at) / 1000) * 1000).toISOString();
    part.workSeconds += workMilliseconds(frame.calendar, frame.hours, floor(stretch.from), floor(to)) / 1000;
  }
  const list = [...parts.values()].filter((part) => part.seconds > 0 || part.workSeconds > 0);
  return {
    parts: list,
    seconds: list.reduce((sum, p) => sum + p.seconds, 0),
    workSeconds: list.reduce((sum, p) => sum + p.workSeconds, 0),
  };
}
