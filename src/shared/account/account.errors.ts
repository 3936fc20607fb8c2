export const accountErrors = {
  SIGN_IN_FAILED: { status: 401 },
  ACCOUNT_BLOCKED: { status: 429 },
  ACCOUNT_NOT_FOUND: { status: 404 },
  LOGIN_NAME_TAKEN: { status: 409 },
  PASSWORD_WEAK: { status: 400 },
  LAST_ADMIN: { status: 409 },
} as const;
