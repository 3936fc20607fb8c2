import { z } from 'zod';
import { clockKinds } from './complaint.enums.ts';

/** `besidePause`: it speaks of a limit that goes on while the clock stands still */
const stage = { besidePause: z.boolean(), kind: z.enum(['share', 'left', 'due', 'over']), value: z.number() };

/** A complaint that a person is warned of: the gravest of its warnings, and how many there are beside it. */
export const warningRow = z.object({
  complaintId: z.string(),
  others: z.number(),
  clockKind: z.enum(clockKinds),
  ...stage,
  dueAt: z.string(),
  raisedAt: z.string(),
  isOver: z.boolean(),
  number: z.string(),
  content: z.string(),
  /** who has the complaint in hand */
  unitName: z.string(),
});
export type WarningRow = z.infer<typeof warningRow>;

/** A warning in the history of its complaint. */
export const warningView = z.object({
  clockKind: z.enum(clockKinds),
  ...stage,
  dueAt: z.string(),
  raisedAt: z.string(),
  unitName: z.string().nullable(),
  handlerName: z.string().nullable(),
  /** who took note of it; null also where a later one took its place */
  seenBy: z.string().nullable(),
  seenAt: z.string().nullable(),
});
export type WarningView = z.infer<typeof warningView>;
