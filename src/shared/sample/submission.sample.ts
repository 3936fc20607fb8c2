import { normalQuantile } from '../statistics/interval.ts';
import { invertIncreasing, normalCdf } from '../statistics/special.ts';

/** A stream of uniform numbers in [0, 1). */
type Random = () => number;

/** Figures the synthetic answers are drawn from (`resources/sample/survey-model.json`). */
export interface SurveyModel {
  itemCodes: string[];
  satisfactionItems: string[];
  /** Satisfaction index 0–100 by simple means that a business is centred on. */
  indexTarget: Record<string, number>;
  straightLineRate: number;
  speederRate: number;
  missingRate: number;
  missingRateByItem: Record<string, number>;
  /** Answers 1–10 by item in the original sample. */
  answerCounts: Record<string, number[]>;
  /** Correlations of the items, in the order of `itemCodes`. */
  correlations: number[][];
}

/** What to draw. Effects are index points added to the target of the business. */
export interface SubmissionRequest {
  business: string;
  cityEffect: number;
  quarterEffect: number;
  n: number;
}

/** One synthetic submission. */
export interface SampleSubmission {
  /** In the order of the model's items, 1–10, null for no answer. */
  answers: (number | null)[];
  durationSeconds: number;
}

/** Draws submissions; see {@link submissionGenerator}. */
export type GenerateSubmissions = (rng: Random, request: SubmissionRequest) => SampleSubmission[];

/**
 * Prepares the generator of synthetic submissions: a Gaussian copula with the item correlations and marginals of the
 * model. The latent normals are shifted together until the expected satisfaction index equals
 * target + cityEffect + quarterEffect. Only uniforms and the cosine branch of Box–Muller are used, in a fixed order
 * and number for each submission, so the same stream gives the same answers everywhere.
 * @throws RangeError when the correlations are not positive definite, or a business has no target
 */
export function submissionGenerator(model: SurveyModel): GenerateSubmissions {
  const factor = cholesky(model.correlations);
  const thresholds = model.itemCodes.map((code) => latentThresholds(model.answerCounts[code] ?? []));
  const measured = model.satisfactionItems.map((code) => thresholds[model.itemCodes.indexOf(code)] as number[]);
  return (rng, request) => {
    const target = model.indexTarget[request.business];
    if (target === undefined) throw new RangeError(`No index target for ${request.business}`);
    const shift = shiftFor(measured, target + request.cityEffect + request.quarterEffect);
    return Array.from({ length: request.n }, () => drawSubmission(rng, model, { factor, thresholds, shift }));
  };
}

/** Lower triangular L with L·Lᵀ = matrix. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = matrix.map(() => []);
  matrix.forEach((row, i) => {
    const current = factor[i] as number[];
    for (let j = 0; j <= i; j += 1) {
      const other = factor[j] as number[];
      let rest = row[j] as number;
      for (let k = 0; k < j; k += 1) rest -= (current[k] as number) * (other[k] as number);
      if (i === j && rest <= 0) throw new RangeError('Correlations are not positive definite');
      current[j] = i === j ? Math.sqrt(rest) : rest / (other[j] as number);
    }
  });
  return factor;
}

/** Normal quantiles of the running shares: answer k + 1 is given between thresholds k − 1 and k. */
function latentThresholds(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let running = 0;
  return counts.slice(0, -1).map((count) => {
    running += count;
    return normalQuantile(running / total);
  });
}

/** Expected index 0–100 of items whose latent normals are moved by `shift`. */
function expectedIndex(items: readonly (readonly number[])[], shift: number): number {
  let sum = 0;
  for (const thresholds of items) {
    // E[answer] − 1 = Σ P(answer above k) over the thresholds.
    for (const threshold of thresholds) sum += 1 - normalCdf(threshold - shift);
  }
  return (sum / (items.length * 9)) * 100;
}

function shiftFor(items: readonly (readonly number[])[], index: number): number {
  return invertIncreasing((shift) => expectedIndex(items, shift), Math.min(99, Math.max(1, index)), -6, 6);
}

interface Prepared {
  factor: number[][];
  thresholds: number[][];
  shift: number;
}

/** One submission; always the same number of draws, so that a stream stays in step. */
function drawSubmission(rng: Random, model: SurveyModel, { factor, thresholds, shift }: Prepared): SampleSubmission {
  const independent = model.itemCodes.map(() => boxMuller(rng));
  const gaps = model.itemCodes.map((code) => rng() < (model.missingRateByItem[code] ?? model.missingRate));
  const straight = rng() < model.straightLineRate;
  const speeding = rng() < model.speederRate;
  const pace = rng();
  const answers = thresholds.map((levels, i) => {
    let latent = shift;
    const row = factor[i] as number[];
    for (let k = 0; k <= i; k += 1) latent += (row[k] as number) * (independent[k] as number);
    let answer = 1;
    while (answer <= levels.length && latent > (levels[answer - 1] as number)) answer += 1;
    return answer;
  });
  return {
    answers: answers.map((answer, i) => (gaps[i] ? null : straight ? (answers[0] as number) : answer)),
    durationSeconds: speeding ? 15 + Math.floor(pace * 30) : 180 + Math.floor(pace * 420),
  };
}

/** A standard normal number: the cosine branch, two uniforms. */
function boxMuller(rng: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng()));
  return radius * Math.cos(2 * Math.PI * rng());
}
