import { z } from 'zod';
import { inspectionFilter } from './list.schema.ts';

/** Levels at which a sheet can be reviewed, in the order it goes through them: 市 省 集团. */
export const reviewLevels = ['city', 'province', 'group'] as const;
export type ReviewLevel = (typeof reviewLevels)[number];

const days = z.number().int().min(1).max(60);
/** How sheets are reviewed and appealed against; what was handed in before keeps the levels of its day. */
export const reviewSettings = z.object({
  /** upwards, each at most once; none means that nothing is reviewed */
  levels: z
    .array(z.enum(reviewLevels))
    .refine(
      (levels) => levels.every((level, i) => i === 0 || rankOf(level) > rankOf(levels[i - 1] as ReviewLevel)),
      'upwards',
    ),
  /** working days for an appeal, from the day after publication */
  appealDays: days,
  /** working days for deciding an appeal */
  decideDays: days,
  /** how often one item may be appealed */
  rounds: z.number().int().min(1).max(5),
});
export type ReviewSettings = z.infer<typeof reviewSettings>;
const rankOf = (level: ReviewLevel) => reviewLevels.indexOf(level);

export const defaultReviewSettings: ReviewSettings = { levels: ['province'], appealDays: 5, decideDays: 5, rounds: 2 };

/** One decision of a reviewer, with what was handed in then. */
export const reviewView = z.object({
  inspectionReviewId: z.string(),
  submission: z.number().int(),
  step: z.number().int(),
  level: z.string(),
  decision: z.enum(['approved', 'returned']),
  comment: z.string(),
  reviewerName: z.string(),
  fingerprint: z.string().nullable(),
  effectivePoints: z.number().int().nullable(),
  decidedAt: z.string(),
});
export type ReviewView = z.infer<typeof reviewView>;

/** Why this account can't decide about a sheet now. */
export const reviewHindrances = ['stage', 'permission', 'ownUnit', 'inspector', 'companion', 'level', 'again'] as const;
export type ReviewHindrance = (typeof reviewHindrances)[number];

/** How far a sheet has come on its way, who decided, and what this account may do. */
export const reviewState = z.object({
  inspectionId: z.string(),
  number: z.string(),
  stage: z.enum(['draft', 'returned', 'submitted', 'reviewed', 'published']),
  revision: z.number().int(),
  submissions: z.number().int(),
  /** levels pinned when it was handed in, and how many of them are passed */
  levels: z.array(z.enum(reviewLevels)),
  passed: z.number().int(),
  reviews: z.array(reviewView),
  publicationNumber: z.string().nullable(),
  publishedAt: z.string().nullable(),
  appealUntil: z.string().nullable(),
  canApprove: z.boolean(),
  canReturn: z.boolean(),
  canPublish: z.boolean(),
  hindrance: z.enum(reviewHindrances).nullable(),
  /** both scores once an appeal was accepted */
  effectivePoints: z.number().int().nullable(),
  effectiveGrade: z.string().nullable(),
  revisedPoints: z.number().int().nullable(),
  revisedGrade: z.string().nullable(),
});
export type ReviewState = z.infer<typeof reviewState>;

/** Most sheets of one approval or publication. */
export const mostTogether = 5000;
export const inspectionIds = z.array(z.string()).min(1).max(mostTogether);

/** What an act on many sheets takes: those named, or all that a filter of the list leaves at the stage of the act. */
export const sheetChoice = z.object({
  inspectionIds: inspectionIds.optional(),
  filter: inspectionFilter.omit({ stage: true, state: true }).optional(),
});
export type SheetChoice = z.infer<typeof sheetChoice>;

export const publicationView = z.object({
  publicationId: z.string(),
  number: z.string(),
  sheets: z.number().int(),
  note: z.string(),
  publishedBy: z.string(),
  publishedAt: z.string(),
});
export type PublicationView = z.infer<typeof publicationView>;
