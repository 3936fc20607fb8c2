import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { type CourseImport, historyOf } from '#shared/complaint/imported-history.rules.ts';
import { noRepeats } from '#shared/complaint/repeat.rules.ts';
import type { ImportField, ImportRow, ImportWords } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { ImportBatch, ImportCounts, ImportOptions, ImportTarget } from '../import/import.registry.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import {
  eventOf,
  findExternal,
  insertEvents,
  storedExternals,
  takeNumbers,
  updateCache,
} from './complaint.repository.ts';
import type { ComplaintTable } from './complaint.table.ts';
import { eventRow, type History, insertHistories, type TakeNumbers } from './history.service.ts';
import { complaintAlike } from './import.alike.ts';
import { courseIssues, courseOf, type ImportedUnit } from './import.course.ts';
import { catalogueFields, courseFields } from './import.course-fields.ts';
import { factsOf } from './import.facts.ts';
import { complaintFields } from './import.fields.ts';
import { joinWritten } from './import.join.ts';
import { eventRowsOfAll } from './import.repository.ts';
import { describeUpdate, type ImportUpdate, isNothing, updateOfKnown } from './import.update.ts';
import { refreshRepeats, type Touched } from './repeat.service.ts';
import { listCatalogue } from './rule.repository.ts';
import { replaceSignature, SignatureLoad } from './signature.service.ts';
import { raisedOf } from './warning.repository.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** What complaints of files belong to whose system nobody named. */
const unnamedSource = 'import';
const sourceOf = (options: ImportOptions) => options.source ?? unnamedSource;
const numberOf = (row: ImportRow) => String(row.values.externalNumber ?? '');

async function unitsOf(db: Database, rows: readonly ImportRow[]): Promise<Map<string, ImportedUnit>> {
  const ids = new Set(rows.flatMap(({ values }) => [values.unitId, values.receivedUnitId]));
  const wanted = [...ids].filter((id): id is string => typeof id === 'string' && id !== '');
  const found = await db.selectFrom('unit').select(['unitId', 'name', 'line']).where('unitId', 'in', wanted).execute();
  return new Map(found.map((unit) => [unit.unitId, { name: unit.name, party: partyOfLine[unit.line] }]));
}

async function insertNew(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
  batch: ImportBatch,
  units: ReadonlyMap<string, ImportedUnit>,
  world: DeadlineWorld,
): Promise<ComplaintTable[]> {
  const by: CourseImport = {
    recordedAt: batch.importedAt,
    accountId: ctx.user.accountId,
    accountName: ctx.user.displayName,
    file: batch.fileName,
    ruleEdition: currentEdition(world),
  };
  const histories = rows.map((row): History => {
    const { region, ...told } = factsOf(row.values);
    const course = courseOf(row.values, units);
    const history = historyOf(course, by);
    return {
      facts: {
        ...told,
        region: region || (units.get(course.holder.unitId)?.name ?? ''),
        sourceSystem: sourceOf(batch.options),
        externalNumber: numberOf(row),
        isSample: 0,
        complaintId: ctx.newId(),
        createdAt: batch.importedAt,
      },
      events: history.map(({ event }) => event),
      accountName: ctx.user.displayName,
      accountNames: history.map(({ accountName }) => accountName),
      // counted when all rows are written: a file is seldom in the order of time
      ...noRepeats,
    };
  });
  const load = loadOf(batch);
  return insertHistories(tx, histories, world, batch.importedAt, {
    sign: (_, written) => load.signatures.add(tx, written),
    ...(ctx.kind === 'postgres' && { take: (counts) => takeApart(ctx, counts) }),
  });
}

/**
 * Running numbers in a transaction of their own, beside that of the import: it would hold the counters of its days until
 * it ends, and nobody else could register. The numbers of an import that fails are left out. Only on PostgreSQL.
 */
const takeApart: (ctx: ServiceContext, ...counts: Parameters<TakeNumbers>) => ReturnType<TakeNumbers> = (ctx, counts) =>
  inTransaction(ctx, (own) => takeNumbers(own, counts));

/** What an import has written so far and its end needs: for counting repeats, and for finding texts again. */
interface Load {
  readonly touched: Touched[];
  readonly signatures: SignatureLoad;
}
const loads = new WeakMap<ImportBatch, Load>();

function loadOf(batch: ImportBatch): Load {
  const load = loads.get(batch) ?? { touched: [], signatures: new SignatureLoad() };
  loads.set(batch, load);
  return load;
}

function touch(
  batch: ImportBatch,
  rows: readonly Pick<ComplaintTable, 'customerNumber' | 'receivedAt'>[],
  isNew: boolean,
): void {
  const { touched } = loadOf(batch);
  for (const { customerNumber, receivedAt } of rows)
    if (customerNumber) touched.push({ customerNumber, receivedAt, isNew });
}

/** A stored complaint, what a row of a file changes about it, and its history so far. */
interface Known {
  readonly stored: ComplaintTable;
  readonly events: readonly ComplaintEvent[];
  readonly update: ImportUpdate;
}

/** Compares rows with the complaints stored under their numbers. @returns by number; rows of new complaints are left out */
async function compare(
  db: Database,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
  options: ImportOptions,
  by: Pick<CourseImport, 'recordedAt' | 'file'>,
): Promise<Map<string, Known>> {
  const stored = rows.length === 0 ? [] : await findExternal(db, sourceOf(options), rows.map(numberOf));
  if (stored.length === 0) return new Map();
  const units = await unitsOf(db, rows);
  const ids = stored.map((row) => row.complaintId);
  const events = Map.groupBy(await eventRowsOfAll(db, ids), (row) => row.complaintId);
  const byNumber = new Map(stored.map((row) => [row.externalNumber as string, row]));
  const out = new Map<string, Known>();
  for (const row of rows) {
    const known = byNumber.get(numberOf(row));
    if (known === undefined) continue;
    const history = (events.get(known.complaintId) ?? []).map(eventOf);
    const { accountId, displayName: accountName } = ctx.user;
    const maker = { ...by, accountId, accountName, ruleEdition: known.ruleEdition };
    const update = updateOfKnown(known, factsOf(row.values), courseOf(row.values, units), maker, history);
    out.set(numberOf(row), { stored: known, events: history, update });
  }
  return out;
}

async function updateKnown(
  tx: Tx,
  { stored, events, update }: Known,
  batch: ImportBatch,
  world: DeadlineWorld,
): Promise<void> {
  const { facts, course } = update;
  const { complaintId } = stored;
  await insertEvents(
    tx,
    course.added.map(({ event, accountName }) => eventRow(complaintId, event, accountName)),
  );
  if (Object.keys(facts).length > 0)
    await tx.updateTable('complaint').set(facts).where('complaintId', '=', complaintId).execute();
  if (facts.content !== undefined) await replaceSignature(tx, stored, facts.content);
  const raised = (await raisedOf(tx, [complaintId])).get(complaintId);
  const history = [...events, ...course.added.map(({ event }) => event)];
  const cache = cacheOf({ ...stored, ...facts }, history, world, raised);
  await updateCache(tx, complaintId, stored.lastSeq, cache, batch.importedAt);
}

/** Ids that keys of rows have got, for those that are joined. */
const writtenIds = new WeakMap<ImportBatch, Map<string, string>>();

function remember(batch: ImportBatch, rows: readonly ImportRow[], written: readonly ComplaintTable[]): void {
  if (!batch.joins?.size) return;
  const known = writtenIds.get(batch) ?? new Map<string, string>();
  writtenIds.set(batch, known);
  const wanted = new Set([...batch.joins].flatMap(([key, other]) => [key, other.key]));
  for (const [i, row] of rows.entries()) if (wanted.has(row.key)) known.set(row.key, written[i]?.complaintId ?? '');
}

const allFields = (fields: readonly ImportField[]) => [...complaintFields, ...fields, ...courseFields];
const labels = new Map(allFields(catalogueFields([], [])).map((field) => [field.key, field.labels]));
const labelOf = (fact: string): ImportWords => labels.get(fact) ?? { zh: fact, en: fact };

/** Complaints from other systems' exports. */
export const complaintImport: ImportTarget = {
  key: 'complaint',
  labels: { zh: '投诉', en: 'Complaints' },
  permission: 'complaint:import',
  fields: allFields(catalogueFields([], [])),
  async fieldsFor(ctx: ServiceContext) {
    const categories = await listCatalogue(ctx.read, 'complaintCategory');
    const causes = await listCatalogue(ctx.read, 'complaintCause');
    return allFields(catalogueFields(categories, causes));
  },
  hasSources: true,
  findsAlike: true,
  tables: ['complaint', 'complaintEvent'],
  combine: [{ into: 'receivedAt', date: 'receivedDate', time: 'receivedTime' }],
  naturalKey: (values) => (typeof values.externalNumber === 'string' ? values.externalNumber : null),
  check: courseIssues,
  async existing(db: Database, keys: readonly string[], options: ImportOptions) {
    return new Set((await storedExternals(db, sourceOf(options), keys)).map((row) => row.externalNumber as string));
  },
  async describeChanges(db: Database, ctx: ServiceContext, rows: readonly ImportRow[], options: ImportOptions) {
    const known = await compare(db, ctx, rows, options, { recordedAt: ctx.clock.now(), file: '' });
    return new Map([...known].map(([number, { update }]) => [number, describeUpdate(update, labelOf)]));
  },
  async write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[], batch: ImportBatch): Promise<ImportCounts> {
    const world = await loadWorld(tx);
    const by = { recordedAt: batch.importedAt, file: batch.fileName };
    const known = await compare(
      tx,
      ctx,
      rows.filter((row) => row.state === 'changed'),
      batch.options,
      by,
    );
    const fresh = rows.filter((row) => !known.has(numberOf(row)));
    const inserted = fresh.length === 0 ? [] : await insertNew(tx, ctx, fresh, batch, await unitsOf(tx, fresh), world);
    touch(batch, inserted, true);
    remember(batch, fresh, inserted);
    const changed: Known[] = [];
    for (const one of known.values()) {
      if (isNothing(one.update)) continue;
      await updateKnown(tx, one, batch, world);
      changed.push(one);
      touch(batch, [one.stored, { ...one.stored, ...one.update.facts }], false);
    }
    const log = (action: string, row: ComplaintTable, more: object) => ({
      entity: 'complaint',
      entityId: row.complaintId,
      action,
      after: { number: row.number, externalNumber: row.externalNumber, file: batch.fileName, ...more },
    });
    await recordChanges(tx, ctx, [
      ...inserted.map((row) => log('import', row, {})),
      ...changed.map(({ stored, update }) =>
        log('importUpdate', stored, {
          facts: Object.keys(update.facts),
          events: update.course.added.map(({ event }) => ({ seq: event.seq, type: event.type, at: event.happenedAt })),
        }),
      ),
    ]);
    return {
      inserted: inserted.length,
      changed: changed.length,
      unchanged: rows.length - inserted.length - changed.length,
    };
  },
  alike: complaintAlike,
  async finish(tx: Tx, ctx: ServiceContext, batch: ImportBatch): Promise<void> {
    const { policy } = await loadWorld(tx);
    const { touched, signatures } = loadOf(batch);
    await signatures.write(tx);
    await refreshRepeats(tx, policy.repeat, touched);
    await joinWritten(tx, ctx, batch, writtenIds.get(batch) ?? new Map());
  },
};
