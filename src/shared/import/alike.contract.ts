import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { importErrors } from './import.errors.ts';

const session = z.object({ sessionId: z.string() });
const words = z.object({ zh: z.string(), en: z.string() });

export const alikeView = z.object({
  /** all rows as they are read now have been compared */
  isSearched: z.boolean(),
  /** rows that may repeat something; none of them is kept from being written */
  count: z.number().int(),
  /** how many of them are joined when they are written */
  joined: z.number().int(),
  /** the likeliest of them */
  rows: z.array(
    z.object({
      index: z.number().int(),
      line: z.number().int(),
      text: z.string(),
      /** 0–1 */
      score: z.number(),
      reason: words,
      /** what it may repeat: a stored one by its number, or an earlier row by its key in the file */
      other: z.object({ label: z.string(), text: z.string(), isStored: z.boolean() }),
      isJoined: z.boolean(),
    }),
  ),
});
export type AlikeView = z.infer<typeof alikeView>;

/** Rows of a file that may say what is stored already, or what an earlier row says: told before anything is written. */
export const alikeContract = {
  /** Compares all rows that are to be added. The job's result is `{ sessionId, count }`. */
  findAlike: call('import:run', importErrors)
    .input(session)
    .output(z.object({ jobId: z.string() })),
  alike: call('import:run', importErrors).input(session).output(alikeView),
  /** Decides which rows are joined with what they may repeat; by default none is. */
  joinAlike: call('import:run', importErrors)
    .input(session.extend({ indexes: z.array(z.number().int().min(0)).max(1000), isJoined: z.boolean() }))
    .output(alikeView),
};
