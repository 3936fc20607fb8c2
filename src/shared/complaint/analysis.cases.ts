import { numeratorTraits } from './analysis.rules.ts';
import type { AgeingAnalysis, NumeratorKind, PlaceView } from './analysis.schema.ts';
import type { ClosingCurve, ClosingEnd, ClosingGrouping } from './analysis-closing.schema.ts';
import type { ControlMeasure, ControlPointView } from './analysis-control.schema.ts';
import type { ComplaintFilter } from './complaint.schema.ts';
import type { ComplaintTrait } from './narrowing.schema.ts';

/**
 * Which complaints stand behind a number of the analysis, as the list's filter says it. The window makes addresses of
 * these, and a spec compares every number with the total of its list.
 */
export type Cases = Partial<ComplaintFilter>;

/** What the page is about. */
export interface CasesScope {
  readonly unitId: string | null | undefined;
  readonly startOn: string;
  readonly endOn: string;
  readonly numerator: NumeratorKind;
}

/** The same cases with further traits. */
export const withTraits = (cases: Cases, ...traits: readonly ComplaintTrait[]): Cases => ({
  ...cases,
  traits: [...new Set([...(cases.traits ?? []), ...traits])],
});

/** Everything received in the period. */
export const receivedCases = ({ unitId, startOn, endOn }: Omit<CasesScope, 'numerator'>): Cases => ({
  view: 'all',
  ...(unitId && { unitId }),
  receivedFrom: startOn,
  receivedTo: endOn,
});

/** What the chosen numerator counts of it. */
export const countedCases = (scope: CasesScope): Cases =>
  withTraits(receivedCases(scope), ...numeratorTraits[scope.numerator]);

/** The part of them at a place; the whole scope where none is named. */
export function atPlace(cases: Cases, place: PlaceView | null): Cases {
  if (!place) return cases;
  const there = { ...cases, unitId: place.unitId };
  return place.isOwn ? withTraits(there, 'ownUnit') : there;
}

/** The part of them received on the days of a month or week. */
export const onDays = (cases: Cases, { startOn, endOn }: { startOn: string; endOn: string }): Cases => ({
  ...cases,
  receivedFrom: startOn,
  receivedTo: endOn,
});

/** Open ones of this moment. */
export const openCases = (unitId: string | null | undefined): Cases => ({ view: 'open', ...(unitId && { unitId }) });

/** Open ones of a bucket of age. */
export const agedCases = (cases: Cases, { from, to }: AgeingAnalysis['byAge'][number]): Cases => ({
  ...cases,
  receivedFrom: from,
  receivedTo: to,
});

/** Open ones of a bucket of the deadline. */
export function dueCases(cases: Cases, { key, from, to }: AgeingAnalysis['byDue'][number]): Cases {
  if (key === 'paused' || key === 'notRunning') return withTraits(cases, key);
  return { ...cases, dueFrom: from, dueTo: to };
}

const endTraits: Record<ClosingEnd, Record<'n' | 'ended' | 'censored' | 'unknown', ComplaintTrait>> = {
  closed: { n: 'closingKnown', ended: 'closed', censored: 'closingCensored', unknown: 'closingUnknown' },
  answered: { n: 'answerKnown', ended: 'answered', censored: 'answerCensored', unknown: 'answerUnknown' },
};

/** What a curve is drawn from: those observed, ended, still going on, or of unknown time. */
export function curveCases(
  scope: CasesScope,
  { key, isOwn }: Pick<ClosingCurve, 'key' | 'isOwn'>,
  { end, by }: { end: ClosingEnd; by: ClosingGrouping },
  part: 'n' | 'ended' | 'censored' | 'unknown',
): Cases {
  const cases = withTraits(receivedCases(scope), endTraits[end][part]);
  if (by === 'category') return { ...cases, category: key };
  if (by === 'channel') return { ...cases, channels: [key as ComplaintFilter['channels'][number]] };
  if (by !== 'unit') return cases;
  return isOwn ? withTraits({ ...cases, unitId: key }, 'ownUnit') : { ...cases, unitId: key };
}

/** What a point of a control chart counts, and what it counts it over where that is complaints too. */
export function pointCases(
  scope: CasesScope,
  measure: ControlMeasure,
  place: PlaceView | null,
  category: string,
  point: Pick<ControlPointView, 'startOn' | 'endOn'>,
): { counted: Cases; of: Cases | null } {
  const all = measure === 'volume' ? countedCases(scope) : receivedCases(scope);
  const cases = onDays(atPlace(category ? { ...all, category } : all, place), point);
  if (measure === 'volume') return { counted: cases, of: null };
  if (measure === 'founded') return { counted: withTraits(cases, 'founded'), of: withTraits(cases, 'decided') };
  return { counted: withTraits(cases, 'inTime'), of: withTraits(cases, 'judgedTime') };
}
