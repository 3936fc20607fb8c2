import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { buildUnits, buildWave, importRow, importRows, publishedAnswers } from './survey.builder.ts';

describeBackends('survey', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildUnits>>;
  beforeEach(async () => {
    backend = await start();
    units = await buildUnits(await backend.as('admin'));
  });
  afterEach(() => backend.close());

  const rows = (shift = 0) =>
    publishedAnswers().map((answers, index) =>
      importRow(
        index + 2,
        answers.map((answer) => Math.max(1, answer - shift)),
        {
          unitId: index % 5 === 0 ? units.second.unitId : units.first.unitId,
          channel: index % 2 ? '热线' : '营业厅',
          grade: null,
        },
        { 年龄: index < 20 ? '60 岁以上' : '60 岁以下' },
      ),
    );

  it('gives the published indices by simple means with n, interval and the change since the wave before', async () => {
    const client = await backend.as('supervisor');
    const before = await buildWave(client, units.province.unitId, '2026Q2 移动批次', '2026-04-01', '2026-06-30');
    const wave = await buildWave(client, units.province.unitId);
    await importRows(backend, before.waveId, rows(2));
    expect(await importRows(backend, wave.waveId, rows())).toEqual({ inserted: 250, changed: 0, unchanged: 0 });
    const results = await client.survey.results({ waveId: wave.waveId });
    const means = Object.fromEntries(results.constructs.map((row) => [row.code, row.index.mean]));
    expect(results.method).toBe('simpleMean');
    expect(means.Satisfaction).toBeCloseTo(71.9703703704, 9);
    expect(means.Quality).toBeCloseTo(74.5904761905, 9);
    expect(means.Loyalty).toBeCloseTo(63.362962963, 9);
    const complaints = results.constructs.find((row) => row.code === 'Complaints');
    expect(complaints?.index).toMatchObject({ n: 250, small: false });
    expect(complaints?.index.standardError).toBeCloseTo(1.598157002907, 9);
    expect(complaints?.comparison.verdict).toBe('increased');
    expect(results.previousWave?.name).toBe('2026Q2 移动批次');
    expect(results.trend.map((point) => point.name)).toEqual(['2026Q2 移动批次', '2026Q3 移动批次']);
    expect(results.items.find((item) => item.code === 'CUSA1')?.counts).toEqual([0, 0, 0, 1, 8, 15, 50, 109, 29, 38]);
    expect(results.extraDimensions).toEqual(['年龄']);
    const listed = await client.survey.waves({ startOn: '2026-07-01', endOn: '2026-09-30' });
    expect(listed.total).toBe(1);
    expect(listed.rows[0]?.index.mean).toBeCloseTo(71.9703703704, 9);
    expect(listed.rows[0]?.comparison.verdict).toBe('increased');
  });

  it('splits into segments, gives small ones no verdict, and opens each number down to its submissions', async () => {
    const client = await backend.as('supervisor');
    const before = await buildWave(client, units.province.unitId, '前批', '2026-04-01', '2026-06-30');
    const wave = await buildWave(client, units.province.unitId);
    await importRows(backend, before.waveId, rows(2));
    await importRows(backend, wave.waveId, rows());
    const { waveId } = wave;
    const byUnit = await client.survey.segments({ waveId, dimension: 'unit' });
    expect(byUnit.rows.map((row) => [row.label, row.submissions])).toEqual([
      ['青禾', 200],
      ['云泊', 50],
    ]);
    expect(byUnit.total.submissions).toBe(250);
    expect(byUnit.rows[0]?.comparison.verdict).toBe('increased');
    const byAge = await client.survey.segments({ waveId, dimension: 'extra:年龄', construct: 'Value' });
    expect(byAge.rows[1]).toMatchObject({
      label: '60 岁以上',
      submissions: 20,
      comparison: { verdict: 'sampleTooSmall' },
    });
    const unanswered = await client.survey.segments({ waveId, dimension: 'grade' });
    expect(unanswered.rows).toMatchObject([{ value: null, submissions: 250 }]);
    for (const [dimension, value, count] of [
      ['unit', units.second.unitId, 50],
      ['extra:年龄', '60 岁以上', 20],
      ['channel', '热线', 125],
      ['grade', null, 250],
    ] as const) {
      const page = await client.survey.submissions({ waveId, filter: { segment: { dimension, value } }, limit: 10 });
      expect([dimension, page.total, page.rows.length]).toEqual([dimension, count, 10]);
    }
    const eights = await client.survey.submissions({ waveId, filter: { item: { code: 'CUSA1', answer: 8 } } });
    expect(eights.total).toBe(109);
    expect(eights.rows.every((row) => row.answers[17] === 8)).toBe(true);
    expect(eights.rows[0]?.indices).toHaveProperty('Satisfaction');
    await expect(
      client.survey.submissions({ waveId, filter: { item: { code: 'NONE', answer: 8 } } }),
    ).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' });
  });

  it('locks and unlocks with a reason, and refuses changes while locked', async () => {
    const client = await backend.as('supervisor');
    const { waveId } = await buildWave(client, units.province.unitId);
    await expect(client.survey.lockWave({ waveId })).rejects.toMatchObject({ code: 'WAVE_EMPTY' });
    await importRows(backend, waveId, rows().slice(0, 40));
    expect(await client.survey.lockWave({ waveId })).toMatchObject({ state: 'locked', submissions: 40 });
    await expect(importRows(backend, waveId, rows().slice(40, 50))).rejects.toMatchObject({ code: 'WAVE_LOCKED' });
    await expect(
      client.survey.updateWave({ waveId, name: 'x', startOn: '2026-07-01', endOn: '2026-07-31' }),
    ).rejects.toMatchObject({ code: 'WAVE_LOCKED' });
    await client.survey.unlockWave({ waveId, reason: '补录漏传的答卷' });
    expect((await importRows(backend, waveId, rows().slice(40, 50))).inserted).toBe(10);
    const log = await (await backend.as('admin')).system.changes({ entity: 'surveyWave', entityId: waveId });
    expect(log.rows.map((row) => row.action)).toEqual(['import', 'unlock', 'lock', 'import', 'create']);
  });

  it('refuses wrong waves with a name for each', async () => {
    const client = await backend.as('supervisor');
    const wave = await buildWave(client, units.province.unitId);
    await expect(buildWave(client, units.province.unitId)).rejects.toMatchObject({ code: 'WAVE_NAME_TAKEN' });
    await expect(buildWave(client, units.province.unitId, '倒置', '2026-09-30', '2026-07-01')).rejects.toMatchObject({
      code: 'WAVE_PERIOD_INVALID',
    });
    await expect(client.survey.results({ waveId: 'none' })).rejects.toMatchObject({ code: 'WAVE_NOT_FOUND' });
    await expect(client.survey.results({ waveId: wave.waveId, compareWaveId: wave.waveId })).rejects.toMatchObject({
      code: 'WAVE_NOT_COMPARABLE',
    });
    await expect(client.survey.questionnaire({ questionnaireVersionId: 'none' })).rejects.toMatchObject({
      code: 'QUESTIONNAIRE_NOT_FOUND',
    });
  });

  it('shows a city only its own submissions of a province-wide wave', async () => {
    const client = await backend.as('supervisor');
    const { waveId } = await buildWave(client, units.province.unitId);
    await importRows(backend, waveId, rows());
    const city = await backend.as('viewer', units.second.unitId);
    expect((await city.survey.waves({})).rows[0]?.submissions).toBe(50);
    expect((await city.survey.results({ waveId })).wave.submissions).toBe(50);
    expect((await city.survey.submissions({ waveId })).total).toBe(50);
    await expect(city.survey.submissions({ waveId, filter: { unitId: units.first.unitId } })).rejects.toMatchObject({
      code: 'UNIT_NOT_FOUND',
    });
    await expect(
      (await backend.as('supervisor', units.second.unitId)).survey.lockWave({ waveId }),
    ).rejects.toMatchObject({ code: 'WAVE_NOT_FOUND' });
    const other = await buildWave(client, units.first.unitId, '青禾专项');
    await expect(city.survey.results({ waveId: other.waveId })).rejects.toMatchObject({ code: 'WAVE_NOT_FOUND' });
  });
});
