import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClauseContent } from '#shared/standard/clause.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { tablesWorkbook } from '../../../src/main/backend/platform/workbook/write-tables.ts';
import { clauseFields } from '../../../src/main/backend/standard/clause.import.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { buildUnits } from '../inspection/inspection.builder.ts';

const clause: ClauseContent = {
  code: 'FW-4.1.2',
  audience: 'household',
  class: 'timeLimit',
  promise: 'outside',
  titleZh: '办理时限',
  titleEn: '',
  textZh: '业务办理平均 10 分钟，最长 20 分钟。',
  textEn: '',
  sourceTitle: '营业服务标准',
  sourceNumber: '〔2025〕12 号',
  article: '第四条',
  limitUnit: 'minute',
  limits: [
    { customerGrade: 'diamond', meanLimit: 5000, maxLimit: 10_000 },
    { customerGrade: 'basic', meanLimit: 10_000, maxLimit: 20_000 },
  ],
  effectiveOn: '2025-01-01',
  expiresOn: null,
  isVerified: true,
};

/** Rows as people would send them: 107 for households and 89 for enterprises, seeds A13 and A14. */
function table(): unknown[][] {
  const classes = ['时限类', '功能类', '关怀类'];
  const row = (code: string, audience: string, i: number) => {
    const isTimed = i % 3 === 0;
    const grades = audience === '政企' ? '1A=4/8；5B=24/48' : '钻=2/4；金=4/8；银=8/12；基础=24/48';
    const cells: Record<string, unknown> = {
      code,
      audience,
      class: classes[i % 3],
      promise: i % 5 === 0 ? '对内' : '对外',
      titleZh: `${audience}标准 ${i + 1}`,
      textZh: `第 ${i + 1} 条的要求`,
      sourceTitle: '客户服务标准',
      limitUnit: isTimed ? '小时' : null,
      gradeLimits: isTimed ? grades : null,
      effectiveOn: '2026/1/1',
      isVerified: '是',
    };
    return clauseFields.map(({ key }) => cells[key] ?? null);
  };
  return [
    ...Array.from({ length: 107 }, (_each, i) => row(`JT-${String(i + 1).padStart(3, '0')}`, '家庭/个人', i)),
    ...Array.from({ length: 89 }, (_each, i) => row(`ZQ-${String(i + 1).padStart(3, '0')}`, '政企', i)),
  ];
}
const workbook = (rows: unknown[][]) =>
  tablesWorkbook([
    {
      name: '标准',
      title: '客户服务标准',
      notes: [],
      columns: clauseFields.map((field) => ({ header: field.labels.zh, width: 12 })),
      rows: rows as never,
    },
  ]);

describeBackends('clause library', (start) => {
  let backend: TestBackend;
  let client: Client;
  beforeEach(async () => {
    backend = await start();
    client = await backend.as('supervisor');
  });
  afterEach(() => backend.close());

  it('ships the clauses of its sources, verified or not', async () => {
    const all = await client.standard.clauses({});
    expect(all.length).toBeGreaterThan(80);
    expect(all.find((each) => each.code === 'E11')).toMatchObject({ isVerified: true, limitUnit: 'percent', items: 2 });
    const open = await client.standard.clauses({ isVerified: false });
    expect(open.map((each) => each.code)).toContain('R3-5');
    expect(await client.standard.clauses({ q: '鞋套' })).toHaveLength(1);
    expect(await client.standard.clauses({ q: '100%_' })).toEqual([]);
  });

  it('keeps editions that end where the next begins, and refuses what would overlap', async () => {
    await client.standard.createClause(clause);
    await expect(client.standard.createClause(clause)).rejects.toMatchObject({ code: 'CLAUSE_CODE_TAKEN' });
    const next = {
      ...clause,
      effectiveOn: '2026-07-01',
      limits: [{ customerGrade: 'all' as const, meanLimit: null, maxLimit: 15_000 }],
    };
    const detail = await client.standard.addClauseEdition(next);
    expect(detail.editions.map(({ edition, effectiveOn, lastOn }) => [edition, effectiveOn, lastOn])).toEqual([
      [2, '2026-07-01', null],
      [1, '2025-01-01', '2026-06-30'],
    ]);
    expect(detail.editions[1]?.limits).toEqual(clause.limits);
    await expect(client.standard.addClauseEdition({ ...next, effectiveOn: '2026-06-30' })).rejects.toMatchObject({
      code: 'CLAUSE_EDITION_ORDER',
      data: { day: '2026-07-01', edition: 2 },
    });
    await expect(client.standard.addClauseEdition({ ...next, code: 'NONE' })).rejects.toMatchObject({
      code: 'CLAUSE_NOT_FOUND',
    });
    await expect(client.standard.createClause({ ...clause, code: 'X-1', limitUnit: null })).rejects.toMatchObject({
      code: 'CLAUSE_LIMIT_UNIT',
    });
  });

  it('holds the 107 and the 89 from a workbook, and the same file again changes nothing', async () => {
    const before = await client.standard.clauseFigures({ period: '2026-11' });
    const driver = await ImportDriver.as(backend);
    const bytes = await workbook(table());
    const sessionId = await driver.open('标准.xlsx', bytes, { target: 'clause' });
    const { counts, missingFields } = await client.import.session({ sessionId });
    expect({ ...counts, missingFields }).toMatchObject({ total: 196, errors: 0, missingFields: [] });
    const { result } = await driver.write(sessionId);
    expect(result).toMatchObject({ inserted: 196 });
    const after = await client.standard.clauseFigures({ period: '2026-11' });
    const total = (figures: typeof before, audience: string) =>
      figures.counts.filter((each) => each.audience === audience).reduce((sum, each) => sum + each.total, 0);
    expect(total(after, 'household') - total(before, 'household')).toBe(107);
    expect(total(after, 'enterprise') - total(before, 'enterprise')).toBe(89);
    expect((await client.standard.clauses({ audience: 'enterprise' })).length).toBe(89);
    const timed = await client.standard.clause({ code: 'JT-001' });
    expect(timed.editions[0]?.limits).toHaveLength(4);
    expect(timed.editions[0]?.limits[0]).toEqual({ customerGrade: 'diamond', meanLimit: 2000, maxLimit: 4000 });

    const again = await driver.open('标准.xlsx', bytes, { target: 'clause' });
    expect((await client.import.session({ sessionId: again })).counts).toMatchObject({ present: 196, writable: 0 });

    // out and in: what the program writes is what it reads
    const { fileId } = await client.standard.exportClauses({ language: 'zh' });
    const file = await client.system.downloadFile({ fileId });
    const back = await driver.open('服务标准.xlsx', new Uint8Array(await file.arrayBuffer()), { target: 'clause' });
    const { counts: kept } = await client.import.session({ sessionId: back });
    expect(kept.errors).toBe(0);
    const rewritten = await driver.write(back);
    expect(rewritten.result).toMatchObject({ inserted: 0 });
  });

  it('names what is wrong in each row of a file', async () => {
    const rows = table().slice(0, 6) as (string | null)[][];
    const put = (row: number, key: string, value: string | null) => {
      (rows[row] as (string | null)[])[clauseFields.findIndex((field) => field.key === key)] = value;
    };
    put(0, 'gradeLimits', '白金=3');
    put(1, 'audience', '外星人');
    put(2, 'effectiveOn', null);
    put(3, 'limitUnit', null);
    put(4, 'expiresOn', '2025-01-01');
    const driver = await ImportDriver.as(backend);
    const sessionId = await driver.open('标准.xlsx', await workbook(rows), { target: 'clause' });
    const { counts } = await client.import.session({ sessionId });
    expect(counts).toMatchObject({ total: 6, errors: 5 });
    const { rows: seen } = await client.import.rows({ sessionId, filter: 'errors', offset: 0, limit: 10 });
    expect(seen.map((row) => row.reason?.zh)).toEqual([
      expect.stringContaining('白金=3'),
      expect.stringContaining('外星人'),
      expect.stringContaining('生效日'),
      expect.stringContaining('没有写单位'),
      expect.stringContaining('失效日早于生效日'),
    ]);
    await driver.write(sessionId);
    expect(await client.standard.clauses({ q: 'JT-0' })).toHaveLength(1);
    // an edition that is there never changes: another content from the same day is an error
    const other = table().slice(5, 6) as (string | null)[][];
    (other[0] as (string | null)[])[clauseFields.findIndex((field) => field.key === 'textZh')] = '改了的内容';
    const frozen = await driver.open('改.xlsx', await workbook(other), { target: 'clause' });
    const answer = await client.import.rows({ sessionId: frozen, filter: 'errors', offset: 0, limit: 10 });
    expect(answer.rows[0]?.reason?.zh).toMatch(/已发布的版本不改/);
  });

  it('counts met of total and what each clause cost, from the tallies alone, inside one’s scope', async () => {
    const units = await buildUnits(await backend.as('admin'));
    const vendorCard = (await client.standard.scorecards({})).find((card) => card.line === 'vendor');
    const tally = (itemCode: string, unitId: string, failed: number, lostPoints: number, notApplicable = 0) => ({
      scorecardVersionId: vendorCard?.scorecardVersionId as string,
      month: '2026-11',
      itemCode,
      unitId,
      sheets: 4,
      notApplicable,
      failed,
      hits: 0,
      lostPoints,
    });
    await inTransaction(backend.app.deps, (tx) =>
      tx
        .insertInto('itemTally')
        .values([
          tally('4.1', units.vendor.unitId, 2, 3000),
          tally('4.3', units.vendor.unitId, 1, 500),
          tally('2.4', units.vendor.unitId, 0, 0),
          tally('2.5', units.vendor.unitId, 0, 0, 4),
        ])
        .execute(),
    );
    const figures = await client.standard.clauseFigures({ period: '2026-11' });
    expect(
      figures.costs.slice(0, 2).map(({ code, lostPoints, failed, inspected }) => [code, lostPoints, failed, inspected]),
    ).toEqual([
      ['E14', 3000, 2, 4],
      ['E11', 500, 1, 4],
    ]);
    expect(figures.costs[0]?.items).toEqual([
      expect.objectContaining({ scorecardCode: 'SC-DW-01', itemCode: '4.1', lostPoints: 3000 }),
    ]);
    expect(figures.verdicts).toEqual({ E14: 'failed', E11: 'failed', '五规范-4': 'met' });
    const count = (audience: string, name: string) =>
      figures.counts.find((each) => each.audience === audience && each.class === name);
    expect(count('internal', 'timeLimit')).toMatchObject({ failed: 2, met: 0 });
    expect(count('household', 'functional')).toMatchObject({ failed: 0, met: 1 });
    for (const each of figures.counts) expect(each.met + each.failed + each.notInspected).toBe(each.total);
    expect((await client.standard.clauseFigures({ period: '2026-10' })).costs).toEqual([]);
    // a sheet of a time before its clause cites one of the library all the same
    await inTransaction(backend.app.deps, (tx) =>
      tx
        .insertInto('itemTally')
        .values({ ...tally('4.1', units.vendor.unitId, 2, 3000), month: '2019-11' })
        .execute(),
    );
    const early = await client.standard.clauseFigures({ period: '2019-11' });
    expect(early.costs).toMatchObject([{ code: 'E14', isKnown: true, titleZh: '到达现场时限', inspected: 4 }]);
    expect(early.counts.find((each) => each.audience === 'internal')).toMatchObject({ total: 0, failed: 0 });
    expect((await client.standard.clauseFigures({ period: '2026-Q4' })).costs).toHaveLength(figures.costs.length);
    const hallOnly = await backend.as('viewer', units.hall.unitId);
    expect((await hallOnly.standard.clauseFigures({ period: '2026-11' })).costs).toEqual([]);
    await expect(client.standard.clauseFigures({ period: 'now' })).rejects.toMatchObject({
      code: 'STANDARD_PERIOD_INVALID',
    });
  });
});
