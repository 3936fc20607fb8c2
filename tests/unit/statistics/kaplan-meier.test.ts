import { expect, test } from 'vitest';
import { kaplanMeier, medianSurvival, survivalAt } from '#shared/statistics/kaplan-meier.ts';

/** 6-MP arm of Freireich et al. 1963, weeks; negative: censored. Figures of the reference's km_6mp_expected.csv (textbook to 3 places). */
const sixMp = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
const published = [
  [6, 21, 3, 0.8571428571, 0.0763603548],
  [7, 17, 1, 0.8067226891, 0.0869352852],
  [10, 15, 1, 0.7529411765, 0.096349653],
  [13, 12, 1, 0.6901960784, 0.1068147078],
  [16, 11, 1, 0.6274509804, 0.1140538653],
  [22, 7, 1, 0.5378151261, 0.1282337517],
  [23, 6, 1, 0.4481792717, 0.1345914568],
];
const steps = kaplanMeier(sixMp.map((t) => ({ time: Math.abs(t), event: t > 0 })));

test('equals the published survival of the 6-MP arm', () => {
  expect(steps).toHaveLength(published.length);
  for (const [i, [time, atRisk, events, survival, se]] of published.entries()) {
    const step = steps[i];
    expect([step?.time, step?.atRisk, step?.events]).toEqual([time, atRisk, events]);
    expect(step?.survival).toBeCloseTo(survival as number, 10);
    expect(step?.standardError).toBeCloseTo(se as number, 9);
  }
  expect(medianSurvival(steps)).toBe(23);
  expect(survivalAt(steps, 12)).toBeCloseTo(0.7529411765, 10);
  expect(survivalAt(steps, 1)).toBe(1);
});
test('has no median while more than half are open', () => {
  expect(
    medianSurvival(
      kaplanMeier([
        { time: 5, event: true },
        { time: 6, event: false },
        { time: 7, event: false },
      ]),
    ),
  ).toBeNull();
  expect(kaplanMeier([])).toEqual([]);
});
test('all gone: survival ends at zero with no spread left', () => {
  const last = kaplanMeier([
    { time: 1, event: true },
    { time: 2, event: true },
  ]).at(-1);
  expect([last?.survival, last?.standardError]).toEqual([0, 0]);
});
