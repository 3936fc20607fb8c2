import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitLines } from '../kernel/levels.ts';
import { pageInput } from '../kernel/paging.ts';
import { scorecardItem } from '../standard/scorecard.schema.ts';
import { itemEntry } from './result.schema.ts';

/** 待裁定 改分 维持 撤回 */
export const appealStates = ['open', 'accepted', 'rejected', 'withdrawn'] as const;
export type AppealState = (typeof appealStates)[number];

/** What a unit says against the score of one item. */
export const appealGrounds = z.string().trim().min(10).max(2000);

/** Most files with one appeal. */
export const mostAppealFiles = 10;

const day = z.string().refine(isDay, 'day');
export const appealFilter = z.object({
  state: z.enum(appealStates).optional(),
  /** open and past the day for its decision */
  overdue: z.boolean().optional(),
  unitId: z.string().nullish(),
  inspectorName: z.string().optional(),
  scorecardCode: z.string().optional(),
  itemCode: z.string().optional(),
  inspectionId: z.string().optional(),
  /** days it was raised on */
  startOn: day.optional(),
  endOn: day.optional(),
  /** beginning of the number of the appeal or the sheet */
  q: z.string().trim().max(40).default(''),
});
export type AppealFilter = z.infer<typeof appealFilter>;
export const appealListInput = pageInput.extend(appealFilter.shape);
export type AppealListInput = z.infer<typeof appealListInput>;

const points = z.number().int().nullable();
export const appealRow = z.object({
  scoreAppealId: z.string(),
  number: z.string(),
  inspectionId: z.string(),
  inspectionNumber: z.string(),
  inspectedOn: z.string(),
  inspectorName: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  line: z.enum(unitLines),
  scorecardCode: z.string(),
  itemCode: z.string(),
  itemTitleZh: z.string(),
  itemTitleEn: z.string(),
  round: z.number().int(),
  state: z.enum(appealStates),
  isOverdue: z.boolean(),
  raisedByName: z.string(),
  raisedAt: z.string(),
  decideBy: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  originalLostPoints: z.number().int(),
  revisedLostPoints: points,
  /** of the whole sheet */
  originalPoints: points,
  revisedPoints: points,
});
export type AppealRow = z.infer<typeof appealRow>;

export const appealEvidence = z.object({
  evidenceId: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: z.string(),
});
export type AppealEvidence = z.infer<typeof appealEvidence>;

/** Why this account can't decide an appeal. */
export const decisionHindrances = ['decided', 'permission', 'inspector', 'companion', 'reviewer', 'ownUnit'] as const;

/** An appeal with both versions of what it is about. */
export const appealDetail = appealRow.extend({
  revision: z.number().int(),
  item: scorecardItem,
  grounds: z.string(),
  reason: z.string(),
  originalEntry: itemEntry,
  originalGrade: z.string().nullable(),
  revisedEntry: itemEntry.nullable(),
  revisedGrade: z.string().nullable(),
  gradeTitles: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  evidence: z.array(appealEvidence),
  canDecide: z.boolean(),
  hindrance: z.enum(decisionHindrances).nullable(),
  canWithdraw: z.boolean(),
});
export type AppealDetail = z.infer<typeof appealDetail>;

/** What would come of accepting with an entry: lost points of the item, points and grade of the sheet. */
export const appealTrial = z.object({ lostPoints: z.number().int(), points, grade: z.string().nullable() });
export type AppealTrial = z.infer<typeof appealTrial>;

export const appealFigureKinds = ['item', 'inspector', 'unit'] as const;
export type AppealFigureKind = (typeof appealFigureKinds)[number];
/** How many appeals there were about an item, an inspector or a unit, and how many of the decided were accepted. */
export const appealFigure = z.object({
  /** item code, inspector's name or unit id */
  key: z.string(),
  scorecardCode: z.string().nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  raised: z.number().int(),
  open: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  withdrawn: z.number().int(),
  /** accepted of decided; null without any decided */
  rate: z.number().nullable(),
  /** Wilson interval of the rate, 95 % */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
});
export type AppealFigure = z.infer<typeof appealFigure>;
