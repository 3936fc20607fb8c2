export const words = {};
export const errors = {};
export const jobs = {};
