/** Nelson's eight tests for special causes (Nelson 1984, Journal of Quality Technology 16). */

/** Rules looked at unless a caller says otherwise: outlier, run, trend. */
export const DEFAULT_RULES = [1, 2, 3] as const;
export const ALL_RULES = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** One completed pattern: the rule and the index of the point that completes it. */
export interface NelsonSignal {
  rule: number;
  index: number;
}

type Test = { length: number; holds: (window: readonly number[]) => boolean };

/** At least `needed` points of the window beyond `limit` on one side, the last of them among these. */
function beyond(window: readonly number[], limit: number, needed: number): boolean {
  const last = window.at(-1) as number;
  const side = Math.sign(last);
  if (side * last <= limit) return false;
  return window.filter((value) => side * value > limit).length >= needed;
}

const TESTS: Record<number, Test> = {
  1: { length: 1, holds: ([z]) => Math.abs(z as number) > 3 },
  2: { length: 9, holds: (w) => w.every((z) => z > 0) || w.every((z) => z < 0) },
  3: {
    length: 6,
    holds: (w) =>
      w.every((z, i) => i === 0 || z > (w[i - 1] as number)) || w.every((z, i) => i === 0 || z < (w[i - 1] as number)),
  },
  4: {
    length: 14,
    holds: (w) =>
      w.every((z, i) => i < 2 || (z - (w[i - 1] as number)) * ((w[i - 1] as number) - (w[i - 2] as number)) < 0),
  },
  5: { length: 3, holds: (w) => beyond(w, 2, 2) },
  6: { length: 5, holds: (w) => beyond(w, 1, 4) },
  7: { length: 15, holds: (w) => w.every((z) => Math.abs(z) < 1) },
  8: { length: 8, holds: (w) => w.every((z) => Math.abs(z) > 1) },
};

/**
 * Nelson's tests for special causes on standardised values.
 * A rule is reported at every point whose window fulfils it.
 */
export function nelsonSignals(z: readonly number[], rules: readonly number[] = DEFAULT_RULES): NelsonSignal[] {
  const signals: NelsonSignal[] = [];
  for (let index = 0; index < z.length; index += 1) {
    for (const rule of rules) {
      const test = TESTS[rule];
      if (!test || index + 1 < test.length) continue;
      if (test.holds(z.slice(index + 1 - test.length, index + 1))) signals.push({ rule, index });
    }
  }
  return signals;
}

/**
 * How often each rule is completed by a point of a process in control, independent and normal: exact figures of the
 * tests as defined above (rule 4: alternating permutations of 14; rules 5–8: areas of the normal curve).
 */
const FALSE_ALARMS: Record<number, number> = {
  1: 0.0026997961,
  2: 2 * 0.5 ** 9,
  3: 2 / 720,
  4: (2 * 199_360_981) / 87_178_291_200,
  5: 0.0020467245,
  6: 0.0044656836,
  7: 0.003260981,
  8: 0.0001027722,
};

/**
 * Chance that a point of a series in control completes a rule.
 * @param index of the point in its series: the first ones can't complete the longer rules
 */
export function falseAlarmChance(rule: number, index: number): number {
  const length = TESTS[rule]?.length;
  return length === undefined || index + 1 < length ? 0 : (FALSE_ALARMS[rule] ?? 0);
}

/**
 * Signals to be expected by chance alone from a series in control.
 * @param points length of the series
 */
export function expectedSignals(points: number, rules: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < points; index += 1) for (const rule of rules) sum += falseAlarmChance(rule, index);
  return sum;
}
