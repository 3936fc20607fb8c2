import { workMilliseconds } from '../calendar/working-hours.ts';
import type { ComplaintStatus, LedgerParty } from './complaint.enums.ts';
import { ledgerParties } from './complaint.enums.ts';
import type { ComplaintState, LedgerStretch } from './complaint.rules.ts';
import type { TimeFrame } from './deadline.rules.ts';

interface Charged {
  /** round-the-clock seconds */
  seconds: number;
  /** seconds inside working hours */
  workSeconds: number;
}
export interface LedgerPart extends Charged {
  party: LedgerParty;
}
/** What one unit has to answer for in one part of the process (责任段落), in the order it came to it. */
export interface LedgerSegment extends Charged {
  segment: ComplaintStatus;
  party: LedgerParty;
  unitId: string | null;
  from: string;
  /** null while it lasts */
  to: string | null;
}
export interface Ledger extends Charged {
  parts: LedgerPart[];
  segments: LedgerSegment[];
}

/** Whole seconds by difference of floored ends, so that rounding cannot lose or double one. */
function chargedOf(stretch: LedgerStretch, now: string, frame: TimeFrame): Charged {
  const to = stretch.to ?? now;
  const floor = (at: string) => new Date(Math.floor(Date.parse(at) / 1000) * 1000).toISOString();
  return {
    seconds: Math.floor(Date.parse(to) / 1000) - Math.floor(Date.parse(stretch.from) / 1000),
    workSeconds: workMilliseconds(frame.calendar, frame.hours, floor(stretch.from), floor(to)) / 1000,
  };
}

/**
 * Charges every second from receipt to the end (or to now) to one party. Stretches touch without gap or overlap, so the
 * parts add up exactly to the whole, and so do the segments.
 * @param now end of what still lasts
 * @returns null when moments are unknown: nothing is invented
 */
export function ledgerOf(state: ComplaintState, now: string, frame: TimeFrame): Ledger | null {
  if (state.timesUnknown) return null;
  const segments = state.ledger
    .map(({ segment, party, unitId, from, to }, i): LedgerSegment => {
      const stretch = state.ledger[i] as LedgerStretch;
      return { segment, party, unitId, from, to, ...chargedOf(stretch, now, frame) };
    })
    .filter((one) => one.seconds > 0);
  const parts = ledgerParties
    .map((party) => ({ party, ...sum(segments.filter((one) => one.party === party)) }))
    .filter((part) => part.seconds > 0);
  return { parts, segments, ...sum(segments) };
}

const sum = (list: readonly Charged[]): Charged => ({
  seconds: list.reduce((total, one) => total + one.seconds, 0),
  workSeconds: list.reduce((total, one) => total + one.workSeconds, 0),
});
