import { describe, expect, test } from 'vitest';
import {
  fnv1a32,
  integerBelow,
  mulberry32,
  negativeBinomial,
  normal,
  pickIndex,
  poisson,
  seededId,
  shuffled,
  streamOf,
} from '#shared/sample/random.ts';

function moments(draw: () => number, count: number): { mean: number; variance: number } {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, variance };
}

describe('published vectors', () => {
  test('FNV-1a, 32 bits', () => {
    expect(fnv1a32('')).toBe(0x811c9dc5);
    expect(fnv1a32('a')).toBe(0xe40c292c);
    expect(fnv1a32('foobar')).toBe(0xbf9cf968);
  });

  test('FNV-1a reads UTF-8 bytes, not UTF-16 units', () => {
    const bytes = [0xe5, 0x8e, 0x85, 0xf0, 0x9f, 0x93, 0x9e];
    const expected = bytes.reduce((h, byte) => Math.imul(h ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
    expect(fnv1a32('厅📞')).toBe(expected);
  });

  test('mulberry32(20250101): the first ten bootstrap indices of the reference', () => {
    const rng = mulberry32(20250101);
    const indices = Array.from({ length: 10 }, () => integerBelow(rng, 250));
    expect(indices).toEqual([207, 2, 80, 38, 178, 25, 52, 202, 247, 142]);
  });
});

describe('distributions', () => {
  test('normal has mean 0 and variance 1', () => {
    const rng = streamOf(1, 'normal');
    const { mean, variance } = moments(() => normal(rng), 40_000);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(40_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / 40_000));
  });

  test.each([0.9, 12, 700])('poisson(%f) has mean and variance alike', (lambda) => {
    const rng = streamOf(2, `poisson${lambda}`);
    const { mean, variance } = moments(() => poisson(rng, lambda), 10_000);
    expect(Math.abs(mean - lambda)).toBeLessThan(4 * Math.sqrt(lambda / 10_000));
    expect(Math.abs(variance / lambda - 1)).toBeLessThan(0.1);
  });

  test.each([3, 90, 6400])('negative binomial, mean %f and k 40, is overdispersed', (expected) => {
    const rng = streamOf(3, `nb${expected}`);
    const { mean, variance } = moments(() => negativeBinomial(rng, expected, 40), 6_000);
    const theory = expected + expected ** 2 / 40;
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(theory / 6_000));
    expect(Math.abs(variance / theory - 1)).toBeLessThan(0.15);
  });

  test('a weight of zero is never drawn, not even the last one', () => {
    const rng = streamOf(4, 'weights');
    const seen = new Set(Array.from({ length: 5_000 }, () => pickIndex(rng, [0, 2, 1, 0])));
    expect([...seen].sort()).toEqual([1, 2]);
  });
});

test('a shuffle keeps every element and moves them', () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  const result = shuffled(streamOf(5, 'shuffle'), list);
  expect(result).not.toEqual(list);
  expect([...result].sort((a, b) => a - b)).toEqual(list);
});

test('streams of two tables differ, of one table repeat', () => {
  expect(streamOf(1, 'complaint')()).toBe(streamOf(1, 'complaint')());
  expect(streamOf(1, 'complaint')()).not.toBe(streamOf(1, 'inspection')());
  expect(streamOf(1, 'complaint')()).not.toBe(streamOf(2, 'complaint')());
});

test('seeded ids are UUIDs of version 7 that sort by time and repeat', () => {
  const at = Date.UTC(2024, 6, 1);
  const id = seededId(streamOf(1, 'id'), at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(seededId(streamOf(1, 'id'), at)).toBe(id);
  expect(seededId(streamOf(9, 'id'), at + 1) > id).toBe(true);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
});
