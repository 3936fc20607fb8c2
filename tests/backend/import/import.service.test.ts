import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEveryWay, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from './driver.ts';
import { addProbe, written } from './probe.ts';

/** Real files lie beside the repository; without them these tests are left out. */
const complaints = fileURLToPath(new URL('../../../../shared/data/complaints-comcast-2015.csv', import.meta.url));

const chinese = [
  '省热线投诉周报,,,,,',
  '统计时间：2026 年第 47 周,,,,,',
  '投诉流水号,受理时间,状态,责任部门,投诉内容,金额',
  'HW-01,2026/11/16 9:15,处理中,,宽带掉线,12.5',
  'HW-02,11月16日8时41分,办结,,"资费,有争议",1,',
  'HW-03,2026/11/31 10:20,办结,,打不开网页,',
  'HW-04,2026/11/17 10:20,已办结了,,打不开网页,',
  'HW-02,2026/11/18 10:20,办结,,另一件,',
  'HW-05,2027/11/17 10:20,办结,,日期在将来,',
  ',2026/11/18 8:00,办结,,没有编号,',
  'HW-01,2026/11/16 9:15,处理中,,宽带掉线,12.5',
].join('\r\n');

describeEveryWay('import', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeAll(async () => {
    backend = await start();
    addProbe(backend);
    driver = await ImportDriver.as(backend);
  });
  afterAll(() => backend.close());

  test('a Chinese weekly file: header under titles, names matched, bad cells named', async () => {
    const sessionId = await driver.open('热线投诉.csv', iconv.encode(chinese, 'gb18030'));
    const session = await driver.client.import.session({ sessionId });
    expect(session).toMatchObject({ encoding: 'gb18030', delimiter: ',', headerLine: 3, headerRows: 1, garbled: 0 });
    expect(session.columns.map((c) => c.field)).toEqual(['number', 'at', 'status', 'unitId', 'text', 'amount', null]);
    expect(session.counts).toEqual({
      total: 8,
      writable: 2,
      errors: 5,
      present: 1,
      changed: 0,
      toLookAt: 7,
      leftOut: 0,
    });
    const { rows } = await driver.client.import.rows({ sessionId, filter: 'toLookAt', offset: 0, limit: 50 });
    expect(rows.map((r) => [r.line, r.state, r.reason?.zh])).toEqual([
      [5, 'noted', '日期格式不同，读作 11-16 08:41'],
      [6, 'error', '受理时间：没有这一天'],
      [7, 'error', '状态没有「已办结了」这一项'],
      [8, 'error', '与第 5 行编号重复，内容不同'],
      [9, 'error', '受理时间晚于今天'],
      [10, 'error', '编号必填'],
      [11, 'present', '与第 4 行完全相同，跳过'],
    ]);
    expect(rows[1]?.marks).toMatchObject([{ column: 1, kind: 'bad' }]);
    expect(session.values.map(({ text, count, own, decision }) => [text, count, own, decision])).toEqual([
      ['已办结了', 1, null, null],
      ['办结', 5, 'closed', null],
      ['处理中', 2, 'open', null],
    ]);
    expect(session.values[0]?.suggestions).toMatchObject([{ value: 'closed' }]);
    await driver.client.import.close({ sessionId });
  });

  test('all or nothing refuses while errors are left; good rows only writes the rest and hands back the others', async () => {
    const sessionId = await driver.open('a.csv', chinese);
    await expect(driver.client.import.write({ sessionId, mode: 'all', language: 'zh' })).rejects.toMatchObject({
      code: 'IMPORT_HAS_ERRORS',
    });
    expect(await written(backend)).toEqual(new Map());

    const job = await driver.write(sessionId);
    expect(job).toMatchObject({ state: 'completed', result: { inserted: 2, changed: 0, unchanged: 1, rejected: 5 } });
    expect([...(await written(backend)).keys()]).toEqual(['HW-01', 'HW-02']);
    expect((await written(backend)).get('HW-02')).toMatchObject({
      at: '2026-11-16T00:41:00.000Z',
      status: 'closed',
      text: '资费,有争议',
    });

    const file = await driver.client.system.downloadFile({ fileId: String(job.result?.fileId) });
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    const rejected = sheets[0]?.rows ?? [];
    expect(rejected[0]?.slice(0, 6)).toEqual(['投诉流水号', '受理时间', '状态', '责任部门', '投诉内容', '金额']);
    expect(rejected.map((row) => row.at(-1))).toEqual([
      '错误原因',
      '受理时间：没有这一天',
      '状态没有「已办结了」这一项',
      '与第 5 行编号重复，内容不同',
      '受理时间晚于今天',
      '编号必填',
    ]);
    expect(rejected[1]?.[0]).toBe('HW-03');
  });

  test('the same file again changes nothing; a changed row is one change', async () => {
    const again = await driver.open('a.csv', chinese);
    const session = await driver.client.import.session({ sessionId: again });
    expect(session.isRemembered).toBe(true);
    expect(session.counts).toMatchObject({ writable: 0, present: 3, errors: 5 });
    const before = await written(backend);
    expect((await driver.write(again)).result).toMatchObject({ inserted: 0, changed: 0, unchanged: 3 });
    expect(await written(backend)).toEqual(before);

    const changed = await driver.open('b.csv', chinese.replaceAll('宽带掉线', '宽带常掉线'));
    expect((await driver.client.import.session({ sessionId: changed })).counts).toMatchObject({
      writable: 1,
      changed: 1,
    });
    expect((await driver.write(changed)).result).toMatchObject({ inserted: 0, changed: 1, unchanged: 2 });
    expect(
      (await driver.client.import.batches({ target: 'probe', options: {} })).map((b) => [
        b.insertedCount,
        b.changedCount,
        b.unchangedCount,
      ]),
    ).toHaveLength(3);
  });

  test('decisions apply to all equal values and are remembered; a mended cell is read again', async () => {
    const sessionId = await driver.open(
      'c.csv',
      '编号,受理时间,状态\nC-1,2026-11-01,完成\nC-2,2026-11-02,完成\nC-3,2026-11-31,完成',
    );
    await driver.review({ sessionId, decisions: [{ field: 'status', word: '完成', value: 'closed' }] });
    expect((await driver.client.import.session({ sessionId })).counts).toMatchObject({ writable: 2, errors: 1 });
    await driver.review({ sessionId, mends: [{ index: 2, column: 1, value: '2026-11-30', isForAll: false }] });
    // 2026-11-30 lies after the fixed today
    expect((await driver.client.import.session({ sessionId })).reasons).toMatchObject([
      { code: 'inFuture', field: 'at', count: 1 },
    ]);
    await driver.review({ sessionId, mends: [{ index: 2, column: 1, value: '2026-11-03', isForAll: false }] });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 3, rejected: 0 });
    const next = await driver.open('d.csv', '编号,受理时间,状态\nD-1,2026-11-01,完成');
    expect((await driver.client.import.session({ sessionId: next })).counts).toMatchObject({ writable: 1, errors: 0 });
  });

  test('a mapping can be changed, and is remembered for files with the same columns', async () => {
    const text = 'x1,x2,x3\nE-1,2026-11-01,甲\nE-2,2026-11-02,乙';
    const sessionId = await driver.open('e.csv', text);
    expect((await driver.client.import.session({ sessionId })).missingFields).toContain('number');
    await driver.review({
      sessionId,
      mapping: [
        { column: 0, field: 'number' },
        { column: 1, field: 'at' },
        { column: 2, field: 'text' },
      ],
    });
    expect((await driver.client.import.session({ sessionId })).missingFields).toEqual([]);
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 2 });
    const next = await driver.open('f.csv', text.replaceAll('E-', 'F-'));
    expect((await driver.client.import.session({ sessionId: next })).columns.map((c) => [c.field, c.source])).toEqual([
      ['number', 'remembered'],
      ['at', 'remembered'],
      ['text', 'remembered'],
    ]);
  });

  test.skipIf(!existsSync(complaints))(
    'real complaints of 2015: day before month, 12-hour times, missing places become units',
    async () => {
      const bytes = readFileSync(complaints);
      const sessionId = await driver.open('complaints.csv', bytes);
      const session = await driver.client.import.session({ sessionId });
      expect(session).toMatchObject({ encoding: 'utf-8', headerLine: 1, missingFields: [] });
      const day = session.columns.find((c) => c.field === 'day');
      expect([day?.header, day?.isOrderAmbiguous]).toEqual(['Date', false]);
      const states = session.values.filter((v) => v.field === 'unitId');
      expect(states.length).toBe(42);
      await driver.review({
        sessionId,
        decisions: states.map((v) => ({ field: 'unitId', word: v.word, value: 'create' })),
      });
      expect((await driver.client.import.session({ sessionId })).counts).toMatchObject({
        total: 2224,
        writable: 2224,
        errors: 0,
      });
      expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 2224 });
      const first = (await written(backend)).get('250635');
      expect(first).toMatchObject({ at: '2015-04-22T07:53:50.000Z', status: 'closed' });
      const units = await backend.app.deps.db
        .selectFrom('unit')
        .select(['name', 'level'])
        .where('name', '=', 'Maryland')
        .execute();
      expect(units).toEqual([{ name: 'Maryland', level: 'city' }]);
      const again = await driver.open('complaints.csv', bytes);
      expect((await driver.client.import.session({ sessionId: again })).counts).toMatchObject({
        present: 2224,
        writable: 0,
        errors: 0,
      });
    },
    120_000,
  );

  test('cancelling while writing leaves nothing', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `G-${i},2026-11-01 08:00,办结`);
    const sessionId = await driver.open('g.csv', ['编号,受理时间,状态', ...lines].join('\n'));
    const { jobId } = await driver.client.import.write({ sessionId, mode: 'all', language: 'zh' });
    for (;;) {
      const job = (await driver.client.system.jobs({})).find((j) => j.jobId === jobId);
      if ((job?.done ?? 0) > 0 || job?.state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await driver.client.system.cancelJob({ jobId });
    expect((await driver.settled(jobId)).state).toBe('cancelled');
    expect([...(await written(backend)).keys()].filter((key) => key.startsWith('G-'))).toEqual([]);
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 12_000 });
  }, 120_000);

  test('a session is its owner’s, and a target asks for its own permission', async () => {
    const sessionId = await driver.open('h.csv', '编号,受理时间\nH-1,2026-11-01');
    const other = await backend.as('admin');
    await expect(other.import.session({ sessionId })).rejects.toMatchObject({ code: 'IMPORT_SESSION_LOST' });
    await expect(driver.client.import.describe({ target: 'nothing', options: {} })).rejects.toMatchObject({
      code: 'IMPORT_TARGET_UNKNOWN',
    });
    const officer = await backend.as('complaintOfficer');
    await expect(officer.import.describe({ target: 'submission', options: {} })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect((await backend.as('viewer')).import.describe({ target: 'probe', options: {} })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  test('a person can go on reading while the file is written', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => `LW-${i},2026/11/16 9:15,办结,,第 ${i} 件,1`);
    const sessionId = await driver.open(
      '很长.csv',
      ['投诉流水号,受理时间,状态,责任部门,投诉内容,金额', ...lines].join('\n'),
    );
    const { jobId } = await driver.client.import.write({ sessionId, mode: 'all', language: 'zh' });
    const states: string[] = [];
    const stateNow = async () => (await driver.client.system.jobs({})).find((job) => job.jobId === jobId)?.state ?? '';
    do {
      await driver.client.account.touch({});
      await driver.client.organization.units({});
      states.push(await stateNow());
      // Without a transport between them, calls follow each other in one turn and would leave none to the job.
      await new Promise((resolve) => setImmediate(resolve));
    } while (states.at(-1) === 'running');
    expect(states.filter((state) => state === 'running').length).toBeGreaterThan(0);
    expect(await driver.settled(jobId)).toMatchObject({ state: 'completed', result: { inserted: 6000 } });
  });
});
