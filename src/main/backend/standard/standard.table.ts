import type { UnitLine } from '#shared/kernel/levels.ts';
import type { ClauseAudience, ClauseClass, ClausePromise, LimitUnit } from '#shared/standard/clause.schema.ts';

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

/** One edition of a clause of the library; the database refuses updates. */
export interface ClauseEditionTable {
  clauseEditionId: string;
  code: string;
  edition: number;
  audience: ClauseAudience;
  class: ClauseClass;
  promise: ClausePromise;
  titleZh: string;
  titleEn: string;
  textZh: string;
  textEn: string;
  sourceTitle: string;
  /** 文号 */
  sourceNumber: string;
  /** 条款 */
  article: string;
  /** unit of its limits; null for clauses without any */
  limitUnit: LimitUnit | null;
  effectiveOn: string;
  expiresOn: string | null;
  /** whether somebody has read the source */
  isVerified: number;
  isSample: number;
  publishedBy: string;
  publishedAt: string;
}
/** Limit of an edition for one customer grade, or for `all`; integers of 1/1000 of the unit. */
export interface ClauseLimitTable {
  clauseEditionId: string;
  customerGrade: string;
  meanLimit: number | null;
  maxLimit: number | null;
}
/** A card being drawn up; at most one for each code. */
export interface ScorecardDraftTable {
  scorecardDraftId: string;
  code: string;
  /** the version it will be published as */
  version: number;
  basedOnVersion: number | null;
  titleZh: string;
  titleEn: string;
  line: UnitLine;
  itemCount: number;
  contentJson: string;
  /** goes up with every save; a save names the one it has seen */
  revision: number;
  updatedBy: string;
  createdAt: string;
  updatedAt: string;
}
/** A published version that no new sheet may be begun by. */
export interface ScorecardRetirementTable {
  scorecardVersionId: string;
  reason: string;
  retiredBy: string;
  retiredAt: string;
}
/** Items of published versions, for questions across cards: which clause costs most. */
export interface ScorecardItemTable {
  scorecardVersionId: string;
  itemCode: string;
  sectionCode: string;
  position: number;
  titleZh: string;
  titleEn: string;
  fullPoints: number;
  severity: 'veto' | 'key' | 'general';
  clauseCode: string;
  clauseEdition: number | null;
}

/** Tables of the standard domain (camelCase; columns are snake_case in the database). */
export interface StandardTables {
  scorecardVersion: ScorecardVersionTable;
  clauseEdition: ClauseEditionTable;
  clauseLimit: ClauseLimitTable;
  scorecardDraft: ScorecardDraftTable;
  scorecardRetirement: ScorecardRetirementTable;
  scorecardItem: ScorecardItemTable;
}
