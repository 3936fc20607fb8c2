import { z } from 'zod';

/** Where a figure of the sample province comes from; nothing assumed may look like a published number. */
export const figureBases = ['public', 'derived', 'seed', 'assumed'] as const;
export type FigureBasis = (typeof figureBases)[number];

/**
 * One figure of a parameter file: `{ value, basis, note? }`. Parsing yields the bare value, so that the
 * generators read plain numbers while the file keeps the origin of each.
 * @param value schema of the value
 */
export function figure<T extends z.ZodType>(value: T) {
  return z
    .object({ value, basis: z.enum(figureBases), note: z.string().optional() })
    .transform((entry) => (entry as { value: z.output<T> }).value);
}

/** A share or a probability. */
export const share = z.number().min(0).max(1);
