/** Calls of the import domain. */
export const importContract = {};
