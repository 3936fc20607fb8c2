import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Client, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { smallProvince, told, travel } from './complaint.builder.ts';

const text = '约好周五上午装机，等了半天没有人来也没有电话。';

describeDatabases('rows of a file that may repeat something', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  let officer: Client;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    const { hall } = await smallProvince(backend);
    officer = await backend.as('complaintOfficer');
    driver = await ImportDriver.as(backend);
    await officer.complaint.register({ ...told, unitId: hall, content: text });
  });
  afterEach(() => backend.close());

  const rows: readonly (readonly [number: string, at: string, customer: string, content: string])[] = [
    ['W0', '2026-11-20 09:00', '', '您好，约好周五下午装机，等了半天没有人来，也没有电话'],
    ['W1', '2026-11-20 10:00', '00099998888', '账单里多了一项没有订过的视频会员费，每月扣费'],
    ['W2', '2026-11-20 11:00', '', '每月扣费，账单里多了一项没有订过的视频会员费'],
    ['W3', '2026-11-20 12:00', '000-1234-1234', '热线排队二十多分钟接不通人工'],
    // the same, but long before the window of the policy
    ['W4', '2026-06-01 09:00', '', text],
    ['W5', '2026-11-20 13:00', '', '地下车库没有信号，无法付费出场'],
  ];
  const open = (more: readonly (typeof rows)[number][] = []) =>
    driver.open(
      'alike.csv',
      [
        '投诉单号,投诉内容,受理时间,渠道,状态,责任单位,客户号码',
        ...[...rows, ...more].map(
          ([id, at, customer, content]) => `${id},"${content}",${at},热线,处理中,白榆北桥厅,${customer}`,
        ),
      ].join('\n'),
      { target: 'complaint' },
    );
  const search = async (sessionId: string) => {
    await driver.settled((await driver.client.import.findAlike({ sessionId })).jobId);
    return driver.client.import.alike({ sessionId });
  };
  const related = async (externalNumber: string) => {
    const { rows: found } = await officer.complaint.list({ view: 'all', q: externalNumber });
    return officer.complaint.related({ complaintId: found[0]?.complaintId as string });
  };

  it('are told with score and reason before anything is written; by default they are only counted', async () => {
    const sessionId = await open();
    expect(await driver.client.import.alike({ sessionId })).toMatchObject({ isSearched: false, count: 0, rows: [] });
    const found = await search(sessionId);
    expect(found).toMatchObject({ isSearched: true, count: 3, joined: 0 });
    expect(found.rows.map((row) => [row.line, row.reason.zh, row.other.label, row.other.isStored])).toEqual([
      [4, '文字 100% 相同', 'W1', false],
      [2, '文字 75% 相同', 'TS26-1122-0001', true],
      [5, '号码相同', 'TS26-1122-0001', true],
    ]);
    expect((await officer.complaint.list({ view: 'all' })).total).toBe(1);
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 6 });
    for (const number of ['W0', 'W2', 'W3']) expect(await related(number)).toEqual([]);
  });

  it('are linked where the user says so, with a stored one or with another row', async () => {
    const sessionId = await open();
    const { rows: found } = await search(sessionId);
    const indexes = found.filter((row) => row.line !== 5).map((row) => row.index);
    expect(await driver.client.import.joinAlike({ sessionId, indexes, isJoined: true })).toMatchObject({ joined: 2 });
    await expect(driver.client.import.joinAlike({ sessionId, indexes: [5], isJoined: true })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 6 });
    expect(await related('W0')).toMatchObject([{ relation: 'linked', kind: 'repeat', number: 'TS26-1122-0001' }]);
    expect((await related('W2'))[0]?.content).toBe('账单里多了一项没有订过的视频会员费，每月扣费');
    expect((await related('W1'))[0]?.relation).toBe('linked');
    expect(await related('W3')).toEqual([]);
  });

  it('are looked for anew when the rows are read in another way, and not among rows that are there already', async () => {
    const first = await open();
    await driver.write(first, 'all');
    const again = await open([['W6', '2026-11-21 09:00', '', '账单里多了一项没有订过的视频会员费，每月都扣费']]);
    const found = await search(again);
    // only the new row is compared, and now with what is stored
    expect(found.rows.map((row) => [row.line, row.other.isStored])).toEqual([[8, true]]);
    await driver.review({ sessionId: again, dayOrder: 'ymd' });
    expect((await driver.client.import.alike({ sessionId: again })).isSearched).toBe(false);
  });
});
