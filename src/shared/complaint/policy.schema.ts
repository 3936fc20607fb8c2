import { z } from 'zod';
import { provinceOf } from './province.ts';

/** What makes two complaints the same matter for counting repeats. */
export const repeatKeys = ['number', 'business', 'cause'] as const;
export type RepeatKey = (typeof repeatKeys)[number];

const share = z.number().gt(0).max(1);

/**
 * The rules of the house for complaints, one setting (`complaint.policy`). Every part has a default, so that a setting
 * written by an older version still reads.
 */
export const complaintPolicy = z.object({
  /** where the house is: rules of a province speak of its complaints alone; null where none was named */
  province: z.string().trim().max(30).transform(provinceOf).nullable().default(null),
  /** how often units may send a complaint back before only transferring remains (退单 n/2) */
  returnLimit: z.number().int().min(0).max(20).default(2),
  closing: z
    .object({
      /** levels a cause code needs: 1 the group, 2 the cause itself */
      causeDepth: z.number().int().min(1).max(5).default(2),
      /** an answer needs its proof: a reference or an attached paper */
      needsEvidence: z.boolean().default(true),
      /** founded complaints need what was corrected and what keeps it from happening again (ISO 10002:2018, 8.7) */
      needsPrevention: z.boolean().default(true),
    })
    .prefault({}),
  repeat: z
    .object({
      key: z.array(z.enum(repeatKeys)).min(1).default(['number']),
      windowDays: z.number().int().min(1).max(365).default(30),
      /** within so many hours over another channel: the same matter told twice (多头投诉) */
      channelHours: z.number().int().min(1).max(720).default(72),
      /** texts at least this alike are offered, as a share of their common character pairs */
      similarity: share.default(0.5),
    })
    .prefault({}),
  warning: z
    .object({
      /** shares of a clock's time at which it warns, ascending */
      shares: z.array(share).max(5).default([0.5, 0.8, 1]),
      /** it also warns when so many working hours are left */
      workHoursLeft: z.number().min(0).max(80).default(4),
      /** after so many working hours over, it is brought before the next superior unit, once for each value */
      escalateAfter: z.array(z.number().min(0).max(400)).max(4).default([0, 8, 24]),
    })
    .prefault({}),
});
export type ComplaintPolicy = z.output<typeof complaintPolicy>;
export const defaultPolicy: ComplaintPolicy = complaintPolicy.parse({});
