/** Calls of the standard domain. */
export const standardContract = {};
