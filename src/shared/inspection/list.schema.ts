import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitLines } from '../kernel/levels.ts';
import { pageInput } from '../kernel/paging.ts';
import { inspectionMethods, inspectionRow, inspectionStates } from './inspection.schema.ts';
import { inspectionStages } from './stage.rules.ts';

const day = z.string().refine(isDay, 'day');
const code = z.string().trim().max(40);

/** What is asked of an item of a sheet, as it stands after appeals. */
export const itemOutcomes = ['scored', 'failed', 'notApplicable', 'hit'] as const;
export type ItemOutcomeFilter = (typeof itemOutcomes)[number];

/** Everything a list of sheets can be narrowed by; what is left out doesn't narrow. */
export const inspectionFilter = z.object({
  state: z.enum(inspectionStates).optional(),
  stage: z.enum(inspectionStages).optional(),
  unitId: z.string().nullish(),
  line: z.enum(unitLines).optional(),
  startOn: day.optional(),
  endOn: day.optional(),
  method: z.enum(inspectionMethods).optional(),
  scorecardCode: code.optional(),
  scorecardVersionId: z.string().optional(),
  inspectorName: z.string().trim().max(60).optional(),
  staffId: z.string().optional(),
  /** final grade, or that of the sheet as long as it isn't published */
  grade: code.optional(),
  itemCode: z.string().trim().max(12).optional(),
  clauseCode: code.optional(),
  /** of the item or the items of the clause; failed when left out */
  outcome: z.enum(itemOutcomes).optional(),
  /** of the batch it was published in, e.g. `FB-2026-11-0001` */
  publicationNumber: code.optional(),
  /** beginning of a work order or call number */
  reference: z.string().trim().max(80).optional(),
  /** only those scored exactly as the unit's sheet before, by the same card */
  sameAsBefore: z.boolean().optional(),
  /** beginning of a number */
  q: z.string().trim().max(40).default(''),
});
export type InspectionFilter = z.infer<typeof inspectionFilter>;

export const inspectionSorts = ['inspectedOn', 'points', 'updated'] as const;
export const inspectionListInput = pageInput.extend(inspectionFilter.shape).extend({
  sort: z.enum(inspectionSorts).default('inspectedOn'),
  descending: z.boolean().default(true),
});
export type InspectionListInput = z.infer<typeof inspectionListInput>;

/** A sheet as the list shows it. */
export const inspectionListRow = inspectionRow.extend({
  stage: z.enum(inspectionStages),
  scorecardCode: z.string(),
  revision: z.number().int(),
  reference: z.string(),
  staffNames: z.string(),
  /** what counts: final points once published, until then those of the sheet; 1/1000 point */
  points: z.number().int().nullable(),
  grade: z.string().nullable(),
  gradeTitleZh: z.string().nullable(),
  gradeTitleEn: z.string().nullable(),
  /** whether an accepted appeal changed it */
  isRevised: z.boolean(),
  publishedAt: z.string().nullable(),
});
export type InspectionListRow = z.infer<typeof inspectionListRow>;

/** How many sheets a filter leaves in each stage. */
export const stageCounts = z.object(
  Object.fromEntries(inspectionStages.map((stage) => [stage, z.number().int()])) as Record<
    (typeof inspectionStages)[number],
    z.ZodNumber
  >,
);
export type StageCounts = z.infer<typeof stageCounts>;

/** What a saved view of the list keeps: filter and order, no page and no unit scope. */
export const inspectionViewFilter = inspectionFilter.omit({ unitId: true }).extend({
  sort: z.enum(inspectionSorts).default('inspectedOn'),
  descending: z.boolean().default(true),
});
export type InspectionViewFilter = z.infer<typeof inspectionViewFilter>;
export const inspectionView = z.object({ viewId: z.string(), name: z.string(), filter: inspectionViewFilter });
