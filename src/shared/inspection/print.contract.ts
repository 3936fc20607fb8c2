import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import { inspectionErrors } from './inspection.errors.ts';
import { reviewErrors } from './review.errors.ts';
import { inspectionIds } from './review.schema.ts';

const errors = { ...reviewErrors, ...inspectionErrors, ...standardErrors, ...organizationErrors };

/** What is printed of sheets: 评分表 评分通报 个人得分单. */
export const printedPapers = ['sheet', 'notice', 'slip'] as const;
export type PrintedPaper = (typeof printedPapers)[number];

/** Papers about published scores, one or many at once. */
export const printContract = {
  /** the papers of a few sheets as one document, to be looked at and printed */
  printPapers: call('inspection:read', errors)
    .input(
      z.object({ inspectionIds: inspectionIds.max(60), what: z.enum(printedPapers), language: z.enum(['zh', 'en']) }),
    )
    .output(z.object({ html: z.string() })),
  /** a selection as one PDF; the job's result holds a `fileId` */
  printMany: call('inspection:read', errors)
    .input(
      z.object({ inspectionIds: inspectionIds.max(500), what: z.enum(printedPapers), language: z.enum(['zh', 'en']) }),
    )
    .output(z.object({ jobId: z.string() })),
};
