import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { bunchingMinutes } from '#shared/complaint/closure.rules.ts';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import {
  type ComplaintTrait,
  inquiryCategory,
  manyTransfers,
  nameOfCloser,
  noCode,
} from '#shared/complaint/narrowing.schema.ts';
import { addDays, instantAt } from '#shared/kernel/dates.ts';
import type { Tables } from '../database/tables.ts';

type Builder = ExpressionBuilder<Tables, 'complaint'>;

/** A code column against a code of the filter: with everything below it, alone (`=code`), or none (`-`). */
export function codeIs(eb: Builder, column: 'categoryCode' | 'causeCode', code: string): Expression<SqlBool> {
  if (code === noCode) return eb(column, 'is', null);
  if (code.startsWith('=')) return eb(column, '=', code.slice(1));
  return eb.or([eb(column, '=', code), eb.and([eb(column, '>=', `${code}.`), eb(column, '<', `${code}/`)])]);
}

/** Still running although its time is over; `due_sort` holds an instant only while the clock runs. */
export const runningLate = (eb: Builder, now: string) =>
  eb.and([eb('isOpen', '=', 1), eb('isInTime', 'is', null), eb('dueSort', '<=', now)]);

const isInquiry = (eb: Builder) => codeIs(eb, 'categoryCode', inquiryCategory);
/** Answered, or over without an answer, at a time that another system did not hand over. */
const answerUnknown = (eb: Builder) =>
  eb.and([
    eb('respondedAt', 'is', null),
    eb.or([
      eb('status', 'in', ['responded', 'followedUp', 'closed']),
      eb.and([eb('isOpen', '=', 0), eb('closedAt', 'is', null)]),
    ]),
  ]);

/** Each trait as SQL, over columns of the index `complaint_analysis` as far as figures count it there. */
const traits: Record<
  ComplaintTrait,
  (eb: Builder, scope: { now: string; unitId: string | null }) => Expression<SqlBool>
> = {
  inTime: (eb) => eb('isInTime', '=', 1),
  late: (eb, { now }) => eb.or([eb('isInTime', '=', 0), runningLate(eb, now)]),
  judgedTime: (eb, { now }) => eb.or([eb('isInTime', 'is not', null), runningLate(eb, now)]),
  undecidedTime: (eb, { now }) => eb.and([eb('isInTime', 'is', null), eb.not(runningLate(eb, now))]),
  decided: (eb) => eb('conclusion', 'is not', null),
  founded: (eb) => eb('conclusion', 'in', ['founded', 'partlyFounded']),
  withoutInquiry: (eb) => eb.or([eb('categoryCode', 'is', null), eb.not(isInquiry(eb))]),
  inquiry: isInquiry,
  repeated: (eb) => eb('repeatCount', '>', 0),
  multiChannel: (eb) => eb('channelRepeatCount', '>', 0),
  escalated: (eb) => eb('escalationLevel', '>', 0),
  transferredOften: (eb) => eb('transferCount', '>=', manyTransfers),
  sentBack: (eb) => eb('returnCount', '>', 0),
  closed: (eb) => eb.and([eb('status', '=', 'closed'), eb('closedAt', 'is not', null)]),
  closingCensored: (eb) =>
    eb.or([eb('isOpen', '=', 1), eb.and([eb('status', '!=', 'closed'), eb('closedAt', 'is not', null)])]),
  closingKnown: (eb) => eb.or([eb('isOpen', '=', 1), eb('closedAt', 'is not', null)]),
  closingUnknown: (eb) => eb.and([eb('isOpen', '=', 0), eb('closedAt', 'is', null)]),
  answered: (eb) => eb('respondedAt', 'is not', null),
  answerCensored: (eb) => eb.and([eb('respondedAt', 'is', null), eb.not(answerUnknown(eb))]),
  answerKnown: (eb) => eb.not(answerUnknown(eb)),
  answerUnknown,
  paused: (eb) => eb('dueSort', '=', '9996'),
  notRunning: (eb) => eb('dueSort', '>=', '9997'),
  lastHours: (eb) => eb.and([eb('answerMarginMinutes', '>=', 0), eb('answerMarginMinutes', '<', bunchingMinutes)]),
  backdated: (eb) => eb('backdatedCount', '>', 0),
  ownUnit: (eb, { unitId }) => (unitId === null ? sql<SqlBool>`1 = 1` : eb('unitId', '=', unitId)),
};

/** Closed in another system by a person of this name. */
const closedThere = (eb: Builder, name: string) =>
  eb.and([
    eb('complaint.closedBy', 'is', null),
    eb.exists(
      eb
        .selectFrom('complaintEvent as closing')
        .select('closing.seq')
        .whereRef('closing.complaintId', '=', 'complaint.complaintId')
        .whereRef('closing.happenedAt', '=', 'complaint.closedAt')
        .where('closing.type', '=', 'closed')
        .where('closing.accountName', '=', name),
    ),
  ]);

/** Conditions of the filter that figures name beyond those of the filter bar. */
export function narrowed(
  eb: Builder,
  { filter, now }: { filter: ComplaintFilter; now: string },
): Expression<SqlBool>[] {
  const scope = { now, unitId: filter.unitId ?? null };
  const list = (filter.traits ?? []).map((trait) => traits[trait](eb, scope));
  if (filter.cause) list.push(codeIs(eb, 'causeCode', filter.cause));
  if (filter.dueFrom) list.push(eb('dueSort', '>=', filter.dueFrom));
  if (filter.dueTo) list.push(eb('dueSort', '<', filter.dueTo));
  if (filter.deadlineFrom) list.push(eb('dueAt', '>=', instantAt(filter.deadlineFrom)));
  if (filter.deadlineTo) list.push(eb('dueAt', '<', instantAt(addDays(filter.deadlineTo, 1))));
  const name = nameOfCloser(filter.closedBy ?? '');
  const closedAt = name === null ? 'closedRecordedAt' : 'closedAt';
  if (name !== null) list.push(closedThere(eb, name));
  else if (filter.closedBy) list.push(eb('closedBy', '=', filter.closedBy));
  if (filter.closedFrom) list.push(eb(closedAt, '>=', filter.closedFrom));
  if (filter.closedTo) list.push(eb(closedAt, '<', filter.closedTo));
  return list;
}
