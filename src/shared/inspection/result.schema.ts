import { z } from 'zod';
import type { ScoringRule } from '../standard/scorecard.schema.ts';

const count = z.number().int().min(0).max(1_000_000);
/** integer of 1/1000 of the rule's unit */
const quantity = z.number().int().min(0).max(1_000_000_000);

/** What was found for one item; which kind an item takes is said by its rule ({@link resultKindOf}). */
export const itemResult = z.discriminatedUnion('kind', [
  /** `doubled` of the `count` occurrences are of the aggravated kind (虚报) */
  z
    .object({ kind: z.literal('count'), count, doubled: count.optional() })
    .refine((found) => (found.doubled ?? 0) <= found.count, 'doubled above count'),
  z.object({ kind: z.literal('pass'), passed: z.boolean() }),
  z.object({ kind: z.literal('value'), value: quantity }),
  z
    .object({ kind: z.literal('share'), met: count, total: count.min(1) })
    .refine((share) => share.met <= share.total, 'met above total'),
  z
    .object({ kind: z.literal('meanAndMax'), count, mean: quantity, max: quantity })
    .refine((times) => times.mean <= times.max, 'mean above longest'),
  /** the choice of a rating, from 0 for the best */
  z.object({ kind: z.literal('rating'), choice: z.number().int().min(0).max(9) }),
]);
export type ItemResult = z.infer<typeof itemResult>;
export type ResultKind = ItemResult['kind'];

/** All that is entered for one item. */
export const itemEntry = z.object({
  itemCode: z.string().max(12),
  result: itemResult.nullable(),
  isNotApplicable: z.boolean(),
  isCriticalHit: z.boolean(),
  note: z.string().max(1000),
  /** staff of the sheet to whom it is put down; nobody in particular when left out */
  staffIds: z.array(z.string()).max(30).optional(),
});
export type ItemEntry = z.infer<typeof itemEntry>;

/** What was sent for an item and is no entry: a negative count, no number at all, a mean above the longest. */
const unreadableEntry = itemEntry.pick({ itemCode: true }).extend({ isUnreadable: z.literal(true).default(true) });
/** An entry on its way in. One that can't be read keeps the code of its item, so that the refusal can name it. */
export const sentEntry = z.union([itemEntry, unreadableEntry]);
export type SentEntry = z.infer<typeof sentEntry>;

/** Whether what was sent is an entry. */
export const isReadable = (entry: SentEntry): entry is ItemEntry => !('isUnreadable' in entry);

/** The kind of result a rule takes. */
export function resultKindOf(rule: ScoringRule): ResultKind {
  if (rule.kind === 'passFail') return 'pass';
  if (rule.kind === 'linear' || rule.kind === 'bands' || rule.kind === 'interpolation') return rule.measure;
  if (rule.kind === 'rating') return 'rating';
  return rule.kind === 'meanAndMax' ? 'meanAndMax' : 'count';
}

/** The entry of an item nobody has touched. */
export const emptyEntry = (itemCode: string): ItemEntry => ({
  itemCode,
  result: null,
  isNotApplicable: false,
  isCriticalHit: false,
  note: '',
});
