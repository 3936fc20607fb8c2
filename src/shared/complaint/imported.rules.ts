import { dayOf, type Instant, instantAt } from '../kernel/dates.ts';
import type { ComplaintStatus, Conclusion, LedgerParty, VisitResult } from './complaint.enums.ts';
import type { ComplaintEvent, EventData } from './event.schema.ts';

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

interface Holder {
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
const lateMoments: readonly CourseMoment[] = ['respondedAt', 'visitedAt', 'closedAt'];

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

/** Who brings a history in, from which file, under which rules. */
export interface CourseImport {
  readonly recordedAt: Instant;
  readonly accountId: string;
  readonly accountName: string;
  readonly file: string;
  readonly ruleEdition: number;
}

/** An event of an imported history with the name of who did it; empty where nobody is named. */
export interface ImportedEvent {
  readonly event: ComplaintEvent;
  readonly accountName: string;
  /** the moment of the file it stands for; null for what has no time, and for statements */
  readonly moment: CourseMoment | null;
}

/** Longest text an event takes, in characters. */
const longestNote = 20_000;
/** What stands for a text that an act of ours would demand. */
const noText = '—';

type Draft = { [T in keyof EventData]: { type: T; data: EventData[T] } }[keyof EventData] & {
  /** null: nobody knows when */
  at: Instant | null;
  /** the moment it happened at, which names the person */
  by: CourseMoment | null;
};
const unknown = (draft: Pick<Draft, 'type' | 'data'>): Draft => ({ ...draft, at: null, by: null }) as Draft;
const isLate = ({ by }: Draft) => by !== null && lateMoments.includes(by);

/** Makes the events of one course. */
class HistoryMaker {
  private readonly course: ImportedCourse;
  private readonly by: CourseImport;
  private readonly at: ReadonlyMap<CourseMoment, Instant>;
  private readonly note: string;

  constructor(course: ImportedCourse, by: CourseImport) {
    this.course = course;
    this.by = by;
    this.at = placed(course);
    this.note = (course.answer || course.measure).slice(0, longestNote);
  }

  drafts(): Draft[] {
    const { course, at } = this;
    const received = this.receiver();
    const first: Draft = {
      type: 'received',
      data: { ...received, ruleEdition: this.by.ruleEdition },
      at: course.receivedAt,
      by: 'receivedAt',
    };
    const acts = this.acts();
    const late = acts.filter(isLate);
    return [
      first,
      // Whoever answered was in contact before or then; when, the file doesn't say.
      ...(at.has('respondedAt') && !at.has('acknowledgedAt') ? [this.statement('acknowledged', received)] : []),
      ...acts.filter((draft) => !isLate(draft)),
      ...this.returns(),
      ...late.filter((draft) => draft.by !== 'closedAt'),
      ...this.untimedVisit(),
      ...late.filter((draft) => draft.by === 'closedAt'),
      ...this.remarks(),
      this.statement(statusOf(course), course.holder),
    ];
  }

  /** Who took it down; without a name it was the front, where it was handed on later. */
  private receiver(): Holder {
    const { receiver, holder } = this.course;
    return receiver ?? { unitId: holder.unitId, party: this.at.has('assignedAt') ? 'front' : holder.party };
  }

  /** Says which status the other system has, and that it was taken over. */
  private statement(status: ComplaintStatus, holder: Holder, at: Instant | null = null): Draft {
    const sourceStatus = this.course.statusText.slice(0, longestNote);
    return { type: 'imported', data: { status, sourceStatus, file: this.by.file, ...holder }, at, by: null };
  }

  /** What happened at each moment given, in the order of time. */
  private acts(): Draft[] {
    const { course, note } = this;
    const { conclusion, causeCode } = course;
    const measure = course.measure.slice(0, longestNote);
    const out: Draft[] = [];
    const act = (by: CourseMoment, make: (at: Instant) => Pick<Draft, 'type' | 'data'>) => {
      const at = this.at.get(by);
      if (at !== undefined) out.push({ ...make(at), at, by } as Draft);
    };
    const assigned = this.at.get('assignedAt') ?? this.at.get('acceptedAt');
    act('acknowledgedAt', (at) =>
      // Once it was handed on, first contact is news to the customer and leads to no earlier status.
      assigned !== undefined && at >= assigned
        ? { type: 'informed', data: { note: noText } }
        : { type: 'acknowledged', data: { note: '' } },
    );
    act('assignedAt', () => ({ type: 'assigned', data: { ...course.holder, note: '' } }));
    act('acceptedAt', () => ({ type: 'accepted', data: { note: '' } }));
    act('respondedAt', () => ({ type: 'responded', data: { note, conclusion, causeCode, measure } }));
    act('visitedAt', (at) =>
      course.visitResult === null
        ? this.statement('followedUp', course.holder, at)
        : { type: 'followedUp', data: { result: course.visitResult, note: '' } },
    );
    act('closedAt', () =>
      course.status === 'withdrawn'
        ? { type: 'withdrawn', data: { note: note || noText } }
        : { type: 'closed', data: this.closing(measure) },
    );
    return out.sort((a, b) => ((a.at as Instant) < (b.at as Instant) ? -1 : a.at === b.at ? 0 : 1));
  }

  private closing(measure: string): EventData['closed'] {
    const { conclusion, causeCode } = this.course;
    const note = this.at.has('respondedAt') ? '' : this.note;
    return { conclusion, causeCode, measure, note };
  }

  /** Returns happened nobody knows when; after them the complaint is with its holder again. */
  private returns(): Draft[] {
    const { returnCount, holder } = this.course;
    if (returnCount === 0) return [];
    const returned = () => unknown({ type: 'returned', data: { note: noText } });
    return [...Array.from({ length: returnCount }, returned), this.statement('assigned', holder)];
  }

  private untimedVisit(): Draft[] {
    const { visitResult } = this.course;
    if (visitResult === null || this.at.has('visitedAt')) return [];
    return [unknown({ type: 'followedUp', data: { result: visitResult, note: '' } })];
  }

  /** The remark, and what was said or done where no act with a time takes it. */
  private remarks(): Draft[] {
    const { remark, answer, measure } = this.course;
    const isTaken = this.at.has('respondedAt') || this.at.has('closedAt');
    return [remark, ...(isTaken ? [] : [answer, measure])]
      .filter((text) => text !== '')
      .map((text) => unknown({ type: 'noted', data: { note: text.slice(0, longestNote) } }));
  }
}

/**
 * The history of a complaint taken over from another system: what the file says with the times it gives, nothing else. It
 * ends with the statement that it was imported, from which file, and in which status.
 * @returns events with `seq` from 1
 */
export function historyOf(course: ImportedCourse, by: CourseImport): ImportedEvent[] {
  return new HistoryMaker(course, by).drafts().map(({ at, by: moment, ...draft }, i) => {
    const isStatement = draft.type === 'imported';
    const accountName = isStatement ? by.accountName : moment === null ? '' : (course.people[moment] ?? '');
    const accountId = isStatement ? by.accountId : null;
    const event = { seq: i + 1, happenedAt: at, recordedAt: by.recordedAt, accountId, ...draft } as ComplaintEvent;
    return { event, accountName, moment };
  });
}
