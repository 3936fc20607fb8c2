import type { Instant } from '../kernel/dates.ts';
import type { ComplaintStatus } from './complaint.enums.ts';
import { foldEvents } from './complaint.rules.ts';
import type { ComplaintEvent } from './event.schema.ts';
import { type CourseMoment, courseMoments, type ImportedCourse, placed, rankOf, statusOf } from './imported.rules.ts';
import { type CourseImport, historyOf, type ImportedEvent } from './imported-history.rules.ts';
import type { ComplaintState } from './state.ts';

/** What came out of it, of which a history tells one. */
type ResultField =
  | 'conclusion'
  | 'causeCode'
  | 'measure'
  | 'correction'
  | 'prevention'
  | 'visitResult'
  | 'compensation';

/** Something the file says otherwise than the history, which is not rewritten. */
export type Difference =
  | { readonly kind: 'moment'; readonly moment: CourseMoment; readonly stored: Instant | null; readonly told: Instant }
  | { readonly kind: 'result'; readonly field: ResultField }
  | { readonly kind: 'older'; readonly stored: ComplaintStatus; readonly told: ComplaintStatus };

/** What a further export adds to the history of a complaint. */
export interface CourseUpdate {
  /** somebody has acted here since: the history no longer follows the file */
  readonly isTouched: boolean;
  /** events to append, `seq` going on from the last one */
  readonly added: readonly ImportedEvent[];
  readonly from: ComplaintStatus;
  readonly to: ComplaintStatus;
  readonly isMoved: boolean;
  readonly differences: readonly Difference[];
}

const momentOfType: Partial<Record<ComplaintEvent['type'], CourseMoment>> = {
  received: 'receivedAt',
  acknowledged: 'acknowledgedAt',
  informed: 'acknowledgedAt',
  assigned: 'assignedAt',
  accepted: 'acceptedAt',
  responded: 'respondedAt',
  followedUp: 'visitedAt',
  closed: 'closedAt',
  withdrawn: 'closedAt',
};

/** The moments a history has, the first of each kind. */
function momentsOf(events: readonly ComplaintEvent[]): Map<CourseMoment, Instant> {
  const out = new Map<CourseMoment, Instant>();
  for (const event of events) {
    const isVisit = event.type === 'imported' && event.data.status === 'followedUp';
    const moment = isVisit ? 'visitedAt' : momentOfType[event.type];
    if (moment !== undefined && event.happenedAt !== null && !out.has(moment)) out.set(moment, event.happenedAt);
  }
  return out;
}

/** Whether a person has acted here after the last import. What deadlines do by themselves doesn't count. */
function isTouched(events: readonly ComplaintEvent[]): boolean {
  const last = events.findLastIndex((event) => event.type === 'imported');
  return events.slice(last + 1).some((event) => event.type !== 'escalated' || event.data.automatic !== true);
}

/** Whether the file is from before what is known: it lacks the time of a status that came later. */
function isOlder(state: ComplaintState, stored: ReadonlyMap<CourseMoment, Instant>, told: ComplaintStatus): boolean {
  if (rankOf(told) >= rankOf(state.status)) return false;
  return (
    (stored.has('closedAt') && rankOf(told) < rankOf('closed')) ||
    (stored.has('respondedAt') && rankOf(told) < rankOf('responded'))
  );
}

function resultDifferences(
  state: ComplaintState,
  course: ImportedCourse,
  added: readonly ImportedEvent[],
): Difference[] {
  const brings = (type: ComplaintEvent['type']) => added.some(({ event }) => event.type === type);
  const out: Difference[] = [];
  if (!brings('closed') && !brings('responded'))
    for (const field of ['conclusion', 'causeCode', 'measure'] as const)
      if (course[field] && course[field] !== state[field]) out.push({ kind: 'result', field });
  for (const field of ['correction', 'prevention'] as const)
    if (!brings('closed') && course[field] && state[field] && course[field] !== state[field])
      out.push({ kind: 'result', field });
  const paid = state.compensation?.amountCents ?? course.compensationCents;
  if (course.compensationCents !== null && course.compensationCents !== paid)
    out.push({ kind: 'result', field: 'compensation' });
  if (course.visitResult !== null && course.visitResult !== state.visitResult && !brings('followedUp'))
    out.push({ kind: 'result', field: 'visitResult' });
  return out;
}

/** Those events of the whole history that the stored one lacks and that can still be appended. */
function newEvents(
  course: ImportedCourse,
  by: CourseImport,
  events: readonly ComplaintEvent[],
  state: ComplaintState,
): ImportedEvent[] {
  const stored = momentsOf(events);
  const notes = new Set(events.flatMap((event) => (event.type === 'noted' ? [event.data.note] : [])));
  const moreReturns = course.returnCount - state.returnCount;
  const hasVisit = state.visitResult !== null || stored.has('visitedAt');
  // Everything but the receipt and the statements: those are made anew.
  return historyOf({ ...course, returnCount: Math.max(0, moreReturns) }, by)
    .slice(1, -1)
    .filter(({ event, moment }) => {
      if (moment !== null) return !stored.has(moment) && (event.happenedAt as Instant) >= state.lastHappenedAt;
      if (event.type === 'noted') return !notes.has(event.data.note);
      if (event.type === 'followedUp') return !hasVisit;
      if (event.type === 'compensationProposed' || event.type === 'compensationApproved')
        return state.compensation === null;
      return moreReturns > 0 && !(event.type === 'imported' && event.data.status === 'acknowledged');
    });
}

function momentDifferences(
  course: ImportedCourse,
  events: readonly ComplaintEvent[],
  added: readonly ImportedEvent[],
): Difference[] {
  const stored = momentsOf(events);
  const told = placed(course);
  return courseMoments.flatMap((moment): Difference[] => {
    const at = told.get(moment);
    const before = stored.get(moment) ?? null;
    if (at === undefined || at === before || added.some((one) => one.moment === moment)) return [];
    return [{ kind: 'moment', moment, stored: before, told: at }];
  });
}

/**
 * What a further export of a complaint adds to its history: only what is newer. What it says otherwise is named, since a
 * history is never rewritten; and nothing is added once somebody has acted here.
 * @param events the stored history
 */
export function updateOf(course: ImportedCourse, by: CourseImport, events: readonly ComplaintEvent[]): CourseUpdate {
  const state = foldEvents(events);
  const stored = momentsOf(events);
  const base = { from: state.status, to: state.status, isMoved: false };
  if (isTouched(events)) return { ...base, isTouched: true, added: [], differences: [] };
  const derived = statusOf(course);
  // A file without a status, and with fewer times than are known, says nothing about it.
  const told = course.status === null && rankOf(derived) < rankOf(state.status) ? state.status : derived;
  if (isOlder(state, stored, told)) {
    const older: Difference = { kind: 'older', stored: state.status, told };
    return { ...base, isTouched: false, added: [], differences: [older, ...momentDifferences(course, events, [])] };
  }
  const added = newEvents(course, by, events, state);
  const isMoved = course.holder.unitId !== state.unitId;
  const isChanged = added.length > 0 || told !== state.status || isMoved;
  const statement = historyOf({ ...course, status: told }, by).at(-1) as ImportedEvent;
  const all = isChanged ? [...added, statement] : [];
  return {
    isTouched: false,
    added: all.map((one, i) => ({ ...one, event: { ...one.event, seq: state.lastSeq + 1 + i } })),
    from: state.status,
    to: told,
    isMoved,
    differences: [...momentDifferences(course, events, added), ...resultDifferences(state, course, added)],
  };
}
