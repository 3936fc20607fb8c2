import { expect, test } from 'vitest';
import {
  atRiskAt,
  kaplanMeier,
  medianInterval,
  medianSurvival,
  survivalAt,
  survivalInterval,
} from '#shared/statistics/kaplan-meier.ts';
import { logRank } from '#shared/statistics/log-rank.ts';

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
const treated = sixMp.map((t) => ({ time: Math.abs(t), event: t > 0 }));
const steps = kaplanMeier(treated);
/** the other arm: all relapsed */
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23].map((time) => ({
  time,
  event: true,
}));
/** log and log-log intervals of km_6mp_expected.csv and km_6mp_loglog.csv */
const intervals = [
  [0.7198170839, 1, 0.6197179553, 0.9515517476],
  [0.6531242185, 0.9964436759, 0.5631465646, 0.9228090192],
  [0.585918982, 0.9675747546, 0.5031995108, 0.8893618352],
  [0.5096130991, 0.9347691955, 0.4316102225, 0.8490659633],
  [0.439393925, 0.8959949385, 0.367510856, 0.8049121895],
  [0.3370366162, 0.858200848, 0.2677789368, 0.7467907176],
  [0.2487882268, 0.8073720455, 0.188052006, 0.6801426285],
];

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

test('equals the published intervals on both scales', () => {
  for (const [i, [logLow, logHigh, low, high]] of intervals.entries()) {
    const step = steps[i] as (typeof steps)[number];
    expect(survivalInterval(step, 'log')?.low).toBeCloseTo(logLow as number, 9);
    expect(survivalInterval(step, 'log')?.high).toBeCloseTo(logHigh as number, 9);
    expect(survivalInterval(step)?.low).toBeCloseTo(low as number, 9);
    expect(survivalInterval(step)?.high).toBeCloseTo(high as number, 9);
  }
  expect(survivalInterval({ ...(steps[0] as (typeof steps)[number]), survival: 0 })).toBeNull();
});
test('the median has the interval in which the bounds cross one half', () => {
  // the first of the published lower bounds at or below one half: 0.4316 at 13, on the log scale 0.4394 at 16
  expect(medianInterval(steps)).toEqual({ low: 13, high: null });
  expect(medianInterval(steps, 'log')).toEqual({ low: 16, high: null });
});
test('counts who is left at a time', () => {
  expect(atRiskAt(treated, [0, 6, 6.5, 20, 36])).toEqual([21, 21, 17, 8, 0]);
});
test('equals the published log-rank test of both arms', () => {
  const result = logRank([treated, placebo]);
  expect(result?.chiSquare).toBeCloseTo(16.7929409892, 9);
  expect(result?.degreesOfFreedom).toBe(1);
  expect(result?.p).toBeLessThan(0.0001);
  // the expected events of both arms sum to all events: 19.3 and 10.7 in the textbooks
  expect(result?.groups[0]).toMatchObject({ n: 21, observed: 9, expected: expect.closeTo(19.25, 2) });
  expect(result?.groups[1]).toMatchObject({ n: 21, observed: 21, expected: expect.closeTo(10.75, 2) });
});
test('compares more than two groups, and knows when there is nothing to compare', () => {
  const twice = logRank([treated, placebo, placebo]);
  expect(twice?.degreesOfFreedom).toBe(2);
  // the order of the groups makes no difference
  expect(logRank([placebo, treated, placebo])?.chiSquare).toBeCloseTo(twice?.chiSquare as number, 9);
  expect(logRank([treated, []])).toBeNull();
  expect(logRank([treated.map((one) => ({ ...one, event: false })), [{ time: 1, event: false }]])).toBeNull();
  expect(logRank([placebo, placebo])?.chiSquare).toBeCloseTo(0, 12);
});
