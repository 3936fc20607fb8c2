import type { Span } from '../calendar/working-hours.ts';
import type { RuleSubject } from '../complaint/deadline.rules.ts';
import { dayOf } from '../kernel/dates.ts';
import type { SampleCase } from './complaint-case.sample.ts';
import type { Deadlines } from './deadlines.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Moments of an answer, in epoch milliseconds. */
export interface AnswerTimes {
  contactMs: number;
  respondedMs: number;
  dueMs: number | null;
  pause: Span | undefined;
}

/**
 * When the customer was first contacted and answered: shares of the way from receipt to the deadline, beyond it for
 * what is overdue; a pause moves both the deadline and the answer.
 */
export function answerTimes(item: SampleCase, subject: RuleSubject, deadlines: Deadlines): AnswerTimes {
  const start = item.receivedMs;
  const dueAfter = (kind: 'firstResponse' | 'finalResponse', pauses: readonly Span[]) =>
    deadlines.due(kind, subject, dayOf(start), new Date(start).toISOString(), pauses);
  const planned = dueAfter('finalResponse', []);
  const plain = planned ?? start + 120 * hourMs;
  let respondedMs = start + item.loadRatio * (plain - start);
  let dueMs = planned ?? null;
  let pause: Span | undefined;
  // The pause begins after the case has gone to its unit and before it is answered.
  const pausedFrom =
    Math.floor(Math.min(start + 0.75 * (respondedMs - start), start + 0.7 * (plain - start)) / minuteMs) * minuteMs;
  if (item.pause && pausedFrom - start > 2 * hourMs) {
    pause = { from: pausedFrom, to: pausedFrom + Math.ceil(item.pause.hours * 60) * minuteMs };
    const moved = dueAfter('finalResponse', [pause]) ?? plain;
    if (dueMs !== null) dueMs = moved;
    const left = Math.max(moved - pause.to, 0);
    respondedMs = pause.to + Math.max(((respondedMs - pausedFrom) / (plain - pausedFrom)) * left, 5 * minuteMs);
  }
  const earliest = pause?.to ?? start;
  if (item.piledUpHours !== undefined && dueMs !== null)
    respondedMs = Math.max(dueMs - item.piledUpHours * hourMs, earliest + minuteMs);
  else respondedMs = inDaytime(respondedMs, dueMs, earliest);
  const firstDue = dueAfter('firstResponse', []) ?? start + 2 * hourMs;
  const wanted = start + item.responseRatio * (firstDue - start);
  return {
    contactMs: Math.min(wanted, start + 0.15 * (Math.min(respondedMs, pause?.from ?? respondedMs) - start)),
    respondedMs,
    dueMs,
    pause,
  };
}

/**
 * Nobody answers customers at night (21:00–08:00): the night is folded onto the morning after it, or onto the evening
 * before where the morning would be too late.
 */
export function inDaytime(at: number, dueMs: number | null, notBefore: number): number {
  const midnight = Math.floor((at + 8 * hourMs) / (24 * hourMs)) * 24 * hourMs - 8 * hourMs;
  const hours = (at - midnight) / hourMs;
  if (hours >= 8 && hours < 21) return at;
  const nightfall = midnight + (hours < 8 ? -3 : 21) * hourMs;
  const passed = (at - nightfall) / 11;
  const morning = nightfall + 11 * hourMs + passed * 4.5;
  if (dueMs === null || at >= dueMs || morning < dueMs) return morning;
  const evening = nightfall - 5 * hourMs + passed * 5;
  return evening > notBefore ? evening : at;
}
