import type {
  AreaKind,
  AttachmentPurpose,
  AuditResult,
  ClockState,
  ComplaintBusiness,
  ComplaintChannel,
  ComplaintEventType,
  ComplaintStatus,
  Conclusion,
  CustomerGrade,
  VisitResult,
} from '#shared/complaint/complaint.enums.ts';

/** A node of the category tree or of the cause tree. */
export interface CatalogueTable {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
  sortOrder: number;
  isActive: number;
}
export interface DeadlineRuleTable {
  edition: number;
  code: string;
  name: string;
  clock: string;
  province: string | null;
  channelsJson: string | null;
  businessesJson: string | null;
  gradesJson: string | null;
  area: string | null;
  category: string | null;
  startEvent: string;
  /** times of day `HH:mm` the start lies between; null: from or to midnight */
  startFrom: string | null;
  startUntil: string | null;
  stopEvent: string;
  amount: number;
  unit: string;
  extend: string;
  /** `midnight` or `closeOfBusiness` */
  dayEnd: string;
  measure: string;
  isPausable: number;
  /** suspensions that stop this clock; null: every approved one */
  pausesJson: string | null;
  consequence: string;
  clause: string;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  verification: string;
  createdAt: string;
}
/** What was told about a complaint when it was taken down; not part of its history of acts. */
export interface ComplaintFacts {
  complaintId: string;
  number: string;
  channel: ComplaintChannel;
  customerName: string;
  customerNumber: string;
  customerGrade: CustomerGrade | null;
  business: ComplaintBusiness | null;
  categoryCode: string | null;
  area: AreaKind | null;
  region: string;
  city: string;
  content: string;
  demand: string;
  sourceSystem: string | null;
  externalNumber: string | null;
  isSample: number;
  createdAt: string;
}
/** What follows from the events, the rules and the calendar; kept beside the facts for lists, rebuilt at will. */
export interface ComplaintCache {
  lastSeq: number;
  receivedAt: string;
  unitId: string;
  firstUnitId: string;
  status: ComplaintStatus;
  isOpen: number;
  ruleEdition: number;
  clockState: ClockState;
  dueAt: string | null;
  dueSort: string;
  dueUnit: string | null;
  dueRule: string | null;
  missingYear: number | null;
  pausedReason: string | null;
  firstDueAt: string | null;
  acknowledgedAt: string | null;
  respondedAt: string | null;
  closedAt: string | null;
  isInTime: number | null;
  conclusion: Conclusion | null;
  causeCode: string | null;
  visitResult: VisitResult | null;
  returnPending: number;
  returnCount: number;
  transferCount: number;
  reopenCount: number;
  escalationLevel: number;
  /** running deadlines of the other clocks */
  progressDueAt: string | null;
  closureDueAt: string | null;
  partDueAt: string | null;
  handlerId: string | null;
  escalatedUnitId: string | null;
  mergedInto: string | null;
  splitFrom: string | null;
  closedBy: string | null;
  closedRecordedAt: string | null;
  pendingApproval: 'suspension' | 'compensation' | 'both' | null;
  /** minutes the answer of the current round came before its deadline; negative when late */
  answerMarginMinutes: number | null;
  /** approved compensation */
  compensationCents: number | null;
  unhappyVisits: number;
  backdatedCount: number;
  isImported: number;
  isTimeUnknown: number;
  /** what the history says of the risk of an appeal; time and other complaints add to it */
  riskPoints: number;
  /** when the next warning is due, what was given already left out; null when none is to come */
  nextWarnAt: string | null;
}
/** What depends on other complaints; set by their own functions. */
export interface ComplaintSurroundings {
  repeatCount: number;
  /** same matter over another channel within the hours of the policy */
  channelRepeatCount: number;
}
export interface ComplaintTable extends ComplaintFacts, ComplaintCache, ComplaintSurroundings {
  updatedAt: string;
}
export interface ComplaintEventTable {
  complaintId: string;
  seq: number;
  type: ComplaintEventType;
  happenedAt: string | null;
  recordedAt: string;
  accountId: string | null;
  accountName: string;
  dataJson: string;
}
export interface DeadlineRuleEditionTable {
  number: number;
  note: string;
  accountId: string | null;
  accountName: string;
  createdAt: string;
}
export interface ComplaintAttachmentTable {
  attachmentId: string;
  complaintId: string;
  sha256: string;
  name: string;
  mediaType: string;
  size: number;
  purpose: AttachmentPurpose;
  addedAt: string;
  isRemoved: number;
}
/** A warning that was given; one for each clock and stage, for ever. */
export interface ComplaintWarningTable {
  complaintId: string;
  clock: string;
  stage: string;
  dueAt: string;
  raisedAt: string;
  unitId: string;
  handlerId: string | null;
  seenBy: string | null;
  seenAt: string | null;
}
/** One band of the MinHash of a complaint's text: texts that share one are compared. */
export interface ComplaintSignatureTable {
  hash: number;
  complaintId: string;
}
export interface ClosureAuditTable {
  closureAuditId: string;
  name: string;
  seed: number;
  scopeJson: string;
  population: number;
  unitId: string | null;
  drawnBy: string;
  drawnByName: string;
  drawnAt: string;
}
export interface ClosureAuditItemTable {
  closureAuditId: string;
  position: number;
  complaintId: string;
  result: AuditResult | null;
  note: string;
  checkedBy: string | null;
  checkedByName: string | null;
  checkedAt: string | null;
}
/** Tables of the complaint domain (camelCase; columns are snake_case in the database). */
export interface ComplaintTables {
  complaint: ComplaintTable;
  complaintEvent: ComplaintEventTable;
  complaintCounter: { onDay: string; last: number };
  complaintCategory: CatalogueTable;
  complaintCause: CatalogueTable;
  deadlineRule: DeadlineRuleTable;
  deadlineRuleEdition: DeadlineRuleEditionTable;
  complaintAttachment: ComplaintAttachmentTable;
  complaintWarning: ComplaintWarningTable;
  complaintSignature: ComplaintSignatureTable;
  closureAudit: ClosureAuditTable;
  closureAuditItem: ClosureAuditItemTable;
}
