import { z } from 'zod';
import { clockKinds } from './complaint.enums.ts';

/** Names a warning: there is one for each clock and stage of a complaint, for ever. */
export const warningKey = z.object({ complaintId: z.string(), clock: z.string(), stage: z.string() });
export type WarningKey = z.infer<typeof warningKey>;

const stage = { kind: z.enum(['share', 'left', 'due', 'over']), value: z.number() };

/** A warning among others: what it is about, and the complaint it opens. */
export const warningRow = warningKey.extend({
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
