import type { UnitLine } from '#shared/kernel/levels.ts';

/** Published scorecard; the database refuses updates. */
export interface ScorecardVersionTable {
  scorecardVersionId: string;
  code: string;
  version: number;
  titleZh: string;
  titleEn: string;
  line: UnitLine;
  effectiveOn: string;
  itemCount: number;
  contentJson: string;
  /** SHA-256 of the content as stored */
  contentHash: string;
  publishedAt: string;
}

/** Tables of the standard domain (camelCase; columns are snake_case in the database). */
export interface StandardTables {
  scorecardVersion: ScorecardVersionTable;
}
