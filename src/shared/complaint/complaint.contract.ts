/** Calls of the complaint domain. */
export const complaintContract = {};
