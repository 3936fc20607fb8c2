import type { TermUnit } from '#shared/calendar/term.rules.ts';
import { allowedActs, missingForClose } from '#shared/complaint/act.rules.ts';
import { foldEvents, isAnswered, isOpen, isPaused } from '#shared/complaint/complaint.rules.ts';
import type { BadgeView, ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { runClocks } from '#shared/complaint/deadline.rules.ts';
import type { ComplaintDetail, EventView } from '#shared/complaint/detail.schema.ts';
import { ledgerOf } from '#shared/complaint/ledger.rules.ts';
import { maskName, maskNumber } from '#shared/complaint/masking.rules.ts';
import { riskFrom, riskMoment, riskOf } from '#shared/complaint/risk.rules.ts';
import { isBackdated } from '#shared/complaint/state.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { actorOf } from './act.service.ts';
import { clockView, remaining } from './clock.view.ts';
import { type DeadlineWorld, rulesOf, subjectOf } from './complaint.cache.ts';
import { eventOf } from './complaint.repository.ts';
import type { ComplaintEventTable, ComplaintTable } from './complaint.table.ts';

/** A complaint row with the names joined to it. */
export interface JoinedComplaint extends ComplaintTable {
  unitName: string;
  catZh: string | null;
  catEn: string | null;
  topZh: string | null;
  topEn: string | null;
  /** how many were merged into it */
  absorbedCount: number;
}

function badgeOf(row: ComplaintTable, now: string, world: DeadlineWorld): BadgeView {
  // A pause of the house does not stop the law's limit: once that is over, the badge says so.
  const running =
    row.clockState === 'running' || (row.clockState === 'paused' && row.dueAt !== null && row.dueAt <= now);
  return {
    state: row.clockState,
    dueAt: row.dueAt,
    rule: row.dueRule,
    pausedReason: row.pausedReason,
    missingYear: row.missingYear,
    remaining: running ? remaining(row.dueAt, now, row.dueUnit as TermUnit, world) : null,
  };
}

const both = (top: string | null, leaf: string | null) => (top && leaf ? `${top} / ${leaf}` : leaf);

/** A list row. Names and numbers leave the backend masked; only `reveal` gives them in full. */
export function rowView(
  row: JoinedComplaint,
  now: string,
  world: DeadlineWorld,
  moment = riskMoment(now, world.calendar),
): ComplaintRow {
  const risk = row.isOpen === 1 ? riskOf(row, moment) : null;
  return {
    complaintId: row.complaintId,
    number: row.number,
    externalNumber: row.externalNumber,
    badge: badgeOf(row, now, world),
    customerName: maskName(row.customerName),
    customerNumber: maskNumber(row.customerNumber),
    customerGrade: row.customerGrade,
    channel: row.channel,
    business: row.business,
    categoryZh: both(row.topZh, row.catZh),
    categoryEn: both(row.topEn, row.catEn),
    place: [row.region, row.city].filter(Boolean).join(' · '),
    content: row.content,
    unitName: row.unitName,
    status: row.status,
    receivedAt: row.receivedAt,
    closedAt: row.closedAt,
    conclusion: row.conclusion,
    repeatCount: row.repeatCount,
    absorbedCount: Number(row.absorbedCount),
    returnPending: row.returnPending === 1,
    isImported: row.isImported === 1,
    risk: risk && risk.points >= riskFrom ? risk : null,
  };
}

/** Names of what events know by id. */
export interface Names {
  units: ReadonlyMap<string, string>;
  /** accounts complaints were given to */
  people: ReadonlyMap<string, string>;
}

/** @param takenOver moments at which files were taken over: what came with a file isn't back-dated by anybody */
function eventView(
  row: ComplaintEventTable,
  names: Names,
  viewerId: string,
  takenOver: ReadonlySet<string>,
): EventView {
  const data = JSON.parse(row.dataJson) as Record<string, unknown>;
  const { note, unitId, handlerId, claims: _claims, ...rest } = data;
  const named = (known: ReadonlyMap<string, string>, id: unknown) =>
    typeof id === 'string' ? (known.get(id) ?? null) : null;
  return {
    seq: row.seq,
    type: row.type,
    happenedAt: row.happenedAt,
    recordedAt: row.recordedAt,
    backdated: isBackdated(row.happenedAt, row.recordedAt) && !takenOver.has(row.recordedAt),
    accountName: row.accountName,
    isOwn: row.accountId === viewerId,
    unitName: named(names.units, unitId),
    handlerName: named(names.people, handlerId),
    note: typeof note === 'string' ? note : '',
    data: rest,
  };
}

/** The drawer: everything about one complaint that this person may see and do. */
export function detailView(
  ctx: ServiceContext,
  row: JoinedComplaint,
  eventRows: readonly ComplaintEventTable[],
  names: Names,
  world: DeadlineWorld,
): Omit<ComplaintDetail, 'warnings'> {
  const now = ctx.clock.now();
  const state = foldEvents(eventRows.map(eventOf));
  const subject = subjectOf(row, world);
  const rules = rulesOf(world, state);
  const actor = actorOf(ctx);
  const takenOver = new Set(eventRows.flatMap(({ type, recordedAt }) => (type === 'imported' ? [recordedAt] : [])));
  const isOwn = (accountId: string | null) => accountId === ctx.user.accountId;
  return {
    row: rowView(row, now, world),
    demand: row.demand,
    categoryCode: row.categoryCode,
    area: row.area,
    unitId: row.unitId,
    firstUnitName: names.units.get(row.firstUnitId) ?? '',
    firstResponder: eventRows[0]?.accountName ?? '',
    lastSeq: row.lastSeq,
    ruleEdition: state.ruleEdition,
    clocks: runClocks(state, subject, rules, world).map((clock) => clockView(clock, now, world, names.units)),
    workingHours: [...world.hours],
    ...ledgerView(state, now, world, names.units),
    events: eventRows.map((event) => eventView(event, names, ctx.user.accountId, takenOver)).reverse(),
    acts: allowedActs(state, actor, world.policy),
    missingForClose: isOpen(state.status) ? missingForClose(state, world.policy) : [],
    returnsUsed: state.returnCount,
    returnsAllowed: world.policy.returnLimit,
    conclusion: state.conclusion,
    causeCode: state.causeCode,
    measure: state.measure,
    correction: state.correction,
    prevention: state.prevention,
    responseEvidence: state.responseEvidence,
    visitResult: isAnswered(state.status) ? state.visitResult : null,
    isRefused: state.isRefused,
    handlerName: row.handlerId && (names.people.get(row.handlerId) ?? null),
    suspensionRequest: state.suspensionRequest && {
      reason: state.suspensionRequest.reason,
      at: state.suspensionRequest.at,
      isOwn: isOwn(state.suspensionRequest.accountId),
    },
    compensation: state.compensation && {
      state: state.compensation.state,
      amountCents: state.compensation.amountCents,
      form: state.compensation.form,
      isOwn: isOwn(state.compensation.proposedBy),
    },
    links: state.links,
    splitFrom: state.splitFrom,
    splitInto: state.splitInto,
    mergedInto: state.mergedInto,
    absorbed: state.absorbed,
    paused: isPaused(state),
    mayReveal: actor.may('complaint:unmask'),
  };
}

/** The first year a complaint's time went through that has no calendar: its working time is not known. */
function yearWithoutCalendar(state: ReturnType<typeof foldEvents>, now: string, world: DeadlineWorld): number | null {
  const from = Number(dayOf(state.receivedAt).slice(0, 4));
  const to = Number(dayOf(state.closedAt ?? now).slice(0, 4));
  for (let year = from; year <= to; year += 1) if (!world.calendar.editions.has(year)) return year;
  return null;
}

function ledgerView(
  state: ReturnType<typeof foldEvents>,
  now: string,
  world: DeadlineWorld,
  unitNames: ReadonlyMap<string, string>,
): Pick<ComplaintDetail, 'ledger' | 'ledgerYear'> {
  const ledgerYear = yearWithoutCalendar(state, now, world);
  const ledger = ledgerYear === null ? ledgerOf(state, now, world) : null;
  return {
    ledgerYear,
    ledger: ledger && {
      ...ledger,
      segments: ledger.segments.map(({ unitId, ...segment }) => ({
        ...segment,
        unitName: unitId && (unitNames.get(unitId) ?? null),
      })),
    },
  };
}
