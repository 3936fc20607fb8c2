import { z } from 'zod';
import { complaintBusinesses, complaintChannels, complaintStatuses, linkKinds } from './complaint.enums.ts';

/** How a complaint belongs to the one that is looked at. */
export const relations = ['mergedInto', 'absorbed', 'splitFrom', 'splitInto', 'linked'] as const;
export type Relation = (typeof relations)[number];

export const relatedComplaint = z.object({
  relation: z.enum(relations),
  /** for links */
  kind: z.enum(linkKinds).nullable(),
  complaintId: z.string(),
  number: z.string(),
  /** null, like everything below, for one outside the person's units: only its number is told */
  lastSeq: z.number().nullable(),
  status: z.enum(complaintStatuses).nullable(),
  channel: z.enum(complaintChannels).nullable(),
  receivedAt: z.string().nullable(),
  unitName: z.string().nullable(),
  content: z.string().nullable(),
});
export type RelatedComplaint = z.infer<typeof relatedComplaint>;

const text = z.string().trim().max(20_000);
export const splitInput = z.object({
  complaintId: z.string(),
  lastSeq: z.number().int(),
  /** what the second matter is; limited in the service, so that too long a text gets its own sentence */
  content: z.string().trim().min(1),
  demand: text.default(''),
  categoryCode: z.string().nullable().default(null),
  business: z.enum(complaintBusinesses).nullable().default(null),
  /** the unit that has to answer for it, when it is clear */
  assignTo: z.string().nullish(),
  /** why it is split */
  note: text.min(1),
});
export type SplitInput = z.output<typeof splitInput>;

/** What is compared: a complaint being taken down, or one that is there. */
export const similarInput = z.object({
  customerNumber: z.string().trim().max(40).default(''),
  channel: z.enum(complaintChannels).nullish(),
  content: z.string().trim().max(20_000).default(''),
  categoryCode: z.string().nullish(),
  city: z.string().trim().max(60).default(''),
  /** the one that is there; everything else is then read from it */
  complaintId: z.string().nullish(),
});
export type SimilarInput = z.output<typeof similarInput>;

export const similarComplaint = z.object({
  complaintId: z.string(),
  number: z.string(),
  lastSeq: z.number(),
  status: z.enum(complaintStatuses),
  receivedAt: z.string(),
  channel: z.enum(complaintChannels),
  categoryZh: z.string().nullable(),
  categoryEn: z.string().nullable(),
  content: z.string(),
  unitName: z.string(),
  /** the same matter over another channel within the hours of the policy */
  otherChannel: z.boolean(),
  sameCustomer: z.boolean(),
  /** still to be answered, so that it can be the main one */
  isOpen: z.boolean(),
  /** 0–1, highest first */
  score: z.number(),
  /** why it is offered, in words */
  reasonZh: z.string(),
  reasonEn: z.string(),
});
export type SimilarComplaint = z.infer<typeof similarComplaint>;

export const similarView = z.object({
  rows: z.array(similarComplaint),
  /** of the same number, but outside the person's units: only told of */
  outside: z.number(),
  /** several of one category at one place today: it may be a mass event */
  mass: z.object({ count: z.number(), place: z.string() }).nullable(),
});
export type SimilarView = z.infer<typeof similarView>;
