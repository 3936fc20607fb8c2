import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from './driver.ts';

const units = '编码,名称,上级单位,层级\nP,示例省公司,,省\nC1,青禾市分公司,P,市\nC2,云泊市分公司,P,市\n';

describeDatabases('rows that can’t be right', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    const admin = await ImportDriver.as(backend, 'admin');
    await admin.write(await admin.open('组织.csv', units, { target: 'unit' }));
  });
  afterEach(() => backend.close());

  /** What the page shows of every row that has something wrong, in both languages. */
  async function problems(driver: ImportDriver, sessionId: string) {
    const { rows } = await driver.client.import.rows({ sessionId, filter: 'errors', offset: 0, limit: 50 });
    return rows.map((row) => ({
      line: row.line,
      zh: row.reason?.zh ?? '',
      en: row.reason?.en ?? '',
    }));
  }

  it('a number twice in one file, a unit nobody knows: named with their lines, and nothing is written', async () => {
    const admin = await ImportDriver.as(backend, 'admin');
    const text = '工号,姓名,单位\nG001,王芳,青禾市分公司\nG001,李强,云泊市分公司\nG002,张敏,没有的单位\n';
    const sessionId = await admin.open('人员.csv', text, { target: 'staff' });
    const found = await problems(admin, sessionId);
    expect(found.map(({ line }) => line)).toEqual([3, 4]);
    expect(found[0]?.zh).toContain('与第 2 行编号重复');
    expect(found[0]?.en).toContain('Same number as line 2');
    expect(found[1]?.zh).toContain('没有「没有的单位」这个单位');
    expect(found[1]?.en).toContain('There is no unit "没有的单位"');
    expect((await admin.client.organization.staff({})).total).toBe(0);
    const refused = await admin.write(sessionId, 'all').catch((error: unknown) => error);
    expect(JSON.stringify(refused)).toContain('IMPORT_HAS_ERRORS');
    expect((await admin.client.organization.staff({})).total).toBe(0);
  });

  it('days and times that don’t exist', async () => {
    const driver = await ImportDriver.as(backend);
    const text =
      '工单号,受理时间,单位,投诉内容\nA1,2026-02-30 09:00,青禾市分公司,资费\nA2,2026-13-01,青禾市分公司,资费\nA3,2026-11-01 25:10,青禾市分公司,资费\nA4,昨天,青禾市分公司,资费\nA5,2026-11-02 09:00,青禾市分公司,资费\n';
    const sessionId = await driver.open('投诉.csv', text, { target: 'complaint' });
    const found = await problems(driver, sessionId);
    expect(found.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(found[0]?.zh).toContain('没有这一天');
    expect(found[0]?.en).toContain('there is no such day');
    for (const { zh, en } of found) {
      expect(zh).toMatch(/没有这一天|没有这个时刻|看不懂/);
      expect(en).toMatch(/no such day|no such time|not a date/);
    }
    const written = await driver.write(sessionId);
    expect(written.result).toMatchObject({ inserted: 1, rejected: 4 });
  });

  it('empty cells of a required unit are decided once for the file, and never remembered', async () => {
    const driver = await ImportDriver.as(backend);
    const row = (number: string, unit: string) => `${number},2026-11-02 09:00,${unit},资费\n`;
    const text = `工单号,受理时间,单位,投诉内容\n${row('A1', '')}${row('A2', '青禾市分公司')}${row('A3', '  ')}`;
    const sessionId = await driver.open('投诉.csv', text, { target: 'complaint' });
    const before = await driver.client.import.session({ sessionId });
    expect(before.counts).toMatchObject({ writable: 1, errors: 2 });
    expect(before.values).toMatchObject([{ field: 'unitId', word: '', text: '', count: 2, suggestions: [] }]);
    const decide = (value: string) =>
      driver.client.import.review({ sessionId, decisions: [{ field: 'unitId', word: '', value }] });
    for (const value of ['create', 'skip'])
      await expect(decide(value)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const [unit] = await driver.client.import.units({ sessionId, search: '云泊市分公司' });
    await driver.review({ sessionId, decisions: [{ field: 'unitId', word: '', value: unit?.unitId as string }] });
    expect((await driver.client.import.session({ sessionId })).counts).toMatchObject({ writable: 3, errors: 0 });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 3, rejected: 0 });
    const stored = await driver.client.complaint.list({ view: 'all' });
    expect(stored.rows.map((one) => one.unitName).sort()).toEqual(['云泊市分公司', '云泊市分公司', '青禾市分公司']);
    const next = await driver.open('投诉.csv', `工单号,受理时间,单位,投诉内容\n${row('B1', '')}`, {
      target: 'complaint',
    });
    expect((await driver.client.import.session({ sessionId: next })).counts).toMatchObject({ writable: 0, errors: 1 });
  });
});
