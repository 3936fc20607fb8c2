import type { ReportState } from '#shared/report/report.schema.ts';

export interface ReportTable {
  reportId: string;
  number: string;
  title: string;
  periodKey: string;
  startOn: string;
  endOn: string;
  unitId: string | null;
  unitPath: string;
  unitName: string;
  state: ReportState;
  snapshotId: string;
  authorId: string;
  authorName: string;
  reviewerName: string | null;
  reviewedAt: string | null;
  signerId: string | null;
  signerName: string | null;
  signedAt: string | null;
  issuedAt: string | null;
  returnReason: string | null;
  createdAt: string;
  updatedAt: string;
}
export interface ReportTextTable {
  reportId: string;
  block: string;
  text: string;
  updatedAt: string;
}
/** Never updated: the database refuses it. */
export interface ReportSnapshotTable {
  snapshotId: string;
  reportId: string;
  methodVersion: string;
  fingerprint: string;
  snapshotJson: string;
  /** per source, short marks of the rows behind the numbers, to say later which came, went or changed */
  rowsJson: string;
  takenAt: string;
}

/** Tables of the report domain (camelCase; columns are snake_case in the database). */
export interface ReportTables {
  report: ReportTable;
  reportText: ReportTextTable;
  reportSnapshot: ReportSnapshotTable;
}
