import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { pageOf } from '../kernel/paging.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import { inspectionErrors } from './inspection.errors.ts';
import {
  evidenceView,
  inspectionDetail,
  inspectionHead,
  inspectionListInput,
  inspectionRow,
  inspectionStart,
  savedView,
} from './inspection.schema.ts';
import { itemEntry } from './result.schema.ts';
import { sheetContract } from './sheet.contract.ts';

const errors = { ...inspectionErrors, ...standardErrors, ...organizationErrors };
const one = z.object({ inspectionId: z.string() });
const language = z.enum(['zh', 'en']);

/** Inspections: score a unit by a published card, with evidence. */
export const inspectionContract = {
  ...sheetContract,
  list: call('inspection:read', errors).input(inspectionListInput).output(pageOf(inspectionRow)),
  counts: call('inspection:read', errors)
    .input(z.object({ unitId: z.string().nullish(), startOn: z.string().optional(), endOn: z.string().optional() }))
    .output(z.object({ draft: z.number().int(), submitted: z.number().int() })),
  get: call('inspection:read', errors).input(one).output(inspectionDetail),
  start: call('inspection:score', errors).input(inspectionStart).output(inspectionDetail),
  saveHead: call('inspection:score', errors)
    .input(inspectionHead.extend({ inspectionId: z.string(), revision: z.number().int() }))
    .output(savedView),
  saveItem: call('inspection:score', errors)
    .input(z.object({ inspectionId: z.string(), revision: z.number().int(), entry: itemEntry }))
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
