import type { Instant } from '../kernel/dates.ts';
import type { ComplaintStatus } from './complaint.enums.ts';
import type { ComplaintEvent, EventData } from './event.schema.ts';
import {
  type CourseMoment,
  type Holder,
  type ImportedCourse,
  lateMoments,
  placed,
  statusOf,
} from './imported.rules.ts';

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
      ...this.compensation(),
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
    const evidence = course.evidence.slice(0, longestNote);
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
    act('respondedAt', () => ({
      type: 'responded',
      data: { note, conclusion, causeCode, measure, ...(evidence && { evidence }) },
    }));
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
    const { conclusion, causeCode, correction, prevention } = this.course;
    const note = this.at.has('respondedAt') ? '' : this.note;
    return {
      conclusion,
      causeCode,
      measure,
      ...(correction && { correction: correction.slice(0, longestNote) }),
      ...(prevention && { prevention: prevention.slice(0, longestNote) }),
      note,
    };
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

  /** What was paid; when, and who agreed to it, the file doesn't say. */
  private compensation(): Draft[] {
    const { compensationCents: amountCents } = this.course;
    if (amountCents === null) return [];
    return [
      unknown({ type: 'compensationProposed', data: { amountCents, form: noText, note: '' } }),
      unknown({ type: 'compensationApproved', data: { note: '' } }),
    ];
  }

  /** The remark, and what was said or done where no act with a time takes it. */
  private remarks(): Draft[] {
    const { remark, answer, measure, evidence, correction, prevention, status } = this.course;
    const isAnswered = this.at.has('respondedAt');
    const isTaken = isAnswered || this.at.has('closedAt');
    const isClosed = this.at.has('closedAt') && status !== 'withdrawn';
    return [
      remark,
      ...(isTaken ? [] : [answer, measure]),
      ...(isAnswered ? [] : [evidence]),
      ...(isClosed ? [] : [correction, prevention]),
    ]
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
