import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitChannels, unitLines } from '../kernel/levels.ts';
import { faultSentence, scorecardFaults } from './scorecard.faults.ts';

/** Text in both languages of the product. */
export const bilingual = z.object({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });
export type Bilingual = z.infer<typeof bilingual>;
/** What a draft may hold: anything not written yet is an empty text. */
const unfinishedText = z.object({ zh: z.string().max(4000), en: z.string().max(4000) });

/** Integer of 1/1000 point. */
const points = z.number().int().min(0).max(1_000_000);
const positivePoints = points.min(1);
/** Measured quantities (percent, minutes, …) are integers of 1/1000 of their unit. */
const quantity = z.number().int().min(0).max(1_000_000_000);

/** Which way a measured value is better: at least the target (rates) or at most it (times). */
const direction = z.enum(['atLeast', 'atMost']);

/** How one item turns what was found into points; exactly one for each item. */
const ruleOf = (bilingual: typeof unfinishedText) =>
  z.discriminatedUnion('kind', [
    /**
     * every occurrence costs `perPoints`, never below `floorPoints` (扣完为止 = 0); occurrences of the aggravated kind
     * cost `factor` times as much (虚报加倍)
     */
    z.object({
      kind: z.literal('deductPerOccurrence'),
      perPoints: positivePoints,
      unit: bilingual,
      floorPoints: points.default(0),
      doubling: z.object({ factor: z.number().int().min(2).max(10), title: bilingual }).optional(),
    }),
    /** met gets all, not met gets nothing */
    z.object({ kind: z.literal('passFail') }),
    /**
     * every `step` by which the value misses `target` costs `perPoints`; `begun` steps count whole when `stepping` is
     * 'begun', in proportion when it is 'exact'. `measure` 'share' is entered as met/total and stands for percent.
     */
    z.object({
      kind: z.literal('linear'),
      measure: z.enum(['value', 'share']),
      direction,
      target: quantity,
      step: quantity.min(1),
      perPoints: positivePoints,
      stepping: z.enum(['exact', 'begun']),
      unit: bilingual,
      floorPoints: points.optional(),
    }),
    /** straight lines between `knots`, which rise in `at`; outside them the value of the nearest */
    z.object({
      kind: z.literal('interpolation'),
      measure: z.enum(['value', 'share']),
      knots: z
        .array(z.object({ at: quantity, points }))
        .min(2)
        .max(12),
      unit: bilingual,
    }),
    /** one of a few named choices, best first (评级) */
    z.object({
      kind: z.literal('rating'),
      choices: z
        .array(z.object({ title: bilingual, points }))
        .min(2)
        .max(10),
    }),
    /** the first band whose limit the value keeps gives its points; none gives nothing */
    z.object({
      kind: z.literal('bands'),
      measure: z.enum(['value', 'share']),
      direction,
      bands: z.array(z.object({ limit: quantity, points })).min(1),
      unit: bilingual,
    }),
    /** mean within `meanLimit` and longest within `maxLimit` (平均值≤X 且最长≤Y); begun steps of the mean count whole */
    z.object({
      kind: z.literal('meanAndMax'),
      meanLimit: quantity,
      meanStep: quantity.min(1),
      meanStepPoints: points,
      maxLimit: quantity,
      maxPoints: points,
      unit: bilingual,
    }),
    /** every verified case adds `perPoints`, up to the item's full points; only in award sections */
    z.object({ kind: z.literal('award'), perPoints: positivePoints, unit: bilingual }),
  ]);
export const scoringRule = ruleOf(bilingual);
export type ScoringRule = z.infer<typeof scoringRule>;

/** 一票否决 and 关键; an item that is neither is 一般. */
export const severities = ['veto', 'key'] as const;
/** What a hit of a veto or key item does beyond losing the item itself. */
export const criticalEffects = ['zeroItem', 'zeroSection', 'capGrade', 'zeroWhole'] as const;
export type CriticalEffect = (typeof criticalEffects)[number];

/** `onFailure`: any lost point of the item is a hit; `marked`: the inspector says so, the rule goes on beside it. */
export const critical = z.object({
  /** veto when left out */
  severity: z.enum(severities).optional(),
  effect: z.enum(criticalEffects),
  trigger: z.enum(['onFailure', 'marked']),
  /** best grade still possible, for `capGrade` */
  grade: z.string().optional(),
});
export type Critical = z.infer<typeof critical>;

/** What happens with the points of an item that doesn't apply: 摊给本节 按满分 按零分 不允许. */
export const notApplicablePolicies = ['spread', 'full', 'zero', 'notAllowed'] as const;
/** When an item needs evidence. */
export const evidenceDemands = ['never', 'onFailure', 'always'] as const;

/** The texts of a card: complete in a published one, perhaps still to be written in a draft. */
interface Texts {
  readonly bilingual: typeof unfinishedText;
  readonly code: z.ZodString;
  readonly clauseCode: z.ZodString;
  readonly cardPoints: z.ZodNumber;
}
const complete: Texts = {
  bilingual,
  code: z.string().regex(/^[0-9A-Za-z.-]{1,12}$/),
  clauseCode: z.string().min(1).max(40),
  cardPoints: positivePoints,
};
const unfinished: Texts = {
  bilingual: unfinishedText,
  code: z.string().max(12),
  clauseCode: z.string().max(40),
  cardPoints: points,
};

const itemOf = ({ bilingual, code, clauseCode }: Texts) =>
  z.object({
    code,
    title: bilingual,
    /** the clause that demands it */
    clause: z.object({
      code: clauseCode,
      text: bilingual,
      source: bilingual,
      /** the edition of the clause in the library */
      edition: z.number().int().min(1).optional(),
    }),
    /** steps of how to inspect */
    guidance: z.array(bilingual),
    fullPoints: points,
    rule: ruleOf(bilingual),
    notApplicable: z.enum(notApplicablePolicies),
    evidence: z.object({
      demand: z.enum(evidenceDemands),
      least: z.number().int().min(1).max(20).default(1),
      most: z.number().int().min(1).max(50).optional(),
    }),
    critical: critical.nullable().default(null),
  });
export const scorecardItem = itemOf(complete);
export type ScorecardItem = z.infer<typeof scorecardItem>;

const sectionOf = (texts: Texts) =>
  z.object({
    code: texts.code,
    title: texts.bilingual,
    /** `award` sections add on top of the full points, up to their own `fullPoints` */
    kind: z.enum(['base', 'award']),
    fullPoints: texts.cardPoints,
    items: z.array(itemOf(texts)).max(400),
  });
export const scorecardSection = sectionOf(complete);
export type ScorecardSection = z.infer<typeof scorecardSection>;

/** Content of one published version; stored as JSON, hashed, never changed. */
const cardOf = (texts: Texts) =>
  z.object({
    schema: z.literal(1),
    code: z.string().regex(/^[A-Z0-9-]{3,20}$/),
    version: z.number().int().min(1),
    title: texts.bilingual,
    /** where its rules come from, and what is only an example to be adapted */
    source: texts.bilingual,
    line: z.enum(unitLines),
    channels: z.array(z.enum(unitChannels)),
    effectiveOn: z.string().refine(isDay, 'effectiveOn'),
    fullPoints: texts.cardPoints,
    /** smallest step of the total (10 = 0.01 point); rounded half-up, once */
    roundingPoints: z.number().int().min(1).max(1000).default(10),
    /** best first; the last begins at 0 */
    grades: z
      .array(z.object({ code: z.string().min(1).max(20), title: texts.bilingual, fromPoints: points }))
      .min(2)
      .max(10),
    /** what a mystery visit (暗访) by this card has to bring along */
    mystery: z
      .object({
        recordingMinutes: z.number().int().min(0).max(600),
        photos: z.number().int().min(0).max(100),
        impressionChars: z.number().int().min(0).max(2000),
      })
      .optional(),
    sections: z.array(sectionOf(texts)).max(20),
  });
const scorecardShape = cardOf(complete);
export type ScorecardContent = z.infer<typeof scorecardShape>;

/** A scorecard that can be published: its weights close, codes are unique, every rule fits its place. */
export const scorecardContent = scorecardShape.superRefine((card, ctx) => {
  for (const fault of scorecardFaults(card))
    ctx.addIssue({ code: 'custom', message: faultSentence(fault, 'en'), params: { fault } });
});
/** A scorecard being drawn up: its numbers are well-formed, its texts perhaps still empty and its weights open. */
export const scorecardDraftContent = cardOf(unfinished);
