import { describe, expect, test } from 'vitest';
import {
  bulkFrom,
  bunchingByKind,
  bunchingOf,
  burstsOf,
  differenceOfShares,
  drawSample,
  estimateOf,
} from '#shared/complaint/closure.rules.ts';
import { mulberry32 } from '#shared/sample/random.ts';

describe('drawing a sample', () => {
  const ids = Array.from({ length: 200 }, (_, i) => `c${String(i).padStart(3, '0')}`);
  test('the same seed draws the same from the same complaints, in whatever order they come', () => {
    const drawn = drawSample(ids, 12, 20261122);
    expect(drawn).toEqual(drawSample([...ids].reverse(), 12, 20261122));
    expect(new Set(drawn).size).toBe(12);
    // pinned, so that a new version of the program draws what an old one drew
    expect(drawn.slice(0, 4)).toMatchInlineSnapshot(`
      [
        "c076",
        "c132",
        "c124",
        "c190",
      ]
    `);
    expect(drawSample(ids, 12, 20261123)).not.toEqual(drawn);
  });
  test('takes all when there are fewer', () => {
    expect(drawSample(['b', 'a'], 5, 1).sort()).toEqual(['a', 'b']);
  });
  test('every complaint has the same chance', () => {
    const hits = new Map(ids.map((id) => [id, 0]));
    const runs = 4000;
    for (let seed = 0; seed < runs; seed += 1)
      for (const id of drawSample(ids, 10, seed)) hits.set(id, (hits.get(id) ?? 0) + 1);
    const expected = (runs * 10) / ids.length;
    const chi2 = [...hits.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 199 degrees of freedom, scaled for drawing without replacement: beyond 262 one time in a thousand
    expect(chi2).toBeLessThan(262);
  });
});

test('what a sample says about all is an interval, and what was found is at least there', () => {
  const results = [...Array(18).fill('confirmed'), 'paper', 'flawed', null] as const;
  expect(estimateOf([...results], 400)).toMatchObject({
    checked: 20,
    paper: 1,
    flawed: 1,
    share: 0.05,
    low: 3,
    high: 95,
  });
  expect(estimateOf(['paper', 'confirmed'], 2)).toMatchObject({ low: 1, high: 1 });
  expect(estimateOf([null], 9)).toMatchObject({ share: null, interval: null, low: 0, high: 9 });
});

describe('bunching before the deadline', () => {
  test('differences of shares as Newcombe printed them (1998b, table II, 56/70 − 48/80, method 10)', () => {
    const interval = differenceOfShares({ n: 70, last: 56 }, { n: 80, last: 48 }, 0.95);
    expect(interval?.low).toBeCloseTo(0.0524, 4);
    expect(interval?.high).toBeCloseTo(0.3339, 4);
  });
  test('the unit that waits for the deadline is named, and seldom another one', () => {
    const rng = mulberry32(7);
    const binomial = (n: number, p: number) => Array.from({ length: n }).filter(() => rng() < p).length;
    let [found, alarms] = [0, 0];
    const rounds = 200;
    for (let round = 0; round < rounds; round += 1) {
      const units = Array.from({ length: 15 }, (_, i) => ({ n: 400, last: binomial(400, i === 7 ? 0.05 : 0.01) }));
      const judged = bunchingOf(units);
      if (judged[7]?.isSignal) found += 1;
      alarms += judged.filter((one, i) => i !== 7 && one.isSignal).length;
    }
    expect(found / rounds).toBeGreaterThan(0.8);
    // fourteen honest units at 5 % together: ten in two hundred rounds, and twenty are six standard errors away
    expect(alarms).toBeLessThan(20);
  });
});

describe('closings in bulk', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 19, 1) + minutes * 60_000).toISOString();
  test('ten within ten minutes, wherever those begin; what shares a closing is one', () => {
    expect(burstsOf(Array.from({ length: 9 }, () => at(0)))).toEqual([]);
    expect(burstsOf(Array.from({ length: 10 }, (_, i) => at(5 + i)))).toEqual([{ from: at(5), to: at(14), count: 10 }]);
    // the tenth comes when the ten minutes are over
    expect(burstsOf([...Array.from({ length: 9 }, (_, i) => at(5 + i)), at(15)])).toEqual([]);
    const morning = Array.from({ length: 15 }, (_, i) => at(i * 0.5));
    const evening = Array.from({ length: 10 }, (_, i) => at(600 + i));
    expect(burstsOf([...morning, at(300), ...evening])).toEqual([
      { from: at(0), to: at(7), count: 15 },
      { from: at(600), to: at(609), count: 10 },
    ]);
  });
  test('finds what looking at every ten minutes finds, over random days', () => {
    const random = mulberry32(20261119);
    for (let day = 0; day < 300; day += 1) {
      const moments = Array.from({ length: 60 }, () => Math.floor(random() * 70)).sort((a, b) => a - b);
      const inBurst = moments.map((_, i) =>
        moments.some((start, j) => {
          const end = moments.findLastIndex((one) => one < start + 10);
          return end - j + 1 >= bulkFrom && j <= i && i <= end;
        }),
      );
      const counted = burstsOf(moments.map(at)).reduce((sum, one) => sum + one.count, 0);
      expect(counted).toBe(inBurst.filter(Boolean).length);
    }
  });
});

test('limits in hours are compared with limits in hours: a unit that has more of them does not stand out for that', () => {
  const city = () => [
    { n: 800, last: 1 },
    { n: 100, last: 3 },
  ];
  const vendor = [
    { n: 0, last: 0 },
    { n: 160, last: 5 },
  ];
  const units = [city(), city(), city(), city(), vendor];
  // all together it would: 3 % beside 0.4 %
  const together = units.map((unit) => unit.reduce((a, b) => ({ n: a.n + b.n, last: a.last + b.last })));
  expect(bunchingOf(together)[4]).toMatchObject({ isSignal: true });
  const judged = bunchingByKind(units);
  expect(judged.map(({ isSignal }) => isSignal)).toEqual([false, false, false, false, false]);
  expect(judged[4]).toMatchObject({ n: 160, last: 5, share: 5 / 160, expected: 12 / 400 });
  // by hand: 800 of 900 are set against 3 of 2,400, 100 of 900 against 14 of 460
  expect(judged[0]?.expected).toBeCloseTo((800 / 900) * (3 / 2400) + (100 / 900) * (14 / 460), 12);
  // one that does wait for the end is found in either kind
  const waiting = [
    { n: 800, last: 12 },
    { n: 100, last: 3 },
  ];
  expect(bunchingByKind([...units, waiting]).map(({ isSignal }) => isSignal)).toEqual([...Array(5).fill(false), true]);
});
