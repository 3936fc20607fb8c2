import type { Answers } from './survey.answers.ts';
import { type ShareFigure, shareFigure } from './survey.rules.ts';

/** Fewer answers than this say nothing about straight-lining. */
const MINIMUM_ANSWERS = 10;
/** Seconds per item under which a submission counts as rushed (秒答): nobody reads and rates a question in two. */
export const SPEEDER_SECONDS_PER_ITEM = 2;

/**
 * Whether a respondent gave one and the same value throughout (直线作答).
 * Needs at least ten answers, or all items of a shorter questionnaire.
 */
export function isStraightLine(answers: Answers): boolean {
  let first: number | null = null;
  let answered = 0;
  for (const answer of answers) {
    if (answer === null) continue;
    if (first === null) first = answer;
    else if (answer !== first) return false;
    answered += 1;
  }
  return answered >= Math.min(MINIMUM_ANSWERS, answers.length) && answered > 1;
}

/** Whether the interview was too quick to be an interview; unknown durations are never held against anyone. */
export function isSpeeder(durationSeconds: number | null, items: number): boolean {
  return durationSeconds !== null && durationSeconds < items * SPEEDER_SECONDS_PER_ITEM;
}

/** One submission, as far as its quality goes. */
export interface QualityRow {
  answers: Answers;
  durationSeconds: number | null;
}

/** Quality of a sample. Nothing is left out of the indices because of it: these figures say how far to trust them. */
export interface SampleQuality {
  submissions: number;
  /** Share of item answers that are missing. */
  missing: ShareFigure;
  /** Submissions with every item answered. */
  complete: ShareFigure;
  straightLine: ShareFigure;
  /** Rushed submissions among those with a known duration. */
  speeder: ShareFigure;
  /** Submissions whose answers are all identical to an earlier submission's. */
  repeated: ShareFigure;
}

/** Missing answers, straight-lining, rushing and repetition over a sample. */
export function sampleQuality(rows: readonly QualityRow[], items: number): SampleQuality {
  const seen = new Set<string>();
  const tally = { missing: 0, complete: 0, straight: 0, timed: 0, speeders: 0, repeated: 0 };
  for (const { answers, durationSeconds } of rows) {
    const missing = answers.filter((answer) => answer === null).length;
    tally.missing += missing;
    if (missing === 0) tally.complete += 1;
    const straight = isStraightLine(answers);
    if (straight) tally.straight += 1;
    if (durationSeconds !== null) tally.timed += 1;
    if (isSpeeder(durationSeconds, items)) tally.speeders += 1;
    const key = answers.join();
    // Two straight lines of the same value are no copy of each other; they are counted above already.
    if (!straight && seen.has(key)) tally.repeated += 1;
    seen.add(key);
  }
  return {
    submissions: rows.length,
    missing: shareFigure(tally.missing, rows.length * items),
    complete: shareFigure(tally.complete, rows.length),
    straightLine: shareFigure(tally.straight, rows.length),
    speeder: shareFigure(tally.speeders, tally.timed),
    repeated: shareFigure(tally.repeated, rows.length),
  };
}
