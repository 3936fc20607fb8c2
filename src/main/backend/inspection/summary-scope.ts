import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';

/** A period, days inclusive, in a subtree of units; `/` is all. */
export interface SummaryScope {
  readonly startOn: string;
  readonly endOn: string;
  readonly unitPath: string;
}

/** Sheets of a period in a subtree, with their unit. */
export function anySheets(db: Database, scope: SummaryScope) {
  const range = subtree(scope.unitPath);
  return db
    .selectFrom('inspection')
    .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
    .where('inspection.inspectedOn', '>=', scope.startOn)
    .where('inspection.inspectedOn', '<=', scope.endOn)
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to);
}
/** The published ones: what isn't published may still be returned, and counts nowhere. */
export const publishedSheets = (db: Database, scope: SummaryScope) =>
  anySheets(db, scope).where('inspection.stage', '=', 'published');
