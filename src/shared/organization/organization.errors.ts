export const organizationErrors = {
  UNIT_NOT_FOUND: { status: 404 },
  UNIT_CODE_TAKEN: { status: 409 },
  UNIT_CYCLE: { status: 409 },
  UNIT_IN_USE: { status: 409 },
  STAFF_NOT_FOUND: { status: 404 },
  STAFF_CODE_TAKEN: { status: 409 },
} as const;
