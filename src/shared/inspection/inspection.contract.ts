import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import { analysisContract } from './analysis.contract.ts';
import { inspectionErrors } from './inspection.errors.ts';
import { evidenceView, inspectionDetail, inspectionHead, inspectionStart, savedView } from './inspection.schema.ts';
import { printContract } from './print.contract.ts';
import { sentEntry } from './result.schema.ts';
import { reviewContract } from './review.contract.ts';
import { sheetContract } from './sheet.contract.ts';

const errors = { ...inspectionErrors, ...standardErrors, ...organizationErrors };
const one = z.object({ inspectionId: z.string() });
const language = z.enum(['zh', 'en']);

/** Inspections: score a unit by a published card, with evidence. */
export const inspectionContract = {
  ...analysisContract,
  ...sheetContract,
  ...reviewContract,
  ...printContract,
  get: call('inspection:read', errors).input(one).output(inspectionDetail),
  start: call('inspection:score', errors).input(inspectionStart).output(inspectionDetail),
  saveHead: call('inspection:score', errors)
    .input(inspectionHead.extend({ inspectionId: z.string(), revision: z.number().int() }))
    .output(savedView),
  saveItem: call('inspection:score', errors)
    .input(z.object({ inspectionId: z.string(), revision: z.number().int(), entry: sentEntry }))
    .output(savedView),
  submit: call('inspection:score', errors)
    .input(z.object({ inspectionId: z.string(), revision: z.number().int() }))
    .output(inspectionDetail),
  addEvidence: call('inspection:score', errors)
    .input(
      z.object({
        inspectionId: z.string(),
        itemCode: z.string(),
        name: z.string().trim().min(1).max(200),
        file: z.instanceof(Blob),
      }),
    )
    .output(evidenceView),
  removeEvidence: call('inspection:score', errors)
    .input(z.object({ evidenceId: z.string() }))
    .output(z.object({})),
  evidence: call('inspection:read', errors)
    .input(z.object({ evidenceId: z.string() }))
    .output(z.instanceof(Blob)),
  /** print document of the sheet: filled, or blank with its head for the field */
  print: call('inspection:read', errors)
    .input(one.extend({ language, isBlank: z.boolean().default(false) }))
    .output(z.object({ html: z.string() })),
  /** the sheet as a workbook; answers a file to download */
  exportWorkbook: call('inspection:read', errors)
    .input(one.extend({ language }))
    .output(z.object({ fileId: z.string(), name: z.string() })),
};
