import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitChannels, unitLines } from '../kernel/levels.ts';

/** Text in both languages of the product. */
export const bilingual = z.object({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });
export type Bilingual = z.infer<typeof bilingual>;

/** Integer of 1/1000 point. */
const points = z.number().int().min(0).max(1_000_000);
const positivePoints = points.min(1);
/** Measured quantities (percent, minutes, …) are integers of 1/1000 of their unit. */
const quantity = z.number().int().min(0).max(1_000_000_000);

/** Which way a measured value is better: at least the target (rates) or at most it (times). */
const direction = z.enum(['atLeast', 'atMost']);

/** How one item turns what was found into points; exactly one for each item. */
export const scoringRule = z.discriminatedUnion('kind', [
  /** every occurrence costs `perPoints`, never below `floorPoints` (扣完为止 = 0) */
  z.object({
    kind: z.literal('deductPerOccurrence'),
    perPoints: positivePoints,
    unit: bilingual,
    floorPoints: points.default(0),
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
export type ScoringRule = z.infer<typeof scoringRule>;

/** What a hit of a critical item does beyond losing the item itself (一票否决). */
export const criticalEffects = ['zeroItem', 'zeroSection', 'capGrade', 'zeroWhole'] as const;
export type CriticalEffect = (typeof criticalEffects)[number];

/** `onFailure`: any lost point of the item is a hit; `marked`: the inspector says so, the rule goes on beside it. */
export const critical = z.object({
  effect: z.enum(criticalEffects),
  trigger: z.enum(['onFailure', 'marked']),
  /** best grade still possible, for `capGrade` */
  grade: z.string().optional(),
});
export type Critical = z.infer<typeof critical>;

/** What happens with the points of an item that doesn't apply. */
export const notApplicablePolicies = ['spread', 'full', 'notAllowed'] as const;
/** When an item needs evidence. */
export const evidenceDemands = ['never', 'onFailure', 'always'] as const;

export const scorecardItem = z.object({
  code: z.string().regex(/^[0-9A-Za-z.-]{1,12}$/),
  title: bilingual,
  /** the clause that demands it */
  clause: z.object({ code: z.string().min(1).max(40), text: bilingual, source: bilingual }),
  /** steps of how to inspect */
  guidance: z.array(bilingual),
  fullPoints: points,
  rule: scoringRule,
  notApplicable: z.enum(notApplicablePolicies),
  evidence: z.object({ demand: z.enum(evidenceDemands), least: z.number().int().min(1).max(20).default(1) }),
  critical: critical.nullable().default(null),
});
export type ScorecardItem = z.infer<typeof scorecardItem>;

export const scorecardSection = z.object({
  code: z.string().regex(/^[0-9A-Za-z.-]{1,12}$/),
  title: bilingual,
  /** `award` sections add on top of the full points, up to their own `fullPoints` */
  kind: z.enum(['base', 'award']),
  fullPoints: positivePoints,
  items: z.array(scorecardItem).min(1),
});
export type ScorecardSection = z.infer<typeof scorecardSection>;

/** Content of one published version; stored as JSON, hashed, never changed. */
const scorecardShape = z.object({
  schema: z.literal(1),
  code: z.string().regex(/^[A-Z0-9-]{3,20}$/),
  version: z.number().int().min(1),
  title: bilingual,
  /** where its rules come from, and what is only an example to be adapted */
  source: bilingual,
  line: z.enum(unitLines),
  channels: z.array(z.enum(unitChannels)),
  effectiveOn: z.string().refine(isDay, 'effectiveOn'),
  fullPoints: positivePoints,
  /** smallest step of the total (10 = 0.01 point); rounded half-up, once */
  roundingPoints: z.number().int().min(1).max(1000).default(10),
  /** best first; the last begins at 0 */
  grades: z.array(z.object({ code: z.string().min(1).max(20), title: bilingual, fromPoints: points })).min(2),
  sections: z.array(scorecardSection).min(1).max(12),
});
export type ScorecardContent = z.infer<typeof scorecardShape>;

/** A scorecard that can be published: its weights close, codes are unique, every rule fits its place. */
export const scorecardContent = scorecardShape.superRefine((card, ctx) => {
  for (const message of scorecardFaults(card)) ctx.addIssue({ code: 'custom', message });
});

/** What keeps a card from being published, each with the code of its item or section; empty when nothing does. */
export function scorecardFaults(card: ScorecardContent): string[] {
  const faults: string[] = [];
  const codes = [
    ...card.sections.map((each) => `§${each.code}`),
    ...card.sections.flatMap((each) => each.items.map((item) => item.code)),
  ];
  for (const code of codes)
    if (codes.indexOf(code) !== codes.lastIndexOf(code)) faults.push(`${code}: code used twice`);
  const base = card.sections.filter((section) => section.kind === 'base');
  if (sum(base.map((section) => section.fullPoints)) !== card.fullPoints)
    faults.push('sections do not add up to the full points');
  for (const section of card.sections) faults.push(...sectionFaults(card, section));
  const { grades } = card;
  if (grades.some((grade, i) => i > 0 && grade.fromPoints >= (grades[i - 1]?.fromPoints ?? 0)))
    faults.push('grades must go down');
  if (grades.at(-1)?.fromPoints !== 0) faults.push('the last grade must begin at 0');
  return faults;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function sectionFaults(card: ScorecardContent, section: ScorecardSection): string[] {
  const faults: string[] = [];
  const total = sum(section.items.map((item) => item.fullPoints));
  if (section.kind === 'base' && total !== section.fullPoints)
    faults.push(`§${section.code}: items do not add up to ${section.fullPoints}`);
  for (const item of section.items) {
    if ((item.rule.kind === 'award') !== (section.kind === 'award'))
      faults.push(`${item.code}: award rules belong to award sections, and only there`);
    const { critical: hit } = item;
    if (hit?.effect === 'capGrade' && !card.grades.some((grade) => grade.code === hit.grade))
      faults.push(`${item.code}: unknown grade`);
    faults.push(...ruleFaults(item));
  }
  return faults;
}

function ruleFaults(item: ScorecardItem): string[] {
  const { rule } = item;
  if (rule.kind === 'deductPerOccurrence' && rule.floorPoints > item.fullPoints)
    return [`${item.code}: floor above the full points`];
  if (rule.kind === 'bands') {
    const ordered = rule.bands.every((band, i) => {
      const before = rule.bands[i - 1];
      if (!before) return band.points <= item.fullPoints;
      return (
        band.points < before.points &&
        (rule.direction === 'atLeast' ? band.limit < before.limit : band.limit > before.limit)
      );
    });
    if (!ordered) return [`${item.code}: bands must go from best to worst within the full points`];
  }
  if (item.fullPoints === 0 && !item.critical) return [`${item.code}: an item without points must be critical`];
  return [];
}
