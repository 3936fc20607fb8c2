import type { AppealState } from '#shared/inspection/appeal.schema.ts';
import type { InspectionMethod, InspectionState } from '#shared/inspection/inspection.schema.ts';
import type { InspectionStage } from '#shared/inspection/stage.rules.ts';
import type { UnitLevel, UnitLine } from '#shared/kernel/levels.ts';

export interface InspectionCounterTable {
  /** `YYYY-MM` */
  month: string;
  last: number;
}
export interface InspectionTable {
  inspectionId: string;
  /** `JC-YYYY-MM-NNNN` */
  number: string;
  unitId: string;
  /** line of the unit when it was inspected */
  line: UnitLine;
  /** pinned for ever */
  scorecardVersionId: string;
  method: InspectionMethod;
  inspectedOn: string;
  inspectorAccountId: string | null;
  inspectorName: string;
  companionNames: string;
  inspecteeNames: string;
  samplingNote: string;
  /** whether its content can change; `stage` says how far it has come */
  state: InspectionState;
  stage: InspectionStage;
  /** how often it was handed in */
  submissions: number;
  /** review steps passed of `reviewLevelsJson`, the levels pinned when it was handed in */
  reviewLevel: number;
  reviewLevelsJson: string;
  /** work order or call it is about */
  reference: string;
  /** impression of a mystery visit */
  impression: string;
  publicationId: string | null;
  publishedAt: string | null;
  /** last day for an appeal */
  appealUntil: string | null;
  /** after accepted appeals; null while there is none */
  revisedPoints: number | null;
  revisedGrade: string | null;
  /** revised or else effective, from publication on: what rankings and reports count */
  finalPoints: number | null;
  finalGrade: string | null;
  /** goes up with every save; a save names the one it has seen */
  revision: number;
  enteredItems: number;
  totalItems: number;
  rawPoints: number | null;
  rawGrade: string | null;
  effectivePoints: number | null;
  effectiveGrade: string | null;
  startedAt: string;
  submittedAt: string | null;
  /** SHA-256 over card, head and entries, made on submitting */
  fingerprint: string | null;
  isSample: number;
  createdAt: string;
  updatedAt: string;
}
/** One touched item; its points are computed by the engine on every save. */
export interface InspectionItemTable {
  inspectionId: string;
  itemCode: string;
  resultJson: string | null;
  isNotApplicable: number;
  isCriticalHit: number;
  note: string;
  fullPoints: number;
  lostPoints: number;
  earnedPoints: number | null;
  updatedAt: string;
}
/** Written on submitting, for figures. */
export interface InspectionSectionTable {
  inspectionId: string;
  sectionCode: string;
  fullPoints: number;
  points: number | null;
}
export interface InspectionEvidenceTable {
  evidenceId: string;
  inspectionId: string;
  itemCode: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  addedBy: string;
  addedAt: string;
  /** length of a recording or film; null where it has none or it can't be read */
  durationMs: number | null;
}
/** One decision of a reviewer about one submission of a sheet; never changes. */
export interface InspectionReviewTable {
  inspectionReviewId: string;
  inspectionId: string;
  submission: number;
  /** from 1 */
  step: number;
  level: UnitLevel;
  decision: 'approved' | 'returned';
  comment: string;
  reviewerAccountId: string;
  reviewerName: string;
  /** of the sheet as it was handed in then */
  fingerprint: string | null;
  effectivePoints: number | null;
  decidedAt: string;
}
/** A batch of published sheets. */
export interface PublicationTable {
  publicationId: string;
  /** `FB-YYYY-MM-NNNN` */
  number: string;
  sheets: number;
  note: string;
  publishedBy: string;
  publishedAt: string;
}
/** An objection of a unit to one item of a published sheet; sealed once decided. Points are those of the whole sheet. */
export interface ScoreAppealTable {
  scoreAppealId: string;
  /** `SS-YYYY-MM-NNNN` */
  number: string;
  inspectionId: string;
  itemCode: string;
  unitId: string;
  round: number;
  state: AppealState;
  grounds: string;
  raisedByAccountId: string;
  raisedByName: string;
  raisedAt: string;
  /** day until which it is to be decided */
  decideBy: string;
  decidedByAccountId: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  reason: string;
  originalEntryJson: string;
  originalLostPoints: number;
  originalPoints: number | null;
  revisedEntryJson: string | null;
  revisedLostPoints: number | null;
  revisedPoints: number | null;
  revisedGrade: string | null;
  revision: number;
  isSample: number;
}
export interface ScoreAppealEvidenceTable
  extends Omit<InspectionEvidenceTable, 'inspectionId' | 'itemCode' | 'durationMs'> {
  scoreAppealId: string;
}
/** Staff a sheet scores. */
export interface InspectionStaffTable {
  inspectionId: string;
  staffId: string;
  position: number;
}
/** Staff to whom what was found for an item is put down. */
export interface InspectionItemStaffTable {
  inspectionId: string;
  itemCode: string;
  staffId: string;
}
/** A sentence somebody uses again in notes. */
export interface NotePhraseTable {
  notePhraseId: string;
  accountId: string;
  text: string;
  uses: number;
  usedAt: string;
}
/** Windows that have a sheet open. */
export interface InspectionPresenceTable {
  inspectionId: string;
  windowId: string;
  accountId: string;
  name: string;
  seenAt: string;
}
/** Published sheets by card, month, item and unit, kept with publication and appeals: item analysis reads this only. */
export interface ItemTallyTable {
  scorecardVersionId: string;
  /** `YYYY-MM` of the inspection */
  month: string;
  itemCode: string;
  unitId: string;
  sheets: number;
  notApplicable: number;
  failed: number;
  hits: number;
  lostPoints: number;
}

/** Tables of the inspection domain (camelCase; columns are snake_case in the database). */
export interface InspectionTables {
  inspectionCounter: InspectionCounterTable;
  inspection: InspectionTable;
  inspectionItem: InspectionItemTable;
  inspectionSection: InspectionSectionTable;
  inspectionEvidence: InspectionEvidenceTable;
  inspectionReview: InspectionReviewTable;
  publication: PublicationTable;
  scoreAppeal: ScoreAppealTable;
  scoreAppealEvidence: ScoreAppealEvidenceTable;
  inspectionStaff: InspectionStaffTable;
  inspectionItemStaff: InspectionItemStaffTable;
  notePhrase: NotePhraseTable;
  inspectionPresence: InspectionPresenceTable;
  itemTally: ItemTallyTable;
}
