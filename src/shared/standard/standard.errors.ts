export const standardErrors = {} as const;
