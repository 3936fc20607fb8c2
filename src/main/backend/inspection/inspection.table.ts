import type { InspectionMethod, InspectionState } from '#shared/inspection/inspection.schema.ts';
import type { UnitLine } from '#shared/kernel/levels.ts';

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
  state: InspectionState;
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
}

/** Tables of the inspection domain (camelCase; columns are snake_case in the database). */
export interface InspectionTables {
  inspectionCounter: InspectionCounterTable;
  inspection: InspectionTable;
  inspectionItem: InspectionItemTable;
  inspectionSection: InspectionSectionTable;
  inspectionEvidence: InspectionEvidenceTable;
}
