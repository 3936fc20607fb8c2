import { z } from 'zod';
import { differenceVerdicts, surveyBusinesses } from '../survey/survey.schema.ts';

/** 起草 → 复核 → 签发（签字） → 印发；印发后冻结. */
export const reportStates = ['draft', 'reviewed', 'signed', 'issued'] as const;
export type ReportState = (typeof reportStates)[number];

/** Blocks in the order they print. */
export const reportBlocks = [
  'cover',
  'summary',
  'inspection',
  'complaint',
  'satisfaction',
  'shortcoming',
  'appendix',
] as const;
export type ReportBlock = (typeof reportBlocks)[number];

/** Blocks that need the author's own words before the report may be sent on. */
export const requiredTexts: readonly ReportBlock[] = ['summary', 'shortcoming'];

/** Version of every formula below; stands in each snapshot. Raise it when a formula changes. */
export const methodVersion = 'SR-2026.2';

export const reportLanguages = ['zh', 'en'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

const interval = z.object({ low: z.number(), high: z.number() }).nullable();

/** A share with its count, 0–1, and 95 % Wilson interval. */
export const rateFigure = z.object({
  hits: z.number().int(),
  n: z.number().int(),
  rate: z.number().nullable(),
  interval,
});
export type RateFigure = z.infer<typeof rateFigure>;

/** A mean with its 95 % t interval. */
export const meanFigure = z.object({
  n: z.number().int(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  interval,
});
export type MeanFigure = z.infer<typeof meanFigure>;

const unitLine = z.string();

export const inspectionBlock = z.object({
  total: meanFigure,
  previous: meanFigure.nullable(),
  lastYear: meanFigure.nullable(),
  vetoes: z.number().int(),
  /** handed in but not published, so not counted; older reports don't say */
  unpublished: z.number().int().optional(),
  lines: z.array(
    z.object({
      line: unitLine,
      total: meanFigure,
      grades: z.array(z.object({ zh: z.string(), en: z.string(), count: z.number().int() })),
      units: z.array(
        z.object({ unitId: z.string(), name: z.string(), rank: z.number().int().nullable(), figure: meanFigure }),
      ),
    }),
  ),
  lostItems: z.array(
    z.object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      count: z.number().int(),
      lost: z.number(),
      share: z.number(),
    }),
  ),
});
export type InspectionBlock = z.infer<typeof inspectionBlock>;

/** Complaint figures of one period. */
export const complaintFigures = z.object({
  received: z.number().int(),
  timeliness: rateFigure,
  founded: rateFigure,
  /** hours from receipt to closing, Kaplan–Meier, in natural time */
  medianHours: z.number().nullable(),
});
export type ComplaintFigures = z.infer<typeof complaintFigures>;

export const complaintBlock = z.object({
  current: complaintFigures,
  previous: complaintFigures.nullable(),
  lastYear: complaintFigures.nullable(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** complaints whose deadline can't be told: no working calendar for their year */
  unknownDeadline: z.number().int(),
  units: z.array(
    z.object({
      unitId: z.string(),
      name: z.string(),
      received: z.number().int(),
      timeliness: rateFigure,
      overdue: z.number().int(),
    }),
  ),
  categories: z.array(
    z.object({
      code: z.string().nullable(),
      zh: z.string(),
      en: z.string(),
      count: z.number().int(),
      cumulative: z.number(),
    }),
  ),
  months: z.array(z.object({ month: z.string(), received: z.number().int(), timeliness: rateFigure })),
});
export type ComplaintBlock = z.infer<typeof complaintBlock>;

export const satisfactionBlock = z.object({
  method: z.literal('simpleMean'),
  waves: z.array(
    z.object({
      waveId: z.string(),
      name: z.string(),
      business: z.enum(surveyBusinesses),
      unitName: z.string(),
      startOn: z.string(),
      endOn: z.string(),
      submissions: z.number().int(),
      previousName: z.string().nullable(),
      target: z.string(),
      constructs: z.array(
        z.object({
          code: z.string(),
          zh: z.string(),
          en: z.string(),
          figure: meanFigure,
          previous: z.number().nullable(),
          lastYear: z.number().nullable(),
          difference: z.number().nullable(),
          differenceInterval: interval,
          verdict: z.enum(differenceVerdicts),
        }),
      ),
    }),
  ),
});
export type SatisfactionBlock = z.infer<typeof satisfactionBlock>;

export const shortcomingKinds = ['unitTimeliness', 'unitScore', 'lostItem', 'category', 'construct'] as const;
export const shortcoming = z.object({
  kind: z.enum(shortcomingKinds),
  zh: z.string(),
  en: z.string(),
  n: z.number().int(),
  value: z.number(),
  interval,
  /** the figure whose rows are behind it, see `figureText` */
  evidence: z.string(),
});
export type Shortcoming = z.infer<typeof shortcoming>;

export const sources = ['inspection', 'complaint', 'survey'] as const;
export type Source = (typeof sources)[number];

/** All numbers of a report at one moment. Once stored it never changes. */
export const reportSnapshot = z.object({
  methodVersion: z.string(),
  period: z.object({
    key: z.string(),
    startOn: z.string(),
    endOn: z.string(),
    previousKey: z.string(),
    lastYearKey: z.string(),
  }),
  scope: z.object({ unitId: z.string().nullable(), unitName: z.string(), organizationName: z.string() }),
  /** data as known at this instant */
  asOf: z.string(),
  inspection: inspectionBlock,
  complaint: complaintBlock,
  satisfaction: satisfactionBlock,
  shortcomings: z.array(shortcoming),
  fingerprints: z.array(z.object({ source: z.enum(sources), count: z.number().int(), sha256: z.string() })),
  /** SHA-256 over the fingerprints, the method version, the period and the scope */
  fingerprint: z.string(),
});
export type ReportSnapshot = z.infer<typeof reportSnapshot>;

/** One number that the data of today would give differently. */
export const difference = z.object({
  block: z.enum(reportBlocks),
  zh: z.string(),
  en: z.string(),
  before: z.string(),
  after: z.string(),
});
export type Difference = z.infer<typeof difference>;

/** Rows behind the numbers that came, went or changed since the snapshot. */
export const sourceChange = z.object({
  source: z.enum(sources),
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
});
export type SourceChange = z.infer<typeof sourceChange>;

/** What the data of today would give, beside the numbers of a report. */
export const comparison = z.object({
  isSame: z.boolean(),
  fingerprint: z.string(),
  differences: z.array(difference),
  changes: z.array(sourceChange),
});
export type Comparison = z.infer<typeof comparison>;

export const reportRow = z.object({
  reportId: z.string(),
  number: z.string(),
  title: z.string(),
  periodKey: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  unitId: z.string().nullable(),
  unitName: z.string(),
  state: z.enum(reportStates),
  authorName: z.string(),
  reviewerName: z.string().nullable(),
  signerName: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  signedAt: z.string().nullable(),
  issuedAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type ReportRow = z.infer<typeof reportRow>;

export const reportAct = z.enum(['edit', 'refresh', 'review', 'return', 'sign', 'issue', 'remove']);
export type ReportAct = z.infer<typeof reportAct>;

export const reportView = reportRow.extend({
  authorId: z.string(),
  createdAt: z.string(),
  returnReason: z.string().nullable(),
  snapshot: reportSnapshot,
  snapshotAt: z.string(),
  texts: z.record(z.string(), z.string()),
  /** blocks whose required words are missing */
  missing: z.array(z.enum(reportBlocks)),
  /** what the reader of this answer may do now */
  acts: z.array(reportAct),
});
export type ReportView = z.infer<typeof reportView>;
