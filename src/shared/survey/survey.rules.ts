import { moments } from '../statistics/descriptive.ts';
import {
  type Interval,
  MINIMUM_SAMPLE,
  meanInterval,
  type SampleMoments,
  wilsonInterval,
} from '../statistics/interval.ts';
import type { QuestionnaireDefinition } from './questionnaire.schema.ts';
import type { Answers } from './survey.answers.ts';

/**
 * Indices by simple means (简单均值口径，未用 PLS 权重).
 *
 * A respondent's construct index is the mean of the answered items of the construct, moved from the scale to 0–100:
 * (mean − minimum) / (maximum − minimum) × 100. It exists when at least half of the construct's items were answered.
 * A group's index is the mean over its respondents, with Student's t interval. This is not the ACSI formula, which
 * weights items by PLS; on skewed blocks (loyalty) the two differ by points, so every place that shows it says so.
 */
export const INDEX_METHOD = 'simpleMean';

type Scale = QuestionnaireDefinition['scale'];

/** Moves a value of the answer scale to 0–100. */
export function toIndex(value: number, scale: Scale): number {
  return ((value - scale.minimum) / (scale.maximum - scale.minimum)) * 100;
}

/** Item positions by construct, in the order of the questionnaire. */
export function constructPositions(definition: QuestionnaireDefinition): Map<string, number[]> {
  const positions = new Map<string, number[]>(definition.constructs.map((construct) => [construct.code, []]));
  definition.items.forEach((item, position) => {
    positions.get(item.construct)?.push(position);
  });
  return positions;
}

/**
 * Index 0–100 of one respondent over the items at `positions`.
 * @returns null when fewer than half of the items were answered
 */
export function respondentIndex(answers: Answers, positions: readonly number[], scale: Scale): number | null {
  let sum = 0;
  let answered = 0;
  for (const position of positions) {
    const answer = answers[position];
    if (answer === null || answer === undefined) continue;
    sum += answer;
    answered += 1;
  }
  if (answered === 0 || answered * 2 < positions.length) return null;
  return toIndex(sum / answered, scale);
}

/** Index of a group with all that says how sure it is. */
export interface IndexFigure {
  /** Respondents with an index. */
  n: number;
  /** 0–100; null when nobody has an index. */
  mean: number | null;
  sd: number | null;
  standardError: number | null;
  interval: Interval | null;
  /** True when n is below the minimum for a verdict. */
  small: boolean;
}

/** Mean, spread and 95 % interval of respondents' indices. The interval is cut to the scale's 0–100. */
export function indexFigure(indices: readonly number[]): IndexFigure {
  return figureOf(moments(indices));
}

/** The same from running totals, for lists that add up in the database. */
export function indexFigureOfTotals(totals: { n: number; sum: number; squares: number }): IndexFigure {
  const { n, sum, squares } = totals;
  const mean = n === 0 ? Number.NaN : sum / n;
  const variance = n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1));
  return figureOf({ n, mean, sd: Math.sqrt(variance) });
}

function figureOf({ n, mean, sd }: SampleMoments): IndexFigure {
  const small = n < MINIMUM_SAMPLE;
  if (n === 0) return { n, mean: null, sd: null, standardError: null, interval: null, small };
  if (n === 1) return { n, mean, sd: null, standardError: null, interval: null, small };
  const wide = meanInterval(mean, sd, n);
  const interval = wide && { low: Math.max(0, wide.low), high: Math.min(100, wide.high) };
  return { n, mean, sd, standardError: sd / Math.sqrt(n), interval, small };
}

/** A share with its Wilson interval. */
export interface ShareFigure {
  count: number;
  n: number;
  rate: number | null;
  interval: Interval | null;
}

/** Share `count / n` with its 95 % Wilson interval. */
export function shareFigure(count: number, n: number): ShareFigure {
  return { count, n, rate: n === 0 ? null : count / n, interval: wilsonInterval(count, n) };
}

/** How one item was answered. */
export interface ItemFigure {
  code: string;
  construct: string;
  /** Answers per scale value, from the scale's minimum up. */
  counts: number[];
  missing: number;
  /** Mean on the answer scale; null without answers. */
  mean: number | null;
  /** Share of the two best values of the scale among the answers (top-two-box). */
  topTwo: ShareFigure;
}

/** Distribution, missing answers, mean and top-two-box of every item. */
export function itemFigures(definition: QuestionnaireDefinition, submissions: readonly Answers[]): ItemFigure[] {
  const { minimum, maximum } = definition.scale;
  return definition.items.map((item, position) => {
    const counts = new Array<number>(maximum - minimum + 1).fill(0);
    let missing = 0;
    let sum = 0;
    for (const answers of submissions) {
      const answer = answers[position];
      if (answer === null || answer === undefined) {
        missing += 1;
        continue;
      }
      counts[answer - minimum] = (counts[answer - minimum] ?? 0) + 1;
      sum += answer;
    }
    const n = submissions.length - missing;
    const top = (counts.at(-1) ?? 0) + (counts.at(-2) ?? 0);
    return {
      code: item.code,
      construct: item.construct,
      counts,
      missing,
      mean: n === 0 ? null : sum / n,
      topTwo: shareFigure(top, n),
    };
  });
}

/** Respondents' indices by construct; those without an index are left out. */
export function constructIndices(
  definition: QuestionnaireDefinition,
  submissions: readonly Answers[],
): Map<string, number[]> {
  const result = new Map<string, number[]>();
  for (const [construct, positions] of constructPositions(definition)) {
    const indices: number[] = [];
    for (const answers of submissions) {
      const index = respondentIndex(answers, positions, definition.scale);
      if (index !== null) indices.push(index);
    }
    result.set(construct, indices);
  }
  return result;
}
