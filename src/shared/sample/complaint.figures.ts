import { z } from 'zod';
import { complaintBusinesses, complaintChannels, customerGrades } from '../complaint/complaint.enums.ts';
import { figure, share } from './figure.ts';

/** Kinds of time limit of the design; the ratio of handling time to limit carries over to the product's own rules. */
export const limitKinds = ['general', 'difficult', 'major'] as const;
export type LimitKind = (typeof limitKinds)[number];

const shares = z.record(z.string(), share);
const surge = z.object({
  month: z.number().int(),
  atLeastMonthsAgo: z.number().int(),
  cities: z.array(z.number().int()),
  categories: z.array(z.string()),
  factor: z.number().min(1),
  days: z.number().int(),
});

/** Figures of resources/sample/complaint.json. Hours are natural hours, cities are numbered from 1. */
export const complaintFigures = z.object({
  months: figure(z.number().int().positive()),
  usersMillion: figure(z.record(z.string(), z.number().positive())),
  scales: figure(z.object({ full: z.number(), standard: z.number(), demo: z.number() })),
  perTenThousandUsersMonth: figure(z.number().positive()),
  annualGrowth: figure(z.number()),
  monthFactor: figure(z.array(z.number()).length(12)),
  overdispersionK: figure(z.number().positive()),
  categories: figure(
    z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        share,
        logMedianHours: z.number(),
        sigma: z.number(),
        limit: z.enum(limitKinds),
      }),
    ),
  ),
  channelShare: figure(z.partialRecord(z.enum(complaintChannels), share)),
  limitHours: figure(z.object({ general: z.number(), difficult: z.number(), major: z.number() })),
  majorShare: figure(share),
  upheldShare: figure(share),
  firstResponse: figure(
    z.object({ logMedianHours: z.number(), sigma: z.number().positive(), limitHours: z.number().positive() }),
  ),
  transfersMean: figure(z.number()),
  duplicateShare: figure(share),
  repeat30: figure(z.object({ onTime: share, overdue: share, compensated: share })),
  compensatedShare: figure(share),
  followUpShare: figure(share),
  satisfied: figure(z.object({ onTime: share, overdue: share })),
  unsatisfiedShare: figure(share),
  escalatedShare: figure(share),
  withdrawnShare: figure(share),
  returnedShare: figure(share),
  ruralShare: figure(share),
  vendorShare: figure(share),
  businessByCategory: figure(z.record(z.string(), z.partialRecord(z.enum(complaintBusinesses), share))),
  enterpriseGrades: figure(z.array(z.enum(customerGrades))),
  appealShare: figure(z.object({ onTime: share, overdue: share })),
  pause: figure(z.object({ appointment: share, customer: share, third: share })),
  pauseLogMedianHours: figure(z.number()),
  gradeShare: figure(shares),
  hourWeights: figure(z.array(z.number()).length(24)),
  pileUp: figure(z.object({ city: z.number().int(), share, windowHours: z.number() })),
  flood: figure(surge),
  misSelling: figure(surge),
  customerSurnames: figure(z.array(z.string()).min(1)),
});
export type ComplaintFigures = z.output<typeof complaintFigures>;
export type Surge = ComplaintFigures['flood'];
export type ComplaintCategory = ComplaintFigures['categories'][number];
