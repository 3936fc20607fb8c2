/** Errors of linking, splitting and merging complaints. */
export const linkErrors = {
  COMPLAINT_SAME: { status: 422 },
  COMPLAINT_MERGE_CYCLE: { status: 409 },
  COMPLAINT_MERGE_OVER: { status: 409 },
  COMPLAINT_MERGE_MERGED: { status: 409 },
  COMPLAINT_MERGE_ANSWERED: { status: 409 },
  COMPLAINT_MERGE_CUSTOMER: { status: 422 },
  COMPLAINT_MERGE_CHAINED: { status: 409 },
} as const;
