export const standardErrors = {
  SCORECARD_NOT_FOUND: { status: 404 },
  SCORECARD_INVALID: { status: 400 },
  SCORECARD_PUBLISHED: { status: 409 },
} as const;
