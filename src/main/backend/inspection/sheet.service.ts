import {
  type InspectionDetail,
  type InspectionRow,
  type InspectionStart,
  inspectionRow,
} from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireUnit, subtree } from '../organization/organization.service.ts';
import { requireScorecard, requireUsableScorecard, type Scorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  entryOf,
  evidenceOf,
  findInspection,
  itemsOf,
  type ListedInspection,
  numberOf,
  takeNumbers,
} from './inspection.repository.ts';
import type { InspectionEvidenceTable } from './inspection.table.ts';
import { fingerprintHolds, freshStage, outcomeColumns, type SealedSheet, scoreSheet } from './sheet.rules.ts';
import { itemStaffOf, putStaff, staffOf, staffOfUnit } from './staff.repository.ts';

const shown = Object.keys(inspectionRow.shape) as (keyof InspectionRow)[];
/** Some of what an object holds. */
const only = <T extends object, K extends keyof T>(from: T, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;

/** What a list shows of a stored row. */
export const rowView = (row: ListedInspection): InspectionRow => only(row, shown);

/** @throws DomainError INSPECTION_NOT_FOUND also for one outside the account's scope */
export async function requireInspection(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<ListedInspection> {
  const row = await findInspection(db, inspectionId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('INSPECTION_NOT_FOUND');
  return row;
}

/** A draft is changed by whoever began it, or by a supervisor whose scope it lies in. */
const mayEdit = (ctx: Pick<ServiceContext, 'user'>, row: ListedInspection) =>
  row.state === 'draft' &&
  (row.inspectorAccountId === ctx.user.accountId || ctx.user.role === 'supervisor') &&
  ctx.user.unitId !== row.unitId;

/** @throws DomainError INSPECTION_NOT_FOUND, INSPECTION_SUBMITTED, INSPECTION_NOT_YOURS */
export async function requireDraft(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<ListedInspection> {
  const row = await requireInspection(db, ctx, inspectionId);
  if (row.state !== 'draft') throw new DomainError('INSPECTION_SUBMITTED', { number: row.number });
  if (!mayEdit(ctx, row))
    throw new DomainError('INSPECTION_NOT_YOURS', { number: row.number, name: row.inspectorName });
  return row;
}

/** Everything entered on a sheet. */
export async function entriesOf(db: Database, inspectionId: string): Promise<ItemEntry[]> {
  const staff = await itemStaffOf(db, inspectionId);
  return (await itemsOf(db, inspectionId)).map((row) => {
    const staffIds = staff.get(row.itemCode);
    return { ...entryOf(row), ...(staffIds && { staffIds }) };
  });
}

/** What the fingerprint of a stored sheet covers. */
export const sealedSheet = (
  row: ListedInspection,
  card: Scorecard,
  staffIds: readonly string[],
  entries: readonly ItemEntry[],
  evidence: readonly InspectionEvidenceTable[],
): SealedSheet => ({ contentHash: card.contentHash, card: card.content, head: row, staffIds, entries, evidence });

/** A sheet with its card, entries and evidence. @throws DomainError INSPECTION_NOT_FOUND */
export async function readInspection(
  db: Database,
  ctx: Pick<ServiceContext, 'user'>,
  inspectionId: string,
): Promise<InspectionDetail> {
  const row = await requireInspection(db, ctx, inspectionId);
  const card = await requireScorecard(db, row.scorecardVersionId);
  const staff = await staffOf(db, inspectionId);
  const entries = await entriesOf(db, inspectionId);
  const evidence = await evidenceOf(db, inspectionId);
  const staffIds = staff.map((person) => person.staffId);
  const { unitCode, revision, rawGrade, companionNames, inspecteeNames, samplingNote, startedAt, fingerprint } = row;
  return {
    ...rowView(row),
    unitCode,
    revision,
    rawGrade,
    companionNames,
    inspecteeNames,
    samplingNote,
    reference: row.reference,
    impression: row.impression,
    staff,
    stage: row.stage,
    startedAt,
    fingerprint,
    isGenuine:
      row.state === 'draft' || fingerprint === null
        ? null
        : fingerprintHolds(fingerprint, sealedSheet(row, card, staffIds, entries, evidence)),
    canEdit: ctx.user.permissions.includes('inspection:score') && mayEdit(ctx, row),
    card,
    entries,
    evidence: evidence.map(({ inspectionId: _inspectionId, ...piece }) => piece),
  };
}
export const getInspection = (ctx: ServiceContext, input: { inspectionId: string }) =>
  readInspection(ctx.read, ctx, input.inspectionId);

/** A day that has come. @throws DomainError INSPECTION_DAY_INVALID */
export function checkDay(ctx: ServiceContext, inspectedOn: string): void {
  const today = dayOf(ctx.clock.now());
  if (inspectedOn > today) throw new DomainError('INSPECTION_DAY_INVALID', { day: inspectedOn, today });
}

/**
 * Staff who can be scored on a sheet of a unit: its own and those below it; who already is on it stays.
 * @throws DomainError INSPECTION_STAFF_UNKNOWN
 */
export async function checkStaff(
  db: Database,
  unit: { name: string; path: string },
  staffIds: readonly string[],
  already: readonly string[] = [],
): Promise<void> {
  const fresh = staffIds.filter((staffId) => !already.includes(staffId));
  const known = await staffOfUnit(db, subtree(unit.path), fresh);
  if (fresh.some((staffId) => !known.has(staffId)))
    throw new DomainError('INSPECTION_STAFF_UNKNOWN', { name: unit.name });
}

/**
 * Begins a sheet: the version of the card is pinned for ever.
 * @throws DomainError UNIT_NOT_FOUND, SCORECARD_NOT_FOUND, SCORECARD_RETIRED, INSPECTION_OWN_UNIT (conflict of interest), INSPECTION_LINE_MISMATCH, INSPECTION_DAY_INVALID, INSPECTION_STAFF_UNKNOWN
 */
export async function startInspection(ctx: ServiceContext, input: InspectionStart): Promise<InspectionDetail> {
  checkDay(ctx, input.inspectedOn);
  const inspectionId = ctx.newId();
  await inTransaction(ctx, async (tx) => {
    const unit = await requireUnit(tx, ctx, input.unitId);
    if (ctx.user.unitId === unit.unitId) throw new DomainError('INSPECTION_OWN_UNIT', { name: unit.name });
    const card = await requireUsableScorecard(tx, input.scorecardVersionId);
    if (card.line !== unit.line)
      throw new DomainError('INSPECTION_LINE_MISMATCH', { name: unit.name, card: card.titleZh });
    await checkStaff(tx, unit, input.staffIds);
    const month = input.inspectedOn.slice(0, 7);
    const number = numberOf(month, await takeNumbers(tx, month, 1));
    const now = ctx.clock.now();
    const { staffIds, ...head } = input;
    const row = {
      ...freshStage,
      ...head,
      inspectionId,
      number,
      line: unit.line,
      inspectorAccountId: ctx.user.accountId,
      inspectorName: ctx.user.displayName,
      state: 'draft' as const,
      revision: 1,
      ...outcomeColumns(scoreSheet(card.content, [])),
      startedAt: now,
      submittedAt: null,
      fingerprint: null,
      isSample: 0,
      createdAt: now,
      updatedAt: now,
    };
    await tx.insertInto('inspection').values(row).execute();
    await putStaff(tx, inspectionId, staffIds);
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'start',
      after: { ...input, number },
    });
  });
  return readInspection(ctx.db, ctx, inspectionId);
}
