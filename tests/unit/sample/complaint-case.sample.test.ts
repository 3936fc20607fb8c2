import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { complaintFigures } from '#shared/sample/complaint.figures.ts';
import { generateCases, type SampleCase } from '#shared/sample/complaint-case.sample.ts';
import { spanOf } from '#shared/sample/months.ts';
import { organizationFigures } from '#shared/sample/organization.sample.ts';
import { streamOf } from '#shared/sample/random.ts';

const read = (name: string) => JSON.parse(readFileSync(`resources/sample/${name}.json`, 'utf8'));
const figures = complaintFigures.parse(read('complaint'));
const { cityWeights } = organizationFigures.parse(read('organization'));
const span = spanOf('2025-06', figures.months);
/** Enough complaints for the shares to be told from chance. */
const scale = 0.02;
const cases = generateCases(streamOf(1, 'complaint'), figures, cityWeights, span, scale);
const shareOf = (test: (item: SampleCase) => boolean, among = cases) => among.filter(test).length / among.length;
const within = (actual: number, expected: number, n = cases.length, errors = 3) =>
  expect(Math.abs(actual - expected)).toBeLessThan(errors * Math.sqrt((expected * (1 - expected)) / n));

describe('the design of the sample province', () => {
  test('38 per 10,000 users and month at a fiftieth, 6 % fewer each year', () => {
    const expected = figures.monthFactor.length * 2 * 3492 * 38 * scale * 0.944;
    expect(Math.abs(cases.length / expected - 1)).toBeLessThan(0.02);
  });

  test('categories, channels and founded share', () => {
    for (const category of figures.categories) {
      const expected = category.share;
      // Overdispersed by month and city, and two categories are inflated by planted surges.
      expect(Math.abs(shareOf((item) => item.category.key === category.key) - expected)).toBeLessThan(0.012);
    }
    within(
      shareOf((item) => item.isUpheld),
      0.46,
    );
  });

  test('9.2 % take longer than their limit, median 17.1 hours', () => {
    const overdue = shareOf((item) => item.loadRatio > 1);
    expect(Math.abs(overdue - 0.092)).toBeLessThan(0.006);
    const hours = cases.map((item) => item.loadRatio * figures.limitHours[item.limit]).sort((a, b) => a - b);
    expect(Math.abs((hours[Math.floor(hours.length / 2)] as number) - 17.1)).toBeLessThan(0.6);
  });

  test('6 % are told twice within 72 hours through another channel', () => {
    const duplicates = cases.filter((item) => item.duplicates);
    expect(Math.abs(duplicates.length / cases.length - 0.056)).toBeLessThan(0.006);
    for (const item of duplicates) {
      const first = item.duplicates as SampleCase;
      expect(item.channel).not.toBe(first.channel);
      expect(item.customer).toEqual(first.customer);
      expect(item.receivedMs - first.receivedMs).toBeGreaterThan(0);
      expect(item.receivedMs - first.receivedMs).toBeLessThanOrEqual(72 * 3_600_000);
    }
  });

  test('9.7 % come back within 30 days, overdue ones more often', () => {
    const again = new Set(cases.map((item) => item.repeats).filter(Boolean));
    const originals = cases.filter((item) => !item.duplicates);
    expect(Math.abs(shareOf((item) => again.has(item), originals) - 0.09)).toBeLessThan(0.012);
    const overdue = originals.filter((item) => item.loadRatio > 1 && item.compensationCents === 0);
    const onTime = originals.filter((item) => item.loadRatio <= 1 && item.compensationCents === 0);
    expect(shareOf((item) => again.has(item), overdue)).toBeGreaterThan(2 * shareOf((item) => again.has(item), onTime));
  });
});

test('the flood and the mis-selling campaign are in the data, and only where they were planted', () => {
  const count = (month: string, city: number, category: string) => {
    const [from, to] = [Date.parse(`${month}-01T00:00:00+08:00`), Date.parse(`${month}-22T00:00:00+08:00`)];
    return cases.filter(
      (item) =>
        item.city + 1 === city && item.category.key === category && item.receivedMs >= from && item.receivedMs < to,
    ).length;
  };
  const flooded = [6, 7, 8].reduce(
    (sum, city) => sum + count('2024-07', city, 'fault') + count('2024-07', city, 'mobileNetwork'),
    0,
  );
  const dry = [6, 7, 8].reduce(
    (sum, city) => sum + count('2024-06', city, 'fault') + count('2024-06', city, 'mobileNetwork'),
    0,
  );
  expect(flooded / dry).toBeGreaterThan(2);
  const other = [4, 5, 9].reduce(
    (sum, city) => sum + count('2024-07', city, 'fault') + count('2024-07', city, 'mobileNetwork'),
    0,
  );
  const otherBefore = [4, 5, 9].reduce(
    (sum, city) => sum + count('2024-06', city, 'fault') + count('2024-06', city, 'mobileNetwork'),
    0,
  );
  expect(other / otherBefore).toBeLessThan(1.6);
  expect(count('2024-11', 3, 'marketing') / count('2024-10', 3, 'marketing')).toBeGreaterThan(1.3);
});

test('every number begins with 000 and the same seed gives the same cases', () => {
  expect(cases.every((item) => /^000\d{8}$/.test(item.customer.number))).toBe(true);
  const again = generateCases(streamOf(1, 'complaint'), figures, cityWeights, span, scale);
  expect(again.length).toBe(cases.length);
  expect(again.at(-1)).toEqual(cases.at(-1));
});

test('nothing is received after the cutoff, and the months before it do not change', () => {
  const cutoffAt = '2025-06-20T04:00:00.000Z';
  const cut = generateCases(
    streamOf(1, 'complaint'),
    figures,
    cityWeights,
    spanOf('2025-06', figures.months, cutoffAt),
    scale,
  );
  expect(cut).toEqual(cases.slice(0, cut.length));
  expect(cut.at(-1)?.receivedMs).toBeLessThan(Date.parse(cutoffAt));
  expect(cases.length - cut.length).toBeGreaterThan(300);
});
