import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import { inspectionErrors } from './inspection.errors.ts';
import { evidenceView, inspectionStates } from './inspection.schema.ts';

const errors = { ...inspectionErrors, ...standardErrors, ...organizationErrors };
const one = z.object({ inspectionId: z.string() });

/** What an item cost at one of the unit's last inspections by the same card. */
export const pastResult = z.object({
  inspectionId: z.string(),
  inspectedOn: z.string(),
  /** 1/1000 point */
  lostPoints: z.number().int(),
  isNotApplicable: z.boolean(),
});
export type PastResult = z.infer<typeof pastResult>;

export const itemHistory = z.object({
  itemCode: z.string(),
  /** oldest first, at most six */
  past: z.array(pastResult),
  /** how often points were lost for it in the 90 days before this inspection */
  recentFindings: z.number().int(),
});
export type ItemHistory = z.infer<typeof itemHistory>;

/** Another window that has the sheet open. */
export const sheetWindow = z.object({
  name: z.string(),
  /** the same person in another window */
  isSelf: z.boolean(),
  seenAt: z.string(),
});
export type SheetWindow = z.infer<typeof sheetWindow>;

export const notePhrase = z.object({ notePhraseId: z.string(), text: z.string(), uses: z.number().int() });
export type NotePhrase = z.infer<typeof notePhrase>;

/** Calls of the open scoring sheet beyond saving it. */
export const sheetContract = {
  /** how the items of this sheet did at the unit's last six published inspections by the same card */
  history: call('inspection:read', errors).input(one).output(z.array(itemHistory)),
  /** where Ctrl+Enter goes: the next own draft, or the next unit to be scored by the same card */
  next: call('inspection:score', errors)
    .input(one)
    .output(
      z.object({
        inspectionId: z.string().nullable(),
        unit: z.object({ unitId: z.string(), name: z.string() }).nullable(),
      }),
    ),
  /** says that a window has the sheet open, and answers who else has and how far the sheet is */
  present: call('inspection:score', errors)
    .input(one.extend({ windowId: z.string().min(8).max(64), isLeaving: z.boolean().default(false) }))
    .output(
      z.object({
        others: z.array(sheetWindow),
        revision: z.number().int(),
        state: z.enum(inspectionStates),
        pieces: z.number().int(),
      }),
    ),
  moveEvidence: call('inspection:score', errors)
    .input(z.object({ evidenceId: z.string(), itemCode: z.string() }))
    .output(evidenceView),
  /** own phrases, last used first */
  phrases: call('inspection:score', errors).input(z.object({})).output(z.array(notePhrase)),
  /** a sentence used in a note: known ones move to the front */
  rememberPhrase: call('inspection:score', errors)
    .input(z.object({ text: z.string().trim().min(2).max(200) }))
    .output(notePhrase),
  forgetPhrase: call('inspection:score', errors)
    .input(z.object({ notePhraseId: z.string() }))
    .output(z.object({})),
};
