import { dayOf, type Instant, instantAt } from '../kernel/dates.ts';
import type { ComplaintStatus, Conclusion, LedgerParty, VisitResult } from './complaint.enums.ts';

/** Moments of a complaint's way that an export may give, in the order they follow each other. */
export const courseMoments = [
  'receivedAt',
  'acknowledgedAt',
  'assignedAt',
  'acceptedAt',
  'respondedAt',
  'visitedAt',
  'closedAt',
] as const;
export type CourseMoment = (typeof courseMoments)[number];

export interface Holder {
  readonly unitId: string;
  readonly party: LedgerParty;
}

/** What an export says about the way of one complaint. What it doesn't say is null or empty, and stays unknown. */
export interface ImportedCourse extends Readonly<Record<Exclude<CourseMoment, 'receivedAt'>, Instant | null>> {
  readonly receivedAt: Instant;
  /** null: no status is given, the moments tell it */
  readonly status: ComplaintStatus | null;
  /** the status in the words of the file */
  readonly statusText: string;
  /** who holds it now */
  readonly holder: Holder;
  /** who took it down, where that is said */
  readonly receiver: Holder | null;
  readonly returnCount: number;
  readonly conclusion: Conclusion | null;
  readonly causeCode: string | null;
  /** what the customer was told */
  readonly answer: string;
  /** what was done */
  readonly measure: string;
  readonly correction: string;
  readonly prevention: string;
  /** what proves the answer: number of a recording, of a letter */
  readonly evidence: string;
  /** paid there, so approved there; in cents */
  readonly compensationCents: number | null;
  readonly visitResult: VisitResult | null;
  readonly remark: string;
  /** who did it, by the moment they did it at; empty where the file doesn't say */
  readonly people: Readonly<Partial<Record<CourseMoment, string>>>;
}

/** Something about a course that can't be right. */
export interface CourseFault {
  /** the moment that is wrong */
  readonly moment: CourseMoment;
  /** the moment it lies before, or the status that doesn't go with it */
  readonly against: CourseMoment | ComplaintStatus;
}

const ranks: Readonly<Record<ComplaintStatus, number>> = {
  received: 0,
  acknowledged: 1,
  assessed: 2,
  assigned: 3,
  investigating: 4,
  responded: 5,
  followedUp: 6,
  closed: 7,
  withdrawn: 8,
  merged: 8,
};
/** Status a moment brings a complaint to. */
const reached: Readonly<Record<CourseMoment, ComplaintStatus>> = {
  receivedAt: 'received',
  acknowledgedAt: 'acknowledged',
  assignedAt: 'assigned',
  acceptedAt: 'investigating',
  respondedAt: 'responded',
  visitedAt: 'followedUp',
  closedAt: 'closed',
};

/** Where a status stands in the life cycle: a higher one comes later. */
export const rankOf = (status: ComplaintStatus): number => ranks[status];

/** Whether an instant is a midnight in Shanghai: what a file that gives only the day becomes. */
const isDayOnly = (at: Instant) => at === instantAt(dayOf(at));

/** A day without a time is not before what happened earlier on the same day. */
function notBefore(at: Instant, earlier: Instant): Instant {
  return at < earlier && isDayOnly(at) && dayOf(at) === dayOf(earlier) ? earlier : at;
}

/** First contact may come before or after the complaint is handed on. */
const inOrder: readonly CourseMoment[] = courseMoments.filter((moment) => moment !== 'acknowledgedAt');

/** Moments after which it was no longer in the hands of the unit. */
export const lateMoments: readonly CourseMoment[] = ['respondedAt', 'visitedAt', 'closedAt'];

/** The moments given, those without a time of day put behind what happened before on the same day. */
export function placed(course: ImportedCourse): Map<CourseMoment, Instant> {
  const out = new Map<CourseMoment, Instant>();
  let last = course.receivedAt;
  for (const moment of inOrder) {
    const at = course[moment];
    if (at === null) continue;
    const here = notBefore(at, last);
    out.set(moment, here);
    if (here > last) last = here;
  }
  if (course.acknowledgedAt !== null) out.set('acknowledgedAt', notBefore(course.acknowledgedAt, course.receivedAt));
  return out;
}

/** The status of a course: what the file says, else as far as its moments lead. */
export function statusOf(course: ImportedCourse): ComplaintStatus {
  if (course.status !== null) return course.status;
  const last = courseMoments.findLast((moment) => course[moment] !== null) ?? 'receivedAt';
  const byMoment = reached[last];
  return course.visitResult !== null && rankOf(byMoment) < rankOf('followedUp') ? 'followedUp' : byMoment;
}

/** Moments out of order, and moments that the status given has not come to. */
export function courseFaults(course: ImportedCourse): CourseFault[] {
  const at = placed(course);
  const faults: CourseFault[] = [];
  let last: CourseMoment = 'receivedAt';
  for (const moment of inOrder) {
    const here = at.get(moment);
    if (here === undefined) continue;
    if (here < (at.get(last) as Instant)) faults.push({ moment, against: last });
    else last = moment;
  }
  const contact = at.get('acknowledgedAt');
  const after = lateMoments.find((moment) => at.has(moment));
  if (contact !== undefined && contact < course.receivedAt)
    faults.push({ moment: 'acknowledgedAt', against: 'receivedAt' });
  else if (contact !== undefined && after !== undefined && contact > (at.get(after) as Instant))
    faults.push({ moment: after, against: 'acknowledgedAt' });
  const { status } = course;
  if (status !== null)
    for (const moment of courseMoments)
      if (course[moment] !== null && rankOf(reached[moment]) > rankOf(status)) faults.push({ moment, against: status });
  return faults;
}
