import type {
  ActInput,
  ComplaintFilter,
  ComplaintRow,
  ListInput,
  RegisterInput,
} from '#shared/complaint/complaint.schema.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Page } from '#shared/kernel/paging.ts';
import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { actOnComplaint } from './act.service.ts';
import { countMatching, countViews, pageIds, rowsByIds } from './complaint.list.ts';
import { eventRowsOf, findComplaint } from './complaint.repository.ts';
import type { ComplaintEventTable, ComplaintTable } from './complaint.table.ts';
import { detailView, type Names } from './complaint.view.ts';
import { searchWhole } from './list-search.ts';
import { pageOfComplaints, rowsOf } from './page.service.ts';
import { registerComplaint } from './register.service.ts';
import { listCatalogue } from './rule.repository.ts';
import { moveRule } from './rule-move.service.ts';
import { countScope, listScope } from './scope.service.ts';
import { warningViews } from './warning-list.service.ts';
import { loadWorld } from './world.service.ts';

export { followCalendar, tendColumns } from './columns.service.ts';
export { seedComplaints } from './complaint.seed.ts';
export { complaintMonthly, complaintSummary, foundedRate } from './figures.service.ts';
export { type History, insertHistories, rebuildComplaints } from './history.service.ts';
export { followRepeatPolicy, recountRepeats } from './repeat.service.ts';
export { rebuildSignatures, tendSignatures } from './signature.service.ts';
export { tendTextIndex } from './text-index.service.ts';
export { currentEdition, loadWorld } from './world.service.ts';

/** One page of the list inside the account's scope. */
export async function listComplaints(ctx: ServiceContext, input: ListInput): Promise<Page<ComplaintRow>> {
  const scope = await listScope(ctx, input, input.sort);
  const searched = await searchWhole(ctx, scope, input);
  if (searched) return { rows: await rowsOf(ctx, scope, searched.ids), total: searched.total };
  const total = Number((await countMatching(ctx.read, scope).executeTakeFirstOrThrow()).total);
  const rows = await pageOfComplaints(ctx, scope, input, input.offset, input.limit, total);
  return { rows, total };
}

export async function countComplaints(ctx: ServiceContext, input: { unitId?: string | null | undefined }) {
  return countViews(ctx.read, await countScope(ctx, input.unitId));
}

/** Names of the units and people a history speaks of. */
async function namesIn(
  db: Database,
  row: Pick<ComplaintTable, 'firstUnitId' | 'handlerId'>,
  events: readonly ComplaintEventTable[],
): Promise<Names> {
  const told = events.map((event) => JSON.parse(event.dataJson) as { unitId?: string; handlerId?: string | null });
  const unitIds = new Set([row.firstUnitId, ...told.flatMap(({ unitId }) => unitId ?? [])]);
  const units = await db
    .selectFrom('unit')
    .select(['unitId', 'name'])
    .where('unitId', 'in', [...unitIds])
    .execute();
  const handlerIds = new Set([row.handlerId, ...told.map(({ handlerId }) => handlerId)].filter((id) => id != null));
  const people =
    handlerIds.size === 0
      ? []
      : await db
          .selectFrom('account')
          .select(['accountId', 'displayName'])
          .where('accountId', 'in', [...handlerIds])
          .execute();
  return {
    units: new Map(units.map((unit) => [unit.unitId, unit.name])),
    people: new Map(people.map((person) => [person.accountId, person.displayName])),
  };
}

async function detail(db: Database, ctx: ServiceContext, complaintId: string): Promise<ComplaintDetail> {
  const row = await findComplaint(db, complaintId);
  if (!row) throw new DomainError('COMPLAINT_NOT_FOUND');
  const events = await eventRowsOf(db, complaintId);
  return {
    ...detailView(ctx, row, events, await namesIn(db, row, events), await loadWorld(db)),
    warnings: await warningViews(db, complaintId),
  };
}

/** What a person has just written, also where it has left their units with it. */
export const writtenComplaint = (ctx: ServiceContext, complaintId: string) => detail(ctx.db, ctx, complaintId);

async function requireVisible(ctx: ServiceContext, complaintId: string) {
  const row = await findComplaint(ctx.read, complaintId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
  return row;
}

/** @throws DomainError COMPLAINT_NOT_FOUND also for one outside the account's scope */
export async function getComplaint(ctx: ServiceContext, complaintId: string): Promise<ComplaintDetail> {
  await requireVisible(ctx, complaintId);
  return detail(ctx.read, ctx, complaintId);
}

/** Name and number in full; who asked is logged. */
export async function revealCustomer(ctx: ServiceContext, complaintId: string) {
  const row = await requireVisible(ctx, complaintId);
  await inTransaction(ctx, (tx) =>
    recordChange(tx, ctx, { entity: 'complaint', entityId: complaintId, action: 'reveal' }),
  );
  return { customerName: row.customerName, customerNumber: row.customerNumber };
}

export async function register(ctx: ServiceContext, input: RegisterInput): Promise<ComplaintDetail> {
  return detail(ctx.db, ctx, await registerComplaint(ctx, input));
}

/** The answer shows the complaint even when the act has just moved it out of the account's scope (退单, 转派). */
export async function act(ctx: ServiceContext, input: ActInput): Promise<ComplaintDetail> {
  await actOnComplaint(ctx, input);
  return detailAfter(ctx, input.complaintId);
}

/** A complaint right after an act, even one that has moved it out of the account's scope. */
export const detailAfter = (ctx: ServiceContext, complaintId: string) => detail(ctx.db, ctx, complaintId);

/** One complaint under another edition of deadline rules. */
export async function moveToEdition(ctx: ServiceContext, input: Parameters<typeof moveRule>[1]) {
  await moveRule(ctx, input);
  return detailAfter(ctx, input.complaintId);
}

/** Category and cause trees. */
export async function catalogue(ctx: ServiceContext) {
  const view = (rows: Awaited<ReturnType<typeof listCatalogue>>) =>
    rows.map((row) => ({ code: row.code, parentCode: row.parentCode, zh: row.nameZh, en: row.nameEn }));
  return {
    categories: view(await listCatalogue(ctx.read, 'complaintCategory')),
    causes: view(await listCatalogue(ctx.read, 'complaintCause')),
  };
}

/** Hits for the global search, at most 8, inside the account's scope: by number, external number or customer number. */
export async function searchComplaints(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const filter = {
    view: 'all',
    q: text,
    statuses: [],
    channels: [],
    grades: [],
    businesses: [],
    category: '',
  } as ComplaintFilter;
  const exact = /^TS\d/i.test(text) || /^\d{4,}$/.test(text);
  if (!exact) return [];
  const scope = { filter, unitPath: ctx.user.unitPath, now: ctx.clock.now(), isNumber: true };
  const ids = await pageIds(ctx.read, scope, { sort: 'received', descending: true }, 0, 8).execute();
  if (ids.length === 0) return [];
  const rows = await rowsByIds(
    ctx.read,
    ids.map((row) => row.complaintId),
  );
  return rows.map((row) => ({
    kind: 'complaint' as const,
    id: row.complaintId,
    title: row.number,
    detail: `${row.content.slice(0, 40)} · ${row.unitName}`,
  }));
}
