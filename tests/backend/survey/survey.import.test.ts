import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { buildUnits, buildWave, definition, publishedAnswers } from './survey.builder.ts';

/** The real survey lies beside the repository; without it that test is left out. */
const mobi = fileURLToPath(new URL('../../../../shared/data/mobi.csv', import.meta.url));

const header = definition.items.map((item) => item.code).join(',');
const csv = (rows: readonly (readonly (number | string)[])[], head = header) =>
  [head, ...rows.map((row) => row.join(','))].join('\r\n');

describeDatabases('survey import by the engine', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  let waveId: string;
  beforeEach(async () => {
    backend = await start();
    const units = await buildUnits(await backend.as('admin'));
    waveId = (await buildWave(await backend.as('supervisor'), units.province.unitId)).waveId;
    driver = await ImportDriver.as(backend, 'supervisor');
  });
  afterEach(() => backend.close());

  const open = (name: string, text: string) =>
    driver.open(name, text, { target: 'submission', options: { wave: waveId } });

  it('matches the columns by code, gives the published index, and changes nothing the second time', async () => {
    const file = csv(publishedAnswers());
    const first = await driver.write(await open('mobi.csv', file), 'all');
    expect([first.error, first.result]).toMatchObject([null, { inserted: 250, changed: 0, unchanged: 0, rejected: 0 }]);
    const { constructs } = await driver.client.survey.results({ waveId });
    expect(constructs.find((row) => row.code === 'Satisfaction')?.index.mean).toBeCloseTo(71.9703703704, 9);
    const again = await driver.write(await open('mobi 副本.csv', file), 'all');
    expect(again.result).toMatchObject({ inserted: 0, changed: 0, unchanged: 250 });
    expect((await driver.client.survey.submissions({ waveId })).total).toBe(250);
  });

  it.skipIf(!existsSync(mobi))('gives index and spread of all seven constructs on the real survey', async () => {
    const done = await driver.write(await open('mobi.csv', readFileSync(mobi, 'utf8')), 'all');
    expect(done.result).toMatchObject({ inserted: 250, rejected: 0 });
    const { constructs } = await driver.client.survey.results({ waveId });
    // Column C_simple_mean and C_sd of the reference figures.
    const expected = {
      Image: [72.6311111111, 13.6217766407],
      Expectation: [72.3555555556, 14.0674495319],
      Quality: [74.5904761905, 14.0683778652],
      Value: [61.5111111111, 20.6334799013],
      Satisfaction: [71.9703703704, 14.7240713386],
      Complaints: [67.4222222222, 25.2690809387],
      Loyalty: [63.362962963, 19.7439049761],
    };
    for (const row of constructs) {
      const [mean, sd] = expected[row.code as keyof typeof expected] as [number, number];
      expect([row.code, row.index.n]).toEqual([row.code, 250]);
      expect(row.index.mean).toBeCloseTo(mean, 9);
      expect(row.index.sd).toBeCloseTo(sd, 9);
      const half = (1.969536867538226 * sd) / Math.sqrt(250);
      expect(row.index.interval?.low).toBeCloseTo(mean - half, 6);
      expect(row.index.interval?.high).toBeCloseTo(mean + half, 6);
    }
  });

  it('rejects what is no answer with a sentence, keeps gaps, reads units and other columns', async () => {
    const [sound] = publishedAnswers();
    const rows = [
      ['青禾', ...(sound as number[]), '农村'],
      ['云泊', 11, ...(sound as number[]).slice(1), '城区'],
      ['云泊', 7.5, ...(sound as number[]).slice(1), '城区'],
      ['云泊', '', ...(sound as number[]).slice(1), '城区'],
      ['青禾', ...new Array<string>(24).fill(''), '城区'],
      ['无此单位', ...(sound as number[]), '城区'],
    ];
    const sessionId = await open('批次.csv', csv(rows, `单位,${header},区域`));
    const bad = await driver.client.import.rows({ sessionId, filter: 'errors', offset: 0, limit: 10 });
    expect(bad.rows.map((row) => row.line)).toEqual([3, 4, 6, 7]);
    const done = await driver.write(sessionId, 'good');
    expect(done.result).toMatchObject({ inserted: 2, rejected: 4 });
    const { rows: stored } = await driver.client.survey.submissions({ waveId });
    expect(stored.map((row) => [row.unitName, row.answers[0], row.missingCount])).toEqual([
      ['青禾', (sound as number[])[0], 0],
      ['云泊', null, 1],
    ]);
    const byArea = await driver.client.survey.segments({ waveId, dimension: 'extra:区域' });
    expect(byArea.rows.map((row) => row.label).sort()).toEqual(['农村', '城区']);
  });

  it('refuses a file for no wave or a locked one', async () => {
    const file = csv(publishedAnswers());
    await driver.write(await open('mobi.csv', file), 'all');
    await driver.client.survey.lockWave({ waveId });
    const locked = await driver
      .tryOpen('mobi.csv', file, { target: 'submission', options: { wave: waveId } })
      .catch((e: unknown) => e);
    expect(JSON.stringify(locked)).toContain('WAVE_LOCKED');
    const nowhere = await driver
      .tryOpen('mobi.csv', file, { target: 'submission', options: {} })
      .catch((e: unknown) => e);
    expect(JSON.stringify(nowhere)).toContain('WAVE_REQUIRED');
  });
});
