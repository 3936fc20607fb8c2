/** Calls of the report domain. */
export const reportContract = {};
