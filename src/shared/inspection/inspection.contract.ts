/** Calls of the inspection domain. */
export const inspectionContract = {};
