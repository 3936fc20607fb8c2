import type { ErrorCatalogue } from '../kernel/errors.ts';

export const reportErrors = {
  REPORT_NOT_FOUND: { status: 404 },
  REPORT_PERIOD_INVALID: { status: 400 },
  REPORT_STATE_REFUSED: { status: 409 },
  REPORT_FROZEN: { status: 423 },
  REPORT_TEXT_MISSING: { status: 409 },
  REPORT_COMPARISON_GONE: { status: 404 },
  REPORT_DOCUMENT_GONE: { status: 404 },
  REPORT_SIGNER_IS_AUTHOR: { status: 403 },
} as const satisfies ErrorCatalogue;
