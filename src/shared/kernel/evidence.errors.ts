/** Errors of files brought along as evidence. */
export const evidenceErrors = {
  EVIDENCE_TOO_LARGE: { status: 413 },
  EVIDENCE_TYPE_REFUSED: { status: 415 },
} as const;
