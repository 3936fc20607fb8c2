import { describe, expect, it } from 'vitest';
import { correlation, median, moments, quantile, standardError } from '#shared/statistics/descriptive.ts';

describe('descriptive statistics', () => {
  it('keeps the variance exact far from zero', () => {
    const result = moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect(result.mean).toBe(1e9 + 10);
    expect(result.sd).toBeCloseTo(Math.sqrt(30), 12);
  });

  it('says so when there is nothing to describe', () => {
    expect(moments([]).n).toBe(0);
    expect(moments([]).mean).toBeNaN();
    expect(standardError(moments([5]))).toBeNull();
    expect(quantile([], 0.5)).toBeNull();
  });

  it('interpolates quantiles as Excel does', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(median([9, 1, 5])).toBe(5);
    expect(quantile([3, 1], 1)).toBe(3);
  });

  it('correlates, and refuses a constant series', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNull();
  });
});
