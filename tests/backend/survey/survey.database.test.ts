import { readFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { openWorkbook } from '../../../src/main/backend/platform/workbook/open-workbook.ts';
import {
  publishQuestionnaire,
  publishShippedQuestionnaires,
} from '../../../src/main/backend/survey/questionnaire.service.ts';
import { submissionImport } from '../../../src/main/backend/survey/survey.import.ts';
import { surveySummary } from '../../../src/main/backend/survey/survey.service.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { buildUnits, buildWave, definition, importRow, importRows, publishedAnswers } from './survey.builder.ts';

describeDatabases('survey inside', (start, kind) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildUnits>>;
  let waveId: string;
  beforeEach(async () => {
    backend = await start();
    units = await buildUnits(await backend.as('admin'));
    waveId = (await buildWave(await backend.as('supervisor'), units.province.unitId)).waveId;
  });
  afterEach(() => backend.close());

  it('publishes the shipped questionnaire once and never changes it', async () => {
    await publishShippedQuestionnaires(backend.app.deps);
    const ctx = await backend.context('supervisor');
    expect(await ctx.db.selectFrom('questionnaireVersion').select('code').execute()).toEqual([{ code: 'ecsi-24' }]);
    const changed = { ...definition, source: 'another' };
    await expect(inTransaction(ctx, (tx) => publishQuestionnaire(tx, ctx, changed))).rejects.toMatchObject({
      code: 'QUESTIONNAIRE_PUBLISHED',
    });
    await expect(inTransaction(ctx, (tx) => publishQuestionnaire(tx, ctx, { code: 'x' }))).rejects.toMatchObject({
      code: 'QUESTIONNAIRE_INVALID',
    });
    await expect(ctx.db.updateTable('questionnaireVersion').set({ labelZh: 'x' }).execute()).rejects.toThrow(
      /published/,
    );
    const second = await inTransaction(ctx, (tx) => publishQuestionnaire(tx, ctx, { ...definition, version: 2 }));
    expect(second).not.toBe('');
  });

  it('changes a row that comes again with other answers, and logs both', async () => {
    const answers = publishedAnswers()[0] as number[];
    const first = importRow(2, answers, { externalId: 'A1', grade: '金卡' }, { 区域: '城区' });
    await importRows(backend, waveId, [first]);
    const again = importRow(2, [...answers.slice(0, 23), null], { externalId: 'A1', grade: '银卡' }, { 区域: '农村' });
    expect(await importRows(backend, waveId, [again])).toEqual({ inserted: 0, changed: 1, unchanged: 0 });
    const ctx = await backend.context('supervisor');
    const stored = await ctx.db.selectFrom('submission').selectAll().execute();
    expect(stored).toMatchObject([{ grade: '银卡', missingCount: 1, sourceKey: 'A1' }]);
    expect(await ctx.db.selectFrom('submissionSegment').select('value').execute()).toEqual([{ value: '农村' }]);
    const log = await ctx.db.selectFrom('changeLog').selectAll().where('entity', '=', 'submission').execute();
    expect(JSON.parse(log[0]?.beforeJson ?? '')).toMatchObject({ grade: '金卡' });
    expect(JSON.parse(log[0]?.afterJson ?? '')).toMatchObject({ grade: '银卡' });
    expect(await submissionImport.existing(ctx.db, ['A1', 'A2'], { wave: waveId })).toEqual(new Set(['A1']));
  });

  it('tells the import what it understands, and refuses what makes no submission', async () => {
    const ctx = await backend.context('supervisor');
    const fields = await submissionImport.fieldsFor?.(ctx, { wave: waveId });
    expect(fields?.find((field) => field.key === 'item:CUEX1')).toMatchObject({
      kind: 'integer',
      min: 1,
      max: 10,
      synonyms: expect.arrayContaining(['CUEX1']),
    });
    await expect(submissionImport.fieldsFor?.(ctx, {})).rejects.toMatchObject({ code: 'WAVE_REQUIRED' });
    await expect(submissionImport.fieldsFor?.(ctx, { wave: 'none' })).rejects.toMatchObject({ code: 'WAVE_NOT_FOUND' });
    expect(submissionImport.check?.(importRow(2, [null]).values)[0]?.code).toBe('survey.empty');
    expect(submissionImport.check?.(importRow(2, [7]).values)).toEqual([]);
    const wave = await buildWave(await backend.as('supervisor'), units.first.unitId, '青禾专项');
    const rows = [
      importRow(2, [7], { unitId: units.second.unitId }),
      importRow(3, [7], { unitId: units.first.unitId }),
    ];
    const issues = await submissionImport.review?.(ctx.db, ctx, rows, { wave: wave.waveId });
    expect([...(issues ?? [])].map(([line, found]) => [line, found[0]?.code])).toEqual([[2, 'survey.unit']]);
  });

  it('compares waves of one questionnaire across its versions, and never across questionnaires', async () => {
    const ctx = await backend.context('supervisor');
    const publish = (raw: unknown) => inTransaction(ctx, (tx) => publishQuestionnaire(tx, ctx, raw));
    const second = await publish({ ...definition, version: 2 });
    const other = await publish({ ...definition, code: 'another' });
    const client = await backend.as('supervisor');
    const later = (name: string, startOn: string, questionnaireVersionId: string) => {
      const place = { business: 'mobile', unitId: units.province.unitId } as const;
      return client.survey.createWave({ name, ...place, questionnaireVersionId, startOn, endOn: startOn });
    };
    const next = await later('新版问卷', '2026-10-01', second);
    const strange = await later('别的问卷', '2026-11-01', other);
    const rows = publishedAnswers().map((answers, i) => importRow(i + 2, answers));
    for (const wave of [waveId, next.waveId, strange.waveId]) await importRows(backend, wave, rows);
    const results = await client.survey.results({ waveId: next.waveId });
    expect(results.previousWave?.waveId).toBe(waveId);
    expect(results.comparable.map((wave) => wave.waveId)).toEqual([waveId]);
    expect(results.constructs.every((row) => row.comparison.verdict === 'withinError')).toBe(true);
    const alone = await client.survey.results({ waveId: strange.waveId });
    expect([alone.previousWave, alone.trend.length]).toEqual([null, 1]);
    const compared = client.survey.results({ waveId: strange.waveId, compareWaveId: waveId });
    await expect(compared).rejects.toMatchObject({ code: 'WAVE_NOT_COMPARABLE' });
  });

  it('counts quality and finds the submissions behind it', async () => {
    const answers = publishedAnswers();
    const rows = [
      importRow(2, new Array(24).fill(8), { durationSeconds: 30 }),
      importRow(3, [null, ...(answers[40] as number[]).slice(1)], { durationSeconds: 400 }),
      importRow(4, answers[60] as number[]),
    ];
    await importRows(backend, waveId, rows);
    const client = await backend.as('supervisor');
    const { quality } = await client.survey.results({ waveId });
    expect(quality.straightLine.count).toBe(1);
    expect(quality.missing).toMatchObject({ count: 1, n: 72 });
    expect(quality.speeder).toMatchObject({ count: 1, n: 2 });
    expect(quality.indexWithoutStraightLine.n).toBe(2);
    for (const kindOf of ['straightLine', 'incomplete', 'speeder'] as const) {
      expect((await client.survey.submissions({ waveId, filter: { quality: kindOf } })).total).toBe(1);
    }
    const gaps = await client.survey.submissions({ waveId, filter: { item: { code: 'IMAG1', answer: null } } });
    expect(gaps.rows.map((row) => row.lineNumber)).toEqual([3]);
  });

  it('sums a period up for reports', async () => {
    await importRows(
      backend,
      waveId,
      publishedAnswers().map((answers, i) => importRow(i + 2, answers)),
    );
    const ctx = await backend.context('supervisor');
    const [wave, ...rest] = await surveySummary(ctx.read, {
      startOn: '2026-09-01',
      endOn: '2026-12-31',
      unitPath: '/',
    });
    expect(rest).toEqual([]);
    expect(wave).toMatchObject({
      business: 'mobile',
      submissions: 250,
      method: 'simpleMean',
      target: 'Satisfaction',
      previousWave: null,
    });
    const satisfaction = wave?.constructs.find((row) => row.code === 'Satisfaction');
    expect(satisfaction).toMatchObject({ labelZh: '用户满意度', comparison: { verdict: 'noPrevious' } });
    expect(satisfaction?.index.mean).toBeCloseTo(71.9703703704, 9);
    expect(await surveySummary(ctx.read, { startOn: '2026-10-01', endOn: '2026-12-31', unitPath: '/' })).toEqual([]);
  });

  it('exports results and submissions that read back, formulas never', async () => {
    const rows = publishedAnswers().map((answers, i) =>
      importRow(i + 2, answers, { grade: i === 0 ? '=1+1' : null }, { 备注: '+cmd' }),
    );
    await importRows(backend, waveId, rows);
    const ctx = await backend.context('supervisor');
    const client = await backend.as('supervisor');
    const fileOf = async (jobId: string) => {
      const job = await ctx.jobs.settled(jobId);
      expect([job.state, job.error]).toEqual(['completed', null]);
      return ctx.files.open(
        (job.result as { fileId: string }).fileId,
        (await backend.context('supervisor')).user.accountId,
      );
    };
    const file = await fileOf((await client.survey.exportResults({ waveId, dimension: 'grade' })).jobId);
    const workbook = new Workbook();
    await workbook.xlsx.load(await readFile(file.path));
    const sheet = workbook.getWorksheet('结果');
    expect(sheet?.getCell('A4').value).toContain('未用 PLS 权重');
    expect(sheet?.getCell('A11').value).toBe('用户满意度');
    expect(sheet?.getCell('B11').value).toBe(250);
    expect(sheet?.getCell('C11').value).toBeCloseTo(71.9703703704, 9);
    const segments = workbook.getWorksheet('分群');
    expect([segments?.getCell('A7').value, segments?.getCell('A8').value]).toEqual(['（未填）', '=1+1']);
    const raw = await fileOf((await client.survey.exportSubmissions({ waveId })).jobId);
    const source = await openWorkbook(raw.path);
    const read = [];
    for await (const row of source.rows(0, ctx.signal)) read.push(row.cells);
    expect(read).toHaveLength(251);
    expect(read[0]?.slice(8, 10)).toEqual(['IMAG1', 'IMAG2']);
    expect(read[1]?.[5]).toBe('=1+1');
    expect(read[1]?.at(-1)).toBe('+cmd');
  });

  it('reads lists by their indexes', async () => {
    if (kind !== 'sqlite') return;
    const { db } = backend.app.deps;
    const plan = async (query: { compile(): { sql: string; parameters: readonly unknown[] } }) => {
      const { sql: text, parameters } = query.compile();
      let bound = text;
      for (const value of parameters)
        bound = bound.replace('?', typeof value === 'number' ? String(value) : `'${value}'`);
      const rows = await sql<{ detail: string }>`explain query plan ${sql.raw(bound)}`.execute(db);
      return rows.rows.map((row) => row.detail).join('; ');
    };
    const page = db
      .selectFrom('submission')
      .selectAll()
      .where('waveId', '=', waveId)
      .orderBy('lineNumber')
      .orderBy('submissionId')
      .limit(50);
    expect(await plan(page)).toContain('submission_line');
    expect(await plan(page)).not.toContain('TEMP B-TREE');
    const bySource = db
      .selectFrom('submission')
      .select('submissionId')
      .where('waveId', '=', waveId)
      .where('sourceKey', '=', 'A1');
    expect(await plan(bySource)).toContain('wave_id=? AND source_key=?');
    const series = db
      .selectFrom('surveyWave')
      .selectAll()
      .where('business', '=', 'mobile')
      .where('unitId', '=', 'u')
      .where('startOn', '<', '2026')
      .orderBy('startOn', 'desc');
    expect(await plan(series)).toContain('survey_wave_series');
    const segment = db
      .selectFrom('submissionSegment')
      .select('submissionId')
      .where('waveId', '=', waveId)
      .where('name', '=', '年龄');
    expect(await plan(segment)).toContain('submission_segment_value');
  });
});
