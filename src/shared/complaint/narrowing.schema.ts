import { z } from 'zod';

/**
 * What a figure counts, as one condition on a complaint: the list behind a figure asks the same. `late` counts those
 * still running whose time is over; `founded` counts partly founded ones; the ends of time that an import did not hand
 * over are `…Unknown`.
 */
export const complaintTraits = [
  'inTime',
  'late',
  'judgedTime',
  'undecidedTime',
  'decided',
  'founded',
  'withoutInquiry',
  'inquiry',
  'repeated',
  'multiChannel',
  'escalated',
  'transferredOften',
  'sentBack',
  'closed',
  'closingCensored',
  'closingKnown',
  'closingUnknown',
  'answered',
  'answerCensored',
  'answerKnown',
  'answerUnknown',
  'paused',
  'notRunning',
  'ownUnit',
  'lastHours',
  'backdated',
] as const;
export type ComplaintTrait = (typeof complaintTraits)[number];

/** A code with everything below it; `=code` is the code alone, `-` stands for none. */
export const noCode = '-';
export const onlyCode = (code: string) => `=${code}`;

/** A person of another system, who has a name and no account. */
export const closedByName = (name: string) => `@${name}`;
/** @returns null for an account */
export const nameOfCloser = (closedBy: string) => (closedBy.startsWith('@') ? closedBy.slice(1) : null);

/** Conditions beyond those of the filter bar, kept in the address like them. */
export const narrowing = {
  cause: z.string().max(80).optional(),
  traits: z.array(z.enum(complaintTraits)).optional(),
  /** deadlines in [from, to), instants */
  dueFrom: z.iso.datetime().nullish(),
  dueTo: z.iso.datetime().nullish(),
  /** deadlines on the days from … to, whether they still run or not */
  deadlineFrom: z.iso.date().nullish(),
  deadlineTo: z.iso.date().nullish(),
  /** who closed it, and written down in [from, to), instants; `@name` is a name of another system, then it happened in them */
  closedBy: z.string().max(80).nullish(),
  closedFrom: z.iso.datetime().nullish(),
  closedTo: z.iso.datetime().nullish(),
};

/** Inquiries are taken down like complaints, under this category and below it; one of the ways to count leaves them out. */
export const inquiryCategory = 'inquiry';
/** From this many hand-overs on a complaint counts as passed around. */
export const manyTransfers = 3;
