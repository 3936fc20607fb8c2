import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { openTodoKinds, type TodoKind, todoPermissions } from '#shared/complaint/todo.schema.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import type { Tables } from '../database/tables.ts';
import { onDesk, type Person } from './person.repository.ts';

type Builder = ExpressionBuilder<Tables, 'complaint'>;
interface Asked {
  person: Person;
  now: string;
}
type Condition = (eb: Builder, asked: Asked) => Expression<SqlBool>[];

/** In a person's hands: theirs by name, or their unit's where nobody who still works here is named. */
const inHand = (eb: Builder, { person }: Asked) =>
  eb.or([
    eb('complaint.handlerId', '=', person.accountId),
    eb.and([
      eb.or([
        eb('complaint.handlerId', 'is', null),
        eb(
          'complaint.handlerId',
          'not in',
          eb.selectFrom('account').select('account.accountId').where('account.isActive', '=', 1),
        ),
      ]),
      onDesk(person, 'complaint:handle', 'complaint.unit_id'),
    ]),
  ]);

const running = (eb: Builder) => eb('complaint.pausedReason', 'is', null);

/** Who last asked for something, as SQL; nobody decides about their own request. */
const askedBy = (type: 'suspensionRequested' | 'compensationProposed') =>
  sql<string>`coalesce((select asked.account_id from complaint_event as asked
    where asked.complaint_id = complaint.complaint_id and asked.type = ${type} order by asked.seq desc limit 1), '')`;

function toApprove(eb: Builder, { person }: Asked): Expression<SqlBool> {
  const waits = (what: 'suspension' | 'compensation', type: Parameters<typeof askedBy>[0]) =>
    eb.and([
      eb('complaint.pendingApproval', 'in', [what, 'both']),
      sql<SqlBool>`${askedBy(type)} <> ${person.accountId}`,
    ]);
  return eb.or([waits('suspension', 'suspensionRequested'), waits('compensation', 'compensationProposed')]);
}

/** Warnings nobody has taken note of that are addressed to a person, as ids of their complaints. */
const unseen = ({ person }: Asked) =>
  sql<SqlBool>`complaint.complaint_id in (select told.complaint_id from complaint_warning as told
    where told.seen_at is null and ${addressed(person, 'told')})`;

/** Whether a warning is addressed to a person: to them by name, or to a unit whose work falls to them. */
export const addressed = (person: Person, table: string) =>
  sql<SqlBool>`(${sql.ref(`${table}.handler_id`)} = ${person.accountId}
    or ${onDesk(person, 'complaint:handle', `${table}.unit_id`)})`;

/** What each kind of work is, over the list columns. */
const kinds: Readonly<Record<TodoKind, Condition>> = {
  dispatch: (eb, asked) => [
    eb('complaint.status', 'in', ['received', 'acknowledged', 'assessed']),
    eb('complaint.returnPending', '=', 0),
    running(eb),
    onDesk(asked.person, 'complaint:register', 'complaint.unit_id'),
  ],
  accept: (eb, asked) => [eb('complaint.status', '=', 'assigned'), running(eb), inHand(eb, asked)],
  handBack: (eb, asked) => [
    eb('complaint.status', '=', 'investigating'),
    eb('complaint.partDueAt', 'is not', null),
    running(eb),
    inHand(eb, asked),
  ],
  answer: (eb, asked) => [
    eb('complaint.status', '=', 'investigating'),
    eb('complaint.partDueAt', 'is', null),
    running(eb),
    inHand(eb, asked),
  ],
  inform: (eb, asked) => [
    eb('complaint.isOpen', '=', 1),
    eb('complaint.progressDueAt', '<=', instantAt(addDays(dayOf(asked.now), 1))),
    inHand(eb, asked),
  ],
  decideReturn: (eb, { person }) => [
    eb('complaint.isOpen', '=', 1),
    eb('complaint.returnPending', '=', 1),
    onDesk(person, 'complaint:register', 'complaint.unit_id'),
  ],
  approve: (eb, asked) => [
    eb('complaint.pendingApproval', 'is not', null),
    toApprove(eb, asked),
    onDesk(asked.person, 'complaint:approve', 'complaint.unit_id'),
  ],
  refusal: (eb, { person }) => [
    eb('complaint.status', '=', 'responded'),
    eb('complaint.visitResult', '=', 'refused'),
    onDesk(person, 'complaint:approve', 'complaint.unit_id'),
  ],
  visit: (eb, { person }) => [
    eb('complaint.status', '=', 'responded'),
    eb.or([eb('complaint.visitResult', 'is', null), eb('complaint.visitResult', '<>', 'refused')]),
    onDesk(person, 'complaint:close', 'complaint.unit_id'),
  ],
  close: (eb, { person }) => [
    eb('complaint.status', '=', 'followedUp'),
    onDesk(person, 'complaint:close', 'complaint.unit_id'),
  ],
  warned: (eb, asked) => [eb('complaint.isOpen', '=', 1), unseen(asked)],
  audit: (eb, { person }) => [
    // Nearly all are closed: an expression, so that no index of statuses is followed instead of the few that were drawn.
    eb(eb.fn.coalesce('complaint.status', sql.lit('')), '=', 'closed'),
    eb.or([eb('complaint.closedBy', 'is', null), eb('complaint.closedBy', '<>', person.accountId)]),
    eb(
      'complaint.complaintId',
      'in',
      eb
        .selectFrom('closureAuditItem')
        .select('closureAuditItem.complaintId')
        .where('closureAuditItem.result', 'is', null),
    ),
    onDesk(person, 'complaint:approve', 'complaint.unit_id'),
  ],
};

export const mayDo = (person: Person, kind: TodoKind) => person.permissions.includes(todoPermissions[kind]);

/** Complaints of which something of a kind waits for a person; none for a person who may not do it. */
export const todoCondition = (eb: Builder, kind: TodoKind, asked: Asked): Expression<SqlBool> =>
  mayDo(asked.person, kind) ? eb.and(kinds[kind](eb, asked)) : sql<SqlBool>`1 = 0`;

/** Everything open that waits for a person. */
export const allTodo = (eb: Builder, asked: Asked): Expression<SqlBool> =>
  eb.and([
    eb('complaint.isOpen', '=', 1),
    eb.or(openTodoKinds.filter((kind) => mayDo(asked.person, kind)).map((kind) => todoCondition(eb, kind, asked))),
  ]);
