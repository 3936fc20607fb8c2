import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '#shared/sample/random.ts';
import { cholesky, type SurveyModel, submissionGenerator } from '#shared/sample/submission.sample.ts';
import { correlation, moments } from '#shared/statistics/descriptive.ts';
import { isStraightLine } from '#shared/survey/survey.quality.ts';
import { respondentIndex } from '#shared/survey/survey.rules.ts';

const model = JSON.parse(readFileSync('resources/sample/survey-model.json', 'utf8')) as SurveyModel;
const generate = submissionGenerator(model);
const satisfaction = model.satisfactionItems.map((code) => model.itemCodes.indexOf(code));
const scale = { minimum: 1, maximum: 10 };

function indices(business: string, effect: number, seed: number, n: number) {
  const rows = generate(mulberry32(seed), { business, cityEffect: effect, quarterEffect: 0, n });
  return rows.flatMap((row) => respondentIndex(row.answers, satisfaction, scale) ?? []);
}

describe('synthetic submissions', () => {
  it('are the same for the same stream', () => {
    const request = { business: 'mobile', cityEffect: 1, quarterEffect: -0.2, n: 50 };
    expect(generate(mulberry32(7), request)).toEqual(generate(mulberry32(7), request));
    expect(generate(mulberry32(7), request)).not.toEqual(generate(mulberry32(8), request));
    expect(generate(mulberry32(7), request).slice(0, 20)).toEqual(generate(mulberry32(7), { ...request, n: 20 }));
  });

  it('land on the index of the business within two and a half standard errors', () => {
    for (const [business, target] of [
      ['mobile', 78],
      ['broadband', 71.5],
      ['fixed', 78],
      ['enterprise', 76],
    ] as const) {
      const { mean, sd, n } = moments(indices(business, 0, 11, 4000));
      expect(Math.abs(mean - target)).toBeLessThan(2.5 * (sd / Math.sqrt(n)));
    }
  });

  it('carry the planted difference of two cities', () => {
    const high = moments(indices('mobile', 2, 3, 4000));
    const low = moments(indices('mobile', -2, 4, 4000));
    const error = Math.sqrt(high.sd ** 2 / high.n + low.sd ** 2 / low.n);
    expect(Math.abs(high.mean - low.mean - 4)).toBeLessThan(2.5 * error);
  });

  it('keep the correlations of the original items in their order of size', () => {
    const rows = generate(mulberry32(5), { business: 'broadband', cityEffect: 0, quarterEffect: 0, n: 6000 }).filter(
      (row) => row.answers.every((answer) => answer !== null) && !isStraightLine(row.answers),
    );
    const column = (code: string) => rows.map((row) => row.answers[model.itemCodes.indexOf(code)] as number);
    const strong = correlation(column('PERV1'), column('PERV2')) as number;
    const weak = correlation(column('PERV1'), column('CUSL2')) as number;
    expect(Math.abs(strong - 0.7001)).toBeLessThan(0.05);
    expect(Math.abs(weak - 0.1843)).toBeLessThan(0.05);
  });

  it('leave answers out, straight-line and rush at the stated rates', () => {
    const rows = generate(mulberry32(9), { business: 'mobile', cityEffect: 0, quarterEffect: 0, n: 6000 });
    const share = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length / rows.length;
    expect(share((row) => row.answers[model.itemCodes.indexOf('CUSCO')] === null)).toBeCloseTo(0.08, 1);
    expect(share((row) => row.answers[0] === null)).toBeLessThan(0.025);
    expect(share((row) => isStraightLine(row.answers))).toBeGreaterThan(0.02);
    expect(share((row) => row.durationSeconds < 48)).toBeGreaterThan(0.012);
    expect(share((row) => row.durationSeconds < 48)).toBeLessThan(0.028);
  });

  it('refuse what makes no distribution', () => {
    expect(() =>
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow(RangeError);
    expect(() => generate(mulberry32(1), { business: 'nothing', cityEffect: 0, quarterEffect: 0, n: 1 })).toThrow(
      RangeError,
    );
  });
});
