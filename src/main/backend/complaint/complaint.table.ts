import type {
  AreaKind,
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
  stopEvent: string;
  amount: number;
  unit: string;
  extend: string;
  measure: string;
  isPausable: number;
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
  isImported: number;
  isTimeUnknown: number;
}
export interface ComplaintTable extends ComplaintFacts, ComplaintCache {
  updatedAt: string;
  repeatCount: number;
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
/** Tables of the complaint domain (camelCase; columns are snake_case in the database). */
export interface ComplaintTables {
  complaint: ComplaintTable;
  complaintEvent: ComplaintEventTable;
  complaintCounter: { onDay: string; last: number };
  complaintCategory: CatalogueTable;
  complaintCause: CatalogueTable;
  deadlineRule: DeadlineRuleTable;
}
