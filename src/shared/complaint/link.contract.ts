import { z } from 'zod';
import { calendarErrors } from '../calendar/calendar.errors.ts';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { linkKinds } from './complaint.enums.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintDetail } from './detail.schema.ts';
import { correctedFacts } from './event.schema.ts';
import { linkErrors } from './link.errors.ts';
import { relatedComplaint, similarInput, similarView, splitInput } from './link.schema.ts';

const errors = { ...complaintErrors, ...linkErrors, ...calendarErrors, ...organizationErrors } as const;
const note = z.string().trim().max(2000);
/** Two complaints, each with the last event the caller has seen of it. */
const pair = z.object({
  complaintId: z.string(),
  lastSeq: z.number().int(),
  otherId: z.string(),
  otherSeq: z.number().int(),
});

/** Complaints that belong together: linked, split, merged. Both histories tell it, in one transaction. */
export const linkContract = {
  link: call('complaint:register', errors)
    .input(pair.extend({ kind: z.enum(linkKinds), note: note.default('') }))
    .output(complaintDetail),
  unlink: call('complaint:register', errors)
    .input(pair.extend({ note: note.default('') }))
    .output(complaintDetail),
  /** `complaintId` ends as a duplicate of `otherId`, which goes on with the earliest deadline of both */
  merge: call('complaint:register', errors)
    .input(
      pair.extend({
        note: note.min(1),
        /** said on purpose where the customers are not the same: the reason then says why */
        differentCustomers: z.boolean().default(false),
      }),
    )
    .output(complaintDetail),
  /** `complaintId` is again what it was before it was merged into `otherId`; the time between is counted as if it had never been */
  unmerge: call('complaint:register', errors)
    .input(pair.extend({ note: note.min(1) }))
    .output(complaintDetail),
  /** a complaint with two matters becomes two; answers the new one */
  split: call('complaint:register', errors).input(splitInput).output(complaintDetail),
  /** category, business, grade or area put right; deadlines are counted again from receipt */
  correct: call('complaint:register', errors)
    .input(correctedFacts.extend({ complaintId: z.string(), lastSeq: z.number().int(), note: note.min(1) }))
    .output(complaintDetail),
  /** what may be about the same matter as one being taken down, or as one that is there */
  similar: call('complaint:register', errors).input(similarInput).output(similarView),
  /** all complaints that belong to one, with what is needed to act on them */
  related: call('complaint:read', errors)
    .input(z.object({ complaintId: z.string() }))
    .output(z.array(relatedComplaint)),
};
