export const inspectionErrors = {} as const;
