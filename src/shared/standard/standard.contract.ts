import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { unitLines } from '../kernel/levels.ts';
import { scorecardContent } from './scorecard.schema.ts';
import { standardErrors } from './standard.errors.ts';

export const scorecardSummary = z.object({
  scorecardVersionId: z.string(),
  code: z.string(),
  version: z.number().int(),
  titleZh: z.string(),
  titleEn: z.string(),
  line: z.enum(unitLines),
  effectiveOn: z.string(),
  itemCount: z.number().int(),
  contentHash: z.string(),
  publishedAt: z.string(),
});
export type ScorecardSummary = z.infer<typeof scorecardSummary>;
export const scorecardView = scorecardSummary.extend({ content: scorecardContent });
export type ScorecardView = z.infer<typeof scorecardView>;

const language = z.enum(['zh', 'en']);

/** Published scorecards. */
export const standardContract = {
  scorecards: call('standard:read', standardErrors).input(z.object({})).output(z.array(scorecardSummary)),
  scorecard: call('standard:read', standardErrors)
    .input(z.object({ scorecardVersionId: z.string() }))
    .output(scorecardView),
  /** print document of the blank sheet */
  printBlank: call('standard:read', standardErrors)
    .input(z.object({ scorecardVersionId: z.string(), language }))
    .output(z.object({ html: z.string() })),
};
