import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { unitLines } from '../kernel/levels.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { clauseContent, clauseDetail, clauseFigures, clauseFilter, clauseRow } from './clause.schema.ts';
import { scorecardContent, scorecardDraftContent } from './scorecard.schema.ts';
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
  /** when no new sheet could be begun by it any more */
  retiredAt: z.string().nullable(),
});
export type ScorecardSummary = z.infer<typeof scorecardSummary>;
export const scorecardView = scorecardSummary.omit({ retiredAt: true }).extend({ content: scorecardContent });
export type ScorecardView = z.infer<typeof scorecardView>;

export const draftSummary = z.object({
  scorecardDraftId: z.string(),
  code: z.string(),
  version: z.number().int(),
  basedOnVersion: z.number().int().nullable(),
  titleZh: z.string(),
  titleEn: z.string(),
  line: z.enum(unitLines),
  itemCount: z.number().int(),
  revision: z.number().int(),
  updatedBy: z.string(),
  updatedAt: z.string(),
});
export type DraftSummary = z.infer<typeof draftSummary>;
export const draftView = draftSummary.extend({
  content: scorecardDraftContent,
  /** the published version it began from */
  basedOn: scorecardView.nullable(),
});
export type DraftView = z.infer<typeof draftView>;

const cardCode = z.string().regex(/^[A-Z0-9-]{3,20}$/);
const title = z.string().trim().min(1).max(120);
/** Where a draft begins: empty, the next version of a card, another card's content, or what a workbook held. */
export const draftStart = z.discriminatedUnion('from', [
  z.object({ from: z.literal('blank'), code: cardCode, title, line: z.enum(unitLines) }),
  z.object({ from: z.literal('version'), scorecardVersionId: z.string() }),
  z.object({ from: z.literal('copy'), scorecardVersionId: z.string(), code: cardCode, title }),
  z.object({ from: z.literal('content'), content: scorecardDraftContent }),
]);
export type DraftStart = z.infer<typeof draftStart>;

/** What is wrong in a workbook of a card: the sheet, the row as Excel counts it (0 for the sheet itself), and the item. */
export const sheetProblem = z.object({
  sheet: z.string(),
  row: z.number().int(),
  item: z.string(),
  words: z.object({ zh: z.string(), en: z.string() }),
});
export type SheetProblem = z.infer<typeof sheetProblem>;

const language = z.enum(['zh', 'en']);
const version = z.object({ scorecardVersionId: z.string() });
const draft = z.object({ scorecardDraftId: z.string() });
const savedDraft = draft.extend({ revision: z.number().int() });
const file = z.object({ fileId: z.string(), name: z.string() });
const job = z.object({ jobId: z.string() });
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const errors = { ...standardErrors, ...organizationErrors };

const gradeCounts = z.record(z.string(), z.number().int());
/** Last month's published sheets by their own cards and by a draft. */
export const recomputation = z.object({
  month,
  sheets: z.number().int(),
  /** sheets by grade code; points are 1/1000 */
  before: z.object({ grades: gradeCounts, mean: z.number().nullable(), noScore: z.number().int() }),
  after: z.object({ grades: gradeCounts, mean: z.number().nullable(), noScore: z.number().int() }),
  up: z.number().int(),
  down: z.number().int(),
  /** items of the draft that the sheets hold no fitting entry for; they count as full */
  assumed: z.array(z.string()),
  /** sheets whose grade changes, the greatest change first; at most 1,000 */
  changed: z.array(
    z.object({
      inspectionId: z.string(),
      number: z.string(),
      unitName: z.string(),
      beforePoints: z.number().nullable(),
      beforeGrade: z.string().nullable(),
      afterPoints: z.number().nullable(),
      afterGrade: z.string().nullable(),
    }),
  ),
});
export type Recomputation = z.infer<typeof recomputation>;

const figuresInput = z.object({
  /** key of a period, e.g. `2026-11` */
  period: z.string(),
  unitId: z.string().nullish(),
});

/** Service standards (the clause library), scorecards and their drafts. */
export const standardContract = {
  scorecards: call('standard:read', standardErrors).input(z.object({})).output(z.array(scorecardSummary)),
  scorecard: call('standard:read', standardErrors).input(version).output(scorecardView),
  /** print document of the blank sheet */
  printBlank: call('standard:read', standardErrors)
    .input(version.extend({ language }))
    .output(z.object({ html: z.string() })),
  retire: call('standard:write', standardErrors)
    .input(version.extend({ reason: z.string().trim().min(1).max(400) }))
    .output(scorecardSummary),
  /** the card as a workbook to be read, changed and brought in again */
  exportScorecard: call('standard:read', standardErrors).input(version.extend({ language })).output(file),

  drafts: call('standard:write', standardErrors).input(z.object({})).output(z.array(draftSummary)),
  draft: call('standard:write', standardErrors).input(draft).output(draftView),
  createDraft: call('standard:write', standardErrors).input(draftStart).output(draftView),
  /** answers the revision the next save has to name */
  saveDraft: call('standard:write', standardErrors)
    .input(savedDraft.extend({ content: scorecardDraftContent }))
    .output(z.object({ revision: z.number().int(), savedAt: z.string() })),
  publishDraft: call('standard:write', standardErrors).input(savedDraft).output(scorecardSummary),
  removeDraft: call('standard:write', standardErrors).input(savedDraft).output(z.object({})),
  printDraft: call('standard:write', standardErrors)
    .input(draft.extend({ language }))
    .output(z.object({ html: z.string() })),
  exportDraft: call('standard:write', standardErrors).input(draft.extend({ language })).output(file),
  /** reads an uploaded workbook of a card: its content, or everything that is wrong in it */
  readScorecardFile: call('standard:write', standardErrors)
    .input(z.object({ fileId: z.string() }))
    .output(z.object({ content: scorecardDraftContent.nullable(), problems: z.array(sheetProblem) })),
  /** a task; its result is a {@link recomputation} */
  recompute: call('standard:write', errors)
    .input(draft.extend({ month, unitId: z.string().nullish() }))
    .output(job),

  clauses: call('standard:read', standardErrors).input(clauseFilter).output(z.array(clauseRow)),
  clause: call('standard:read', standardErrors)
    .input(z.object({ code: z.string() }))
    .output(clauseDetail),
  createClause: call('standard:write', standardErrors).input(clauseContent).output(clauseDetail),
  addClauseEdition: call('standard:write', standardErrors).input(clauseContent).output(clauseDetail),
  /** met of total by audience and class, and what each clause cost, in a period */
  clauseFigures: call('standard:read', errors).input(figuresInput).output(clauseFigures),
  exportClauses: call('standard:read', errors).input(clauseFilter.extend({ language })).output(file),
};
