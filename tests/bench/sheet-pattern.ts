import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { standingEntries } from '#shared/inspection/appeal.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { type ItemShare, shareOf } from '#shared/inspection/tally.rules.ts';
import { findInspection } from '../../src/main/backend/inspection/inspection.repository.ts';
import { type SealedSheet, scoreSheet } from '../../src/main/backend/inspection/sheet.rules.ts';
import { entriesOf, sealedSheet } from '../../src/main/backend/inspection/sheet.service.ts';
import { staffOf } from '../../src/main/backend/inspection/staff.repository.ts';
import { requireScorecard } from '../../src/main/backend/standard/standard.service.ts';
import { copyOf, openWorkspace, type Workspace } from './workspace.ts';

/** The database file of a data directory. */
export const databaseOf = (dataDir: string): string => join(dataDir, 'service-audit.db');

/** A sheet to copy from. */
export interface PatternSheet {
  readonly unitId: string;
  readonly scorecardVersionId: string;
  /** what its fingerprint covers */
  readonly sealed: SealedSheet;
  /** what it adds to the figures by item as it stands after appeals, by item */
  readonly shares: ReadonlyMap<string, ItemShare>;
}
/** Sheets to copy from: the published ones of a sample province. */
export interface SheetPattern {
  /** database file they are in */
  readonly path: string;
  readonly sheets: ReadonlyMap<string, PatternSheet>;
}

type Accepted = Parameters<typeof standingEntries>[1];

/** Reads the published sheets of a closed data directory. */
export async function readPattern(dataDir: string): Promise<SheetPattern> {
  const workspace = await openWorkspace(dataDir);
  const { db } = workspace.ctx;
  const published = await db.selectFrom('inspection').select('inspectionId').where('stage', '=', 'published').execute();
  const appeals = await db.selectFrom('scoreAppeal').selectAll().where('state', '=', 'accepted').execute();
  const accepted = Map.groupBy(
    appeals.map((row) => ({ ...row, revisedEntry: JSON.parse(row.revisedEntryJson ?? '') as ItemEntry })),
    (row) => row.inspectionId,
  );
  const sheets = new Map<string, PatternSheet>();
  for (const { inspectionId } of published)
    sheets.set(inspectionId, await readSheet(workspace, inspectionId, accepted.get(inspectionId) ?? []));
  await workspace.close();
  return { path: databaseOf(dataDir), sheets };
}

async function readSheet({ ctx: { db } }: Workspace, inspectionId: string, accepted: Accepted): Promise<PatternSheet> {
  const row = await findInspection(db, inspectionId);
  if (!row) throw new Error(`no sheet ${inspectionId}`);
  const card = await requireScorecard(db, row.scorecardVersionId);
  const entries = await entriesOf(db, inspectionId);
  const standing = standingEntries(entries, accepted);
  const lost = new Map(scoreSheet(card.content, standing).items.map((item) => [item.code, item.lostPoints]));
  const items = new Map(card.content.sections.flatMap((section) => section.items.map((item) => [item.code, item])));
  const shares = standing.flatMap((entry) => {
    const item = items.get(entry.itemCode);
    return item ? [[entry.itemCode, shareOf(item, entry, lost.get(entry.itemCode) ?? 0)] as const] : [];
  });
  const staffIds = (await staffOf(db, inspectionId)).map((person) => person.staffId);
  const { unitId, scorecardVersionId } = row;
  return {
    unitId,
    scorecardVersionId,
    sealed: sealedSheet(row, card, staffIds, entries, []),
    shares: new Map(shares),
  };
}

/** Every table that holds something of a sheet. */
const sheetTables = [
  'score_appeal',
  'inspection_review',
  'inspection_item_staff',
  'inspection_staff',
  'inspection_section',
  'inspection_item',
  'inspection',
  'publication',
  'inspection_counter',
  'item_tally',
];

/** A copy of a closed data directory in which no sheet was ever begun; its province, staff and cards stay. */
export function withoutSheets(dataDir: string): string {
  const copy = copyOf(dataDir);
  const file = new Sqlite(databaseOf(copy));
  file.pragma('foreign_keys = off');
  for (const table of sheetTables) file.exec(`delete from ${table}`);
  file.exec('vacuum');
  file.close();
  return copy;
}
