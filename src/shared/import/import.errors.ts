import type { ErrorCatalogue } from '../kernel/errors.ts';

/** Errors of table files, whoever reads them. */
export const workbookErrors = {
  WORKBOOK_EMPTY: { status: 422 },
  WORKBOOK_TOO_LARGE: { status: 413 },
  WORKBOOK_TOO_MANY_ROWS: { status: 413 },
  WORKBOOK_TOO_WIDE: { status: 413 },
  WORKBOOK_IS_PDF: { status: 415 },
  WORKBOOK_IS_HTML: { status: 415 },
  WORKBOOK_IS_XML: { status: 415 },
  WORKBOOK_IS_ODS: { status: 415 },
  WORKBOOK_ENCRYPTED: { status: 422 },
  WORKBOOK_BOMB: { status: 422 },
  WORKBOOK_DAMAGED: { status: 422 },
  WORKBOOK_UNKNOWN: { status: 415 },
} as const satisfies ErrorCatalogue;

export const importErrors = {
  ...workbookErrors,
  IMPORT_TARGET_UNKNOWN: { status: 404 },
  IMPORT_SESSION_LOST: { status: 404 },
  IMPORT_NO_ROWS: { status: 422 },
  IMPORT_HAS_ERRORS: { status: 409 },
  IMPORT_NOTHING_TO_WRITE: { status: 409 },
  IMPORT_BUSY: { status: 423 },
  IMPORT_UNIT_CREATION_REFUSED: { status: 403 },
  FILE_NOT_FOUND: { status: 404 },
} as const satisfies ErrorCatalogue;
