import type {
  AreaKind,
  ComplaintBusiness,
  ComplaintChannel,
  ComplaintStatus,
  CustomerGrade,
  LedgerParty,
} from '#shared/complaint/complaint.enums.ts';
import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { noRepeats, normalNumber } from '#shared/complaint/repeat.rules.ts';
import type { ImportRow, ImportValues } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportBatch, ImportCounts, ImportTarget } from '../import/import.registry.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import {
  eventOf,
  eventRowsOf,
  findExternal,
  insertEvents,
  storedExternals,
  updateCache,
} from './complaint.repository.ts';
import type { ComplaintFacts, ComplaintTable } from './complaint.table.ts';
import { eventRow, type History, insertHistories } from './history.service.ts';
import { complaintFields } from './import.fields.ts';
import { refreshRepeats } from './repeat.service.ts';
import { replaceSignature } from './signature.service.ts';
import { raisedOf } from './warning.repository.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** One name for all files: a number is unique among imported complaints whatever file it came in. */
const sourceSystem = 'import';

const text = (value: ImportValues[string] | undefined) => (typeof value === 'string' ? value : '');
const orNull = <T extends string>(value: ImportValues[string] | undefined) =>
  typeof value === 'string' && value !== '' ? (value as T) : null;

interface ImportedUnit {
  name: string;
  party: LedgerParty;
}

/** What a row says about a complaint, without its history. */
function factsOf(
  values: ImportValues,
  unit: ImportedUnit,
): Omit<ComplaintFacts, 'number' | 'complaintId' | 'createdAt'> {
  return {
    channel: text(values.channel) as ComplaintChannel,
    customerName: text(values.customerName),
    customerNumber: normalNumber(text(values.customerNumber)),
    customerGrade: orNull<CustomerGrade>(values.customerGrade),
    business: orNull<ComplaintBusiness>(values.business),
    categoryCode: null,
    area: null as AreaKind | null,
    region: text(values.region) || unit.name,
    city: text(values.city),
    content: text(values.content),
    demand: text(values.demand),
    sourceSystem,
    externalNumber: text(values.externalNumber),
    isSample: 0,
  };
}

/** Receipt at the time the file gives; any further status as taken over, at no invented time. */
function importedEvents(
  ctx: ServiceContext,
  values: ImportValues,
  unit: ImportedUnit,
  batch: ImportBatch,
  ruleEdition: number,
): ComplaintEvent[] {
  const unitId = text(values.unitId);
  const base = { recordedAt: batch.importedAt, accountId: ctx.user.accountId };
  const status = text(values.status) as ComplaintStatus;
  return [
    {
      ...base,
      seq: 1,
      type: 'received',
      happenedAt: text(values.receivedAt),
      data: { unitId, party: unit.party, ruleEdition },
    },
    {
      ...base,
      seq: 2,
      type: 'imported',
      happenedAt: null,
      data: { status, sourceStatus: status, file: batch.fileName, unitId, party: unit.party },
    },
  ];
}

async function unitsOf(tx: Tx, rows: readonly ImportRow[]): Promise<Map<string, ImportedUnit>> {
  const ids = [...new Set(rows.map((row) => text(row.values.unitId)))];
  const found = await tx.selectFrom('unit').select(['unitId', 'name', 'line']).where('unitId', 'in', ids).execute();
  return new Map(found.map((unit) => [unit.unitId, { name: unit.name, party: partyOfLine[unit.line] }]));
}

async function insertNew(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
  batch: ImportBatch,
  units: Map<string, ImportedUnit>,
  world: DeadlineWorld,
): Promise<ComplaintTable[]> {
  const edition = currentEdition(world);
  const histories = rows.map((row): History => {
    const unit = units.get(text(row.values.unitId)) as ImportedUnit;
    const facts = { ...factsOf(row.values, unit), complaintId: ctx.newId(), createdAt: batch.importedAt };
    return {
      facts,
      events: importedEvents(ctx, row.values, unit, batch, edition),
      accountName: ctx.user.displayName,
      // counted when all rows are written: a file is seldom in the order of time
      ...noRepeats,
    };
  });
  return insertHistories(tx, histories, world, batch.importedAt);
}

/**
 * A row whose complaint is stored already. Facts follow the file; the status follows it only while nobody has acted here.
 * @returns whether anything changed
 */
async function updateKnown(
  tx: Tx,
  ctx: ServiceContext,
  known: ComplaintTable,
  row: ImportRow,
  batch: ImportBatch,
  units: Map<string, ImportedUnit>,
  world: DeadlineWorld,
): Promise<boolean> {
  const unit = units.get(text(row.values.unitId)) as ImportedUnit;
  const {
    categoryCode: _category,
    area: _area,
    isSample: _sample,
    sourceSystem: _source,
    externalNumber: _number,
    ...told
  } = factsOf(row.values, unit);
  const factsChanged = Object.entries(told).some(([key, value]) => known[key as keyof ComplaintTable] !== value);
  const events = (await eventRowsOf(tx, known.complaintId)).map(eventOf);
  const untouched = events.every((event) => event.type === 'received' || event.type === 'imported');
  const status = text(row.values.status) as ComplaintStatus;
  const moved = untouched && (known.status !== status || known.unitId !== text(row.values.unitId));
  if (!factsChanged && !moved) return false;
  const next = importedEvents(ctx, row.values, unit, batch, known.ruleEdition)[1] as ComplaintEvent;
  const added = moved ? [{ ...next, seq: known.lastSeq + 1 }] : [];
  await insertEvents(
    tx,
    added.map((event) => eventRow(known.complaintId, event, ctx.user.displayName)),
  );
  await tx.updateTable('complaint').set(told).where('complaintId', '=', known.complaintId).execute();
  if (told.content !== known.content) await replaceSignature(tx, known, told.content);
  const raised = (await raisedOf(tx, [known.complaintId])).get(known.complaintId);
  await updateCache(
    tx,
    known.complaintId,
    known.lastSeq,
    cacheOf({ ...known, ...told }, [...events, ...added], world, raised),
    batch.importedAt,
  );
  return true;
}

/** What an import has written so far, for counting repeats at its end. */
const touched = new WeakMap<ImportBatch, { customerNumber: string; receivedAt: string }[]>();

function touch(batch: ImportBatch, rows: readonly Pick<ComplaintTable, 'customerNumber' | 'receivedAt'>[]): void {
  const known = touched.get(batch) ?? [];
  touched.set(batch, known);
  for (const { customerNumber, receivedAt } of rows) if (customerNumber) known.push({ customerNumber, receivedAt });
}

/** Complaints from other systems' exports. */
export const complaintImport: ImportTarget = {
  key: 'complaint',
  labels: { zh: '投诉', en: 'Complaints' },
  permission: 'complaint:import',
  fields: complaintFields,
  tables: ['complaint', 'complaintEvent'],
  combine: [{ into: 'receivedAt', date: 'receivedDate', time: 'receivedTime' }],
  naturalKey: (values) => orNull<string>(values.externalNumber),
  async existing(db: Database, keys: readonly string[]) {
    return new Set((await storedExternals(db, sourceSystem, keys)).map((row) => row.externalNumber as string));
  },
  async write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[], batch: ImportBatch): Promise<ImportCounts> {
    const world = await loadWorld(tx);
    const units = await unitsOf(tx, rows);
    const numbers = rows.flatMap((row) => (row.state === 'changed' ? [text(row.values.externalNumber)] : []));
    const stored = numbers.length === 0 ? [] : await findExternal(tx, sourceSystem, numbers);
    const known = new Map(stored.map((row) => [row.externalNumber as string, row]));
    const fresh = rows.filter((row) => !known.has(text(row.values.externalNumber)));
    const inserted = await insertNew(tx, ctx, fresh, batch, units, world);
    touch(batch, inserted);
    const changed: ComplaintTable[] = [];
    for (const row of rows) {
      const before = known.get(text(row.values.externalNumber));
      if (!before || !(await updateKnown(tx, ctx, before, row, batch, units, world))) continue;
      changed.push(before);
      const customerNumber = normalNumber(text(row.values.customerNumber));
      touch(batch, [before, { customerNumber, receivedAt: before.receivedAt }]);
    }
    const log = (action: string) => (row: ComplaintTable) => ({
      entity: 'complaint',
      entityId: row.complaintId,
      action,
      after: { number: row.number, externalNumber: row.externalNumber, file: batch.fileName },
    });
    await recordChanges(tx, ctx, [...inserted.map(log('import')), ...changed.map(log('importUpdate'))]);
    return {
      inserted: inserted.length,
      changed: changed.length,
      unchanged: rows.length - inserted.length - changed.length,
    };
  },
  async finish(tx: Tx, _ctx: ServiceContext, batch: ImportBatch): Promise<void> {
    const { policy } = await loadWorld(tx);
    await refreshRepeats(tx, policy.repeat, touched.get(batch) ?? []);
  },
};
