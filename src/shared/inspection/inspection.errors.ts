import { evidenceErrors } from '../kernel/evidence.errors.ts';

export const inspectionErrors = {
  INSPECTION_NOT_FOUND: { status: 404 },
  INSPECTION_CHANGED: { status: 409 },
  INSPECTION_SUBMITTED: { status: 409 },
  INSPECTION_INCOMPLETE: { status: 409 },
  INSPECTION_OWN_UNIT: { status: 403 },
  INSPECTION_NOT_YOURS: { status: 403 },
  INSPECTION_LINE_MISMATCH: { status: 400 },
  INSPECTION_DAY_INVALID: { status: 400 },
  INSPECTION_ITEM_UNKNOWN: { status: 400 },
  INSPECTION_ENTRY_INVALID: { status: 400 },
  INSPECTION_MYSTERY_INCOMPLETE: { status: 409 },
  INSPECTION_STAFF_UNKNOWN: { status: 400 },
  EVIDENCE_TOO_MANY: { status: 409 },
  EVIDENCE_NOT_FOUND: { status: 404 },
  ...evidenceErrors,
} as const;
