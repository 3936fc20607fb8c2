import type {
  CriticalEffect,
  ScorecardContent,
  ScorecardItem,
  ScorecardSection,
} from '../standard/scorecard.schema.ts';
import type { Arithmetic } from './arithmetic.ts';
import { type ExactItem, isCriticalHit, scoreItem } from './item.rules.ts';
import {
  add,
  divide,
  least,
  multiply,
  type Rational,
  rational,
  roundHalfUp,
  subtract,
  total,
  zero,
} from './rational.ts';
import { emptyEntry, type ItemEntry } from './result.schema.ts';

export { entryFits } from './item.rules.ts';

/** Points in these are integers of 1/1000, rounded for showing; the total is made from the exact values. */
export interface ItemOutcome {
  readonly code: string;
  readonly sectionCode: string;
  readonly state: 'unscored' | 'scored' | 'notApplicable';
  readonly fullPoints: number;
  readonly lostPoints: number;
  /** null while unscored or not applicable (left empty, never 0) */
  readonly earnedPoints: number | null;
  readonly arithmetic: Arithmetic | null;
  readonly isCriticalHit: boolean;
  /** pieces of evidence still to be added */
  readonly missingEvidence: number;
}

export interface SectionOutcome {
  readonly code: string;
  readonly kind: 'base' | 'award';
  readonly fullPoints: number;
  readonly items: number;
  readonly entered: number;
  /** by the rules of its items */
  readonly lostPoints: number;
  /** full points of items that don't apply and whose points are spread */
  readonly spreadPoints: number;
  /** earned by the entered items before spreading */
  readonly earnedPoints: number;
  /** `earnedPoints` ÷ `applicablePoints` × `fullPoints`, only when something was spread */
  readonly conversion: { readonly applicablePoints: number } | null;
  /** full points of the entered part, after spreading */
  readonly enteredPoints: number;
  /** the section's part of the total, null when nothing in it applies */
  readonly points: number | null;
  readonly isZeroed: boolean;
}

/** A critical hit and what it does. */
export interface CriticalOutcome {
  readonly itemCode: string;
  readonly effect: CriticalEffect;
  readonly grade: string | null;
}

export interface SheetOutcome {
  readonly items: readonly ItemOutcome[];
  readonly sections: readonly SectionOutcome[];
  readonly hits: readonly CriticalOutcome[];
  /** codes still to be scored, and lacking evidence, in the order of the card */
  readonly unscored: readonly string[];
  readonly evidenceMissing: readonly string[];
  readonly enteredItems: number;
  readonly totalItems: number;
  /** full points of the entered base items, and what they earned, award included */
  readonly enteredFullPoints: number;
  readonly enteredPoints: number;
  /** before section, grade and whole effects of critical hits; unscored items count as full. Null: nothing applies */
  readonly rawPoints: number | null;
  readonly rawGrade: string | null;
  readonly effectivePoints: number | null;
  readonly effectiveGrade: string | null;
}

interface ItemWork {
  readonly item: ScorecardItem;
  readonly entry: ItemEntry;
  readonly exact: ExactItem | null;
  readonly isHit: boolean;
  readonly outcome: ItemOutcome;
}
interface SectionWork {
  readonly section: ScorecardSection;
  readonly items: readonly ItemWork[];
  readonly isLive: boolean;
  /** with unscored items at full, and only what is entered */
  readonly assumed: Rational;
  readonly entered: Rational;
  readonly enteredFull: Rational;
  readonly outcome: SectionOutcome;
}

function workItem(section: ScorecardSection, item: ScorecardItem, entry: ItemEntry, evidence: number): ItemWork {
  const exact = scoreItem(item, entry);
  const isHit = isCriticalHit(item, entry, exact);
  const state = entry.isNotApplicable ? 'notApplicable' : exact ? 'scored' : 'unscored';
  const { demand, least: wanted } = item.evidence;
  const failed =
    isHit || (exact !== null && (exact.lost.n > 0n || (item.rule.kind === 'award' && exact.earned.n > 0n)));
  const isDemanded = state === 'scored' && (demand === 'always' || (demand === 'onFailure' && failed));
  const isFullAnyway = entry.isNotApplicable && item.notApplicable === 'full';
  const outcome: ItemOutcome = {
    code: item.code,
    sectionCode: section.code,
    state,
    fullPoints: item.fullPoints,
    lostPoints: exact ? roundHalfUp(exact.lost) : 0,
    earnedPoints: exact ? roundHalfUp(exact.earned) : isFullAnyway ? item.fullPoints : null,
    arithmetic: exact?.arithmetic ?? null,
    isCriticalHit: isHit,
    missingEvidence: isDemanded ? Math.max(0, wanted - evidence) : 0,
  };
  return { item, entry, exact, isHit, outcome };
}

const isSpread = (work: ItemWork) => work.entry.isNotApplicable && work.item.notApplicable === 'spread';
const isGiven = (work: ItemWork) => work.entry.isNotApplicable && work.item.notApplicable === 'full';
const fullOf = (works: readonly ItemWork[]) => works.reduce((sum, work) => sum + work.item.fullPoints, 0);

function workSection(section: ScorecardSection, items: readonly ItemWork[]): SectionWork {
  const isAward = section.kind === 'award';
  const spreadPoints = isAward ? 0 : fullOf(items.filter(isSpread));
  const applicablePoints = section.fullPoints - spreadPoints;
  const isLive = isAward || applicablePoints > 0;
  const given = rational(isAward ? 0 : fullOf(items.filter(isGiven)));
  const earned = add(total(items.map((work) => work.exact?.earned ?? zero)), given);
  const open = isAward ? 0 : fullOf(items.filter((work) => work.outcome.state === 'unscored'));
  const factor = isAward ? rational(1) : applicablePoints > 0 ? rational(section.fullPoints, applicablePoints) : zero;
  const cap = (value: Rational) => (isAward ? least(value, rational(section.fullPoints)) : value);
  const assumed = cap(multiply(add(earned, rational(open)), factor));
  const entered = cap(multiply(earned, factor));
  const enteredFull = isAward ? zero : multiply(rational(applicablePoints - open), factor);
  const isZeroed = items.some((work) => work.isHit && work.item.critical?.effect === 'zeroSection');
  const outcome: SectionOutcome = {
    code: section.code,
    kind: section.kind,
    fullPoints: section.fullPoints,
    items: items.length,
    entered: items.filter((work) => work.outcome.state !== 'unscored').length,
    lostPoints: roundHalfUp(total(items.map((work) => work.exact?.lost ?? zero))),
    spreadPoints,
    earnedPoints: roundHalfUp(earned),
    conversion: spreadPoints > 0 && isLive ? { applicablePoints } : null,
    enteredPoints: roundHalfUp(enteredFull),
    points: isLive ? (isZeroed ? 0 : roundHalfUp(entered)) : null,
    isZeroed,
  };
  return { section, items, isLive, assumed, entered, enteredFull, outcome };
}

/**
 * Total of sections. Sections in which nothing applies hand their points to the others in proportion.
 * @returns null when nothing on the sheet applies
 */
function sheetTotal(
  card: ScorecardContent,
  sections: readonly SectionWork[],
  of: (section: SectionWork) => Rational,
): Rational | null {
  const base = sections.filter((each) => each.section.kind === 'base');
  const live = base.filter((each) => each.isLive);
  const doesAnythingApply = base.some((each) =>
    each.items.some((work) => !work.entry.isNotApplicable && work.item.fullPoints > 0),
  );
  if (!doesAnythingApply) return null;
  const liveFull = live.reduce((sum, each) => sum + each.section.fullPoints, 0);
  const spread = divide(multiply(total(live.map(of)), rational(card.fullPoints)), rational(liveFull));
  return add(spread, total(sections.filter((each) => each.section.kind === 'award').map(of)));
}

/** Code of the grade a number of points falls in. */
export function gradeOf(card: ScorecardContent, points: number): string {
  return (card.grades.find((grade) => points >= grade.fromPoints) ?? card.grades.at(-1))?.code ?? '';
}

/**
 * Most points a grade allows: one rounding step below the grade above it.
 * @returns undefined for the best grade
 */
export function gradeCeiling(card: ScorecardContent, grade: string): number | undefined {
  const index = card.grades.findIndex((each) => each.code === grade);
  const above = card.grades[index - 1];
  return above && above.fromPoints - card.roundingPoints;
}

function hitsOf(sections: readonly SectionWork[]): CriticalOutcome[] {
  return sections.flatMap((section) =>
    section.items.flatMap(({ item, isHit }) =>
      isHit && item.critical
        ? [{ itemCode: item.code, effect: item.critical.effect, grade: item.critical.grade ?? null }]
        : [],
    ),
  );
}

function effectiveTotal(
  card: ScorecardContent,
  sections: readonly SectionWork[],
  hits: readonly CriticalOutcome[],
): number | null {
  const exact = sheetTotal(card, sections, (each) => (each.outcome.isZeroed ? zero : each.assumed));
  if (exact === null) return null;
  if (hits.some((hit) => hit.effect === 'zeroWhole')) return 0;
  const ceilings = hits.flatMap((hit) =>
    hit.effect === 'capGrade' && hit.grade !== null ? (gradeCeiling(card, hit.grade) ?? []) : [],
  );
  return Math.min(roundHalfUp(exact, card.roundingPoints), ...ceilings);
}

/**
 * Scores one item alone: its own points don't depend on the others.
 * @param entry of an item of the card
 * @returns undefined when the card has no such item
 */
export function scoreOne(card: ScorecardContent, entry: ItemEntry): ItemOutcome | undefined {
  for (const section of card.sections) {
    const item = section.items.find((each) => each.code === entry.itemCode);
    if (item) return workItem(section, item, entry, 0).outcome;
  }
  return undefined;
}

/**
 * Scores a whole sheet by its card: pure, exact, the one place where points are made.
 * Critical items lose their own points in both totals; what they do to section, grade or whole shows only in the
 * effective one. Rounded half-up once, to the card's step.
 * @param entries what was entered; items without an entry are unscored; entries of unknown items are ignored
 * @param evidence number of pieces of evidence by item code
 */
export function scoreSheet(
  card: ScorecardContent,
  entries: readonly ItemEntry[],
  evidence: Readonly<Record<string, number>> = {},
): SheetOutcome {
  const byCode = new Map(entries.map((entry) => [entry.itemCode, entry]));
  const sections = card.sections.map((section) =>
    workSection(
      section,
      section.items.map((item) =>
        workItem(section, item, byCode.get(item.code) ?? emptyEntry(item.code), evidence[item.code] ?? 0),
      ),
    ),
  );
  const items = sections.flatMap((each) => each.items.map((work) => work.outcome));
  const awards = (work: SectionWork) => work.section.kind === 'award';
  const unscored = sections.flatMap((each) =>
    each.items.filter((work) => work.outcome.state === 'unscored').map((work) => work.item.code),
  );
  const hits = hitsOf(sections);
  const raw = sheetTotal(card, sections, (each) => each.assumed);
  const rawPoints = raw && roundHalfUp(raw, card.roundingPoints);
  const effectivePoints = effectiveTotal(card, sections, hits);
  return {
    items,
    sections: sections.map((each) => each.outcome),
    hits,
    unscored,
    evidenceMissing: items.filter((item) => item.missingEvidence > 0).map((item) => item.code),
    enteredItems: items.length - unscored.length,
    totalItems: items.length,
    enteredFullPoints: roundHalfUp(total(sections.filter((each) => !awards(each)).map((each) => each.enteredFull))),
    enteredPoints: roundHalfUp(total(sections.map((each) => each.entered))),
    rawPoints,
    rawGrade: rawPoints === null ? null : gradeOf(card, rawPoints),
    effectivePoints,
    effectiveGrade: effectivePoints === null ? null : gradeOf(card, effectivePoints),
  };
}

/** Points a section lost to the total beyond its items: by spreading (positive) or gained by it (negative), rounded. */
export function conversionLoss(section: SectionOutcome): number {
  if (!section.conversion) return 0;
  const { applicablePoints } = section.conversion;
  const lost = rational(section.lostPoints);
  return roundHalfUp(subtract(multiply(lost, rational(section.fullPoints, applicablePoints)), lost));
}
