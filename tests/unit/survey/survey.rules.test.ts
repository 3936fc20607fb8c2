import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuestionnaireDefinition, questionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { decodeAnswers, encodeAnswers } from '#shared/survey/survey.answers.ts';
import { compareIndices, significantChanges } from '#shared/survey/survey.comparison.ts';
import { isSpeeder, isStraightLine, sampleQuality } from '#shared/survey/survey.quality.ts';
import {
  constructIndices,
  indexFigure,
  indexFigureOfTotals,
  itemFigures,
  respondentIndex,
} from '#shared/survey/survey.rules.ts';

const definition: QuestionnaireDefinition = questionnaireDefinition.parse(
  JSON.parse(readFileSync('resources/questionnaires/ecsi-24.json', 'utf8')),
);
const scale = definition.scale;

/** 250 respondents with the answer counts of the ECSI mobile-phone survey (Tenenhaus et al. 2005), item by item. */
function respondents(): (number | null)[][] {
  const { answerCounts } = JSON.parse(readFileSync('resources/sample/survey-model.json', 'utf8')) as {
    answerCounts: Record<string, number[]>;
  };
  const columns = definition.items.map((item) =>
    (answerCounts[item.code] as number[]).flatMap((count, index) => new Array<number>(count).fill(index + 1)),
  );
  return Array.from({ length: 250 }, (_, row) => columns.map((column) => column[row] as number));
}

describe('questionnaire', () => {
  it('has seven constructs and twenty-four items', () => {
    expect(definition.constructs.map((construct) => construct.code)).toEqual([
      'Image',
      'Expectation',
      'Quality',
      'Value',
      'Satisfaction',
      'Complaints',
      'Loyalty',
    ]);
    expect(definition.items).toHaveLength(24);
    expect(definition.paths).toHaveLength(12);
  });

  it('refuses a definition that contradicts itself', () => {
    const broken = { ...definition, items: [...definition.items, { ...definition.items[0], construct: 'Nowhere' }] };
    const faults = questionnaireDefinition.safeParse(broken).error?.issues.map((issue) => issue.message);
    expect(faults).toEqual(expect.arrayContaining(['item code repeated', 'unknown construct Nowhere']));
  });
});

describe('construct indices by simple means', () => {
  it('match the published survey (column C_simple_mean of the reference)', () => {
    const indices = constructIndices(definition, respondents());
    const mean = (code: string) => indexFigure(indices.get(code) ?? []).mean;
    expect(mean('Image')).toBeCloseTo(72.6311111111, 9);
    expect(mean('Expectation')).toBeCloseTo(72.3555555556, 9);
    expect(mean('Quality')).toBeCloseTo(74.5904761905, 9);
    expect(mean('Value')).toBeCloseTo(61.5111111111, 9);
    expect(mean('Satisfaction')).toBeCloseTo(71.9703703704, 9);
    expect(mean('Complaints')).toBeCloseTo(67.4222222222, 9);
    expect(mean('Loyalty')).toBeCloseTo(63.362962963, 9);
    const complaints = indexFigure(indices.get('Complaints') ?? []);
    expect(complaints.sd).toBeCloseTo(25.2690809387, 9);
    expect(complaints.standardError).toBeCloseTo(1.598157002907, 9);
    expect(complaints.interval?.low).toBeCloseTo(67.4222222222 - 1.969536867538226 * 1.598157002907, 6);
  });

  it('need at least half of the items', () => {
    expect(respondentIndex([10, null, null], [0, 1, 2], scale)).toBeNull();
    expect(respondentIndex([10, 1, null], [0, 1, 2], scale)).toBe(50);
    expect(respondentIndex([10, null], [0, 1], scale)).toBe(100);
    expect(respondentIndex([null], [0], scale)).toBeNull();
  });

  it('stay within 0–100 and grow with any answer', () => {
    const answer = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 7 }), fc.nat(6), (answers, place) => {
        const positions = answers.map((_, index) => index);
        const index = respondentIndex(answers, positions, scale) as number;
        const better = answers.map((value, i) => (i === place % answers.length ? value + 1 : value));
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(100);
        expect(respondentIndex(better, positions, scale) as number).toBeGreaterThan(index);
      }),
    );
  });

  it('come out the same from running totals', () => {
    const indices = [12.5, 80, 100, 33.25, 0];
    const totals = { n: 5, sum: 225.75, squares: indices.reduce((sum, value) => sum + value * value, 0) };
    const fromTotals = indexFigureOfTotals(totals);
    expect(fromTotals.mean).toBeCloseTo(indexFigure(indices).mean as number, 12);
    expect(fromTotals.sd).toBeCloseTo(indexFigure(indices).sd as number, 9);
    expect(indexFigureOfTotals({ n: 0, sum: 0, squares: 0 })).toEqual(indexFigure([]));
  });

  it('say when there is too little to say', () => {
    expect(indexFigure([])).toMatchObject({ n: 0, mean: null, interval: null, small: true });
    expect(indexFigure([50])).toMatchObject({ n: 1, mean: 50, interval: null, small: true });
    expect(indexFigure(new Array(29).fill(50)).small).toBe(true);
    expect(indexFigure(new Array(30).fill(50)).small).toBe(false);
    expect(indexFigure([100, 100, 90]).interval?.high).toBe(100);
  });
});

describe('items', () => {
  it('count answers, gaps and the two best values', () => {
    const rows = respondents();
    (rows[0] as (number | null)[])[17] = null;
    const item = itemFigures(definition, rows)[17];
    expect(item?.code).toBe('CUSA1');
    expect(item?.missing).toBe(1);
    expect(item?.counts).toEqual([0, 0, 0, 0, 8, 15, 50, 109, 29, 38]);
    expect(item?.topTwo).toMatchObject({ count: 67, n: 249 });
  });
});

describe('comparison', () => {
  const figure = (mean: number, n = 250) => ({
    ...indexFigure([mean - 10, mean + 10]),
    n,
    mean,
    sd: 14,
    small: n < 30,
  });
  it('tells change from noise and keeps silent on small samples', () => {
    expect(compareIndices(figure(74), figure(70)).verdict).toBe('increased');
    expect(compareIndices(figure(71), figure(70)).verdict).toBe('withinError');
    expect(compareIndices(figure(99, 20), figure(70)).verdict).toBe('sampleTooSmall');
    expect(compareIndices(figure(71), null)).toEqual({ difference: null, interval: null, verdict: 'noPrevious' });
  });

  it('puts the greatest significant change first', () => {
    const rows = [60, 71, 80].map((mean) => ({
      label: String(mean),
      comparison: compareIndices(figure(mean), figure(71)),
    }));
    expect(significantChanges(rows).map((row) => row.label)).toEqual(['60', '80']);
  });
});

describe('quality', () => {
  it('knows a straight line from agreement', () => {
    expect(isStraightLine(new Array(24).fill(8))).toBe(true);
    expect(isStraightLine([...new Array(23).fill(8), 7])).toBe(false);
    expect(isStraightLine([...new Array(9).fill(8), ...new Array(15).fill(null)])).toBe(false);
    expect(isStraightLine([...new Array(10).fill(8), ...new Array(14).fill(null)])).toBe(true);
    expect(isStraightLine([5, 5, 5])).toBe(true);
    expect(isStraightLine([5])).toBe(false);
  });

  it('counts gaps, straight lines, rushing and copies', () => {
    const normal = [...new Array(23).fill(8), 7];
    const gap = [...new Array(22).fill(8), null, 7];
    const quality = sampleQuality(
      [
        { answers: normal, durationSeconds: 300 },
        { answers: normal, durationSeconds: 47 },
        { answers: gap, durationSeconds: null },
        { answers: new Array(24).fill(8), durationSeconds: null },
        { answers: new Array(24).fill(8), durationSeconds: null },
      ],
      24,
    );
    expect(quality.missing).toMatchObject({ count: 1, n: 120 });
    expect(quality.complete.count).toBe(4);
    expect(quality.straightLine.count).toBe(2);
    expect(quality.speeder).toMatchObject({ count: 1, n: 2 });
    expect(quality.repeated.count).toBe(1);
    expect(isSpeeder(null, 24)).toBe(false);
  });
});

describe('stored answers', () => {
  it('come back as they were', () => {
    const answer = fc.option(fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        expect(decodeAnswers(encodeAnswers(answers))).toEqual(answers);
      }),
    );
    expect(encodeAnswers([1, 10, null, 0])).toBe('1A.0');
  });

  it('refuse what is no answer', () => {
    for (const value of [11, -1, 2.5, Number.NaN]) expect(() => encodeAnswers([value])).toThrow(RangeError);
  });
});
