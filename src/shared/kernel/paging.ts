import { z } from 'zod';

/** Rows of one page and how many there are in all. */
export const pageInput = z.object({
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
export type PageInput = z.infer<typeof pageInput>;

/** Shape of a page answer: `rows` and `total`. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), total: z.number().int() });
}
export interface Page<T> {
  rows: T[];
  total: number;
}
