/** Errors of complaints that a user can meet. */
export const complaintErrors = {
  COMPLAINT_NOT_FOUND: { status: 404 },
  COMPLAINT_CHANGED: { status: 409 },
  COMPLAINT_ACT_NOT_ALLOWED: { status: 409 },
  COMPLAINT_CLOSE_INCOMPLETE: { status: 422 },
  COMPLAINT_CLOSE_BACKDATED: { status: 422 },
  COMPLAINT_OWN_REQUEST: { status: 409 },
  COMPLAINT_RETURNS_EXHAUSTED: { status: 409 },
  COMPLAINT_TIME_IN_FUTURE: { status: 422 },
  COMPLAINT_TIME_OUT_OF_ORDER: { status: 422 },
  COMPLAINT_CONTENT_TOO_LONG: { status: 422 },
  COMPLAINT_UNIT_UNKNOWN: { status: 422 },
  COMPLAINT_CATEGORY_UNKNOWN: { status: 422 },
  COMPLAINT_CAUSE_UNKNOWN: { status: 422 },
  COMPLAINT_RULE_CONTRADICTORY: { status: 422 },
} as const;
