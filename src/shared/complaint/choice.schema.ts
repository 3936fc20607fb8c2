import { z } from 'zod';
import { complaintFilter } from './complaint.schema.ts';

/** Complaints one bulk act takes at most: each is written in a transaction of its own, and each refused one is named. */
export const mostTogether = 2000;
/** Complaints one file of papers takes at most: it is laid out as one document, whose time grows faster than its pages. */
export const mostPrinted = 200;

/**
 * Complaints an act is done to: those ticked. With a filter they are all that it leaves; nothing is done when it leaves
 * others by then.
 */
export const complaintChoice = (most: number) =>
  z.object({ complaintIds: z.array(z.string()).min(1).max(most), filter: complaintFilter.nullish() });
export type ComplaintChoice = z.output<ReturnType<typeof complaintChoice>>;
