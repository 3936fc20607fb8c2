import { z } from 'zod';
import { calendarErrors } from '../calendar/calendar.errors.ts';
import { call } from '../kernel/call.ts';
import { pageInput, pageOf } from '../kernel/paging.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import {
  appealDetail,
  appealFigure,
  appealFigureKinds,
  appealFilter,
  appealGrounds,
  appealListInput,
  appealRow,
  appealTrial,
  mostAppealFiles,
} from './appeal.schema.ts';
import { inspectionErrors } from './inspection.errors.ts';
import { sentEntry } from './result.schema.ts';
import { reviewErrors } from './review.errors.ts';
import { publicationView, reviewSettings, reviewState, sheetChoice } from './review.schema.ts';

const errors = { ...reviewErrors, ...inspectionErrors, ...standardErrors, ...organizationErrors, ...calendarErrors };
const one = z.object({ inspectionId: z.string() });
const seen = one.extend({ revision: z.number().int() });
const job = z.object({ jobId: z.string() });
const comment = z.string().trim().max(1000);
const appeal = z.object({ scoreAppealId: z.string() });
const reason = z.string().trim().min(4).max(2000);

/** Review, publication and appeal of scores. */
export const reviewContract = {
  reviewSettings: call('inspection:read', errors).input(z.object({})).output(reviewSettings),
  saveReviewSettings: call('standard:write', errors).input(reviewSettings).output(reviewSettings),
  /** how far a sheet has come, who decided, and what this account may do */
  review: call('inspection:read', errors).input(one).output(reviewState),
  /** passes one step of the review */
  approve: call('inspection:review', errors)
    .input(seen.extend({ comment: comment.default('') }))
    .output(reviewState),
  /** gives a sheet back to its inspector with what is wrong */
  giveBack: call('inspection:review', errors)
    .input(seen.extend({ comment: comment.min(4) }))
    .output(reviewState),
  /** passes one step of many sheets, chosen ones or all submitted ones of a filter; the job's result is `{ approved, refused: [{ number, code, data }] }` */
  approveMany: call('inspection:review', errors)
    .input(sheetChoice.extend({ comment: comment.default('') }))
    .output(job),
  /** publishes reviewed sheets in one batch; the job's result is `{ publicationId, number, sheets, appealUntil }` */
  publish: call('inspection:review', errors)
    .input(sheetChoice.extend({ note: comment.default('') }))
    .output(job),
  publications: call('inspection:read', errors).input(pageInput).output(pageOf(publicationView)),

  appeals: call('inspection:read', errors).input(appealListInput).output(pageOf(appealRow)),
  appeal: call('inspection:read', errors).input(appeal).output(appealDetail),
  /** a unit objects to the score of one item, with its evidence */
  raiseAppeal: call('inspection:appeal', errors)
    .input(
      one.extend({
        itemCode: z.string().max(12),
        grounds: appealGrounds,
        files: z
          .array(z.object({ name: z.string().trim().min(1).max(200), file: z.instanceof(Blob) }))
          .max(mostAppealFiles)
          .default([]),
      }),
    )
    .output(appealDetail),
  withdrawAppeal: call('inspection:appeal', errors).input(appeal).output(appealDetail),
  /** what accepting with an entry would come to */
  tryAppeal: call('inspection:review', errors)
    .input(appeal.extend({ entry: sentEntry }))
    .output(appealTrial),
  acceptAppeal: call('inspection:review', errors)
    .input(appeal.extend({ revision: z.number().int(), entry: sentEntry, reason }))
    .output(appealDetail),
  rejectAppeal: call('inspection:review', errors)
    .input(appeal.extend({ revision: z.number().int(), reason }))
    .output(appealDetail),
  appealEvidence: call('inspection:read', errors)
    .input(z.object({ evidenceId: z.string() }))
    .output(z.instanceof(Blob)),
  appealFigures: call('inspection:read', errors)
    .input(
      z
        .object({ by: z.enum(appealFigureKinds) })
        .extend(appealFilter.pick({ unitId: true, startOn: true, endOn: true }).shape),
    )
    .output(z.array(appealFigure)),
};
