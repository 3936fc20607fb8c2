import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { eventOf } from '../../../src/main/backend/complaint/complaint.repository.ts';
import { startBackend, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, travel } from './complaint.builder.ts';

const path = fileURLToPath(new URL('../../../../shared/data/complaints-comcast-2015.csv', import.meta.url));

/** A reader of its own, so that nothing of the program counts for itself: quotes, and no line breaks in cells. */
function naiveRows(text: string): Record<string, string>[] {
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      (m[1]?.replaceAll('""', '"') ?? m[2] ?? '').trim(),
    );
  const [head = '', ...lines] = text
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])));
}
const count = <T>(list: readonly T[], key: (one: T) => string) => {
  const out: Record<string, number> = {};
  for (const one of list) out[key(one)] = (out[key(one)] ?? 0) + 1;
  return out;
};

describe.skipIf(!existsSync(path))('2,224 complaints of 2015, counted twice', () => {
  let backend: TestBackend;
  let driver: ImportDriver;
  let sessionId = '';
  const rows = existsSync(path) ? naiveRows(readFileSync(path, 'utf8')) : [];
  const stored = () =>
    backend.app.deps.db
      .selectFrom('complaint')
      .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
      .selectAll('complaint')
      .select('unit.name as unitName')
      .execute();
  beforeAll(async () => {
    backend = await startBackend('sqlite', 'direct');
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
    driver = await ImportDriver.as(backend);
    sessionId = await driver.open('comcast.csv', readFileSync(path), { target: 'complaint' });
  });
  afterAll(() => backend.close());

  it('every column is used, or said to be left out', async () => {
    const { columns, missingFields } = await driver.client.import.session({ sessionId });
    expect(columns.map(({ header, field }) => [header, field])).toEqual([
      ['Ticket #', 'externalNumber'],
      ['Customer Complaint', 'content'],
      ['Date', null],
      ['Date_month_year', 'receivedDate'],
      ['Time', 'receivedTime'],
      ['Received Via', 'channel'],
      ['City', 'city'],
      ['State', 'unitId'],
      ['Zip code', null],
      ['Status', 'status'],
      ['Filing on Behalf of Someone', null],
    ]);
    expect(missingFields).toEqual([]);
  });

  it('the words of the status column and what they are read as', async () => {
    const { values } = await driver.client.import.session({ sessionId });
    const status = values.filter((value) => value.field === 'status');
    expect(Object.fromEntries(status.map(({ text, own, count: n }) => [text, [own, n]]))).toEqual({
      Closed: ['closed', 734],
      Solved: ['closed', 973],
      Open: ['received', 363],
      Pending: ['investigating', 154],
    });
    expect(count(rows, (row) => row.Status ?? '')).toEqual({ Closed: 734, Solved: 973, Open: 363, Pending: 154 });
  });

  it('totals by month, status, channel and place are those of an independent count; nothing is lost', async () => {
    const { values } = await driver.client.import.session({ sessionId });
    const places = values.filter((value) => value.field === 'unitId');
    await driver.review({
      sessionId,
      decisions: places.map(({ field, word }) => ({ field, word, value: 'create' })),
    });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 2224, rejected: 0 });
    const written = await stored();
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const monthOf = (row: Record<string, string>) => {
      const [, month = '', year = ''] = (row.Date_month_year ?? '').split('-');
      return `20${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}`;
    };
    const shanghai = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
    expect(count(written, (row) => shanghai(row.receivedAt).slice(0, 7))).toEqual(count(rows, monthOf));
    const statuses: Record<string, string> = {
      Closed: 'closed',
      Solved: 'closed',
      Open: 'received',
      Pending: 'investigating',
    };
    expect(count(written, (row) => row.status)).toEqual(count(rows, (row) => statuses[row.Status ?? ''] ?? '?'));
    const channels: Record<string, string> = { Internet: 'online', 'Customer Care Call': 'hotline' };
    expect(count(written, (row) => row.channel)).toEqual(
      count(rows, (row) => channels[row['Received Via'] ?? ''] ?? '?'),
    );
    // two writings of one place, which is one unit
    expect(count(written, (row) => row.unitName.toLowerCase())).toEqual(
      count(rows, (row) => (row.State ?? '').toLowerCase()),
    );
    expect(new Set(written.map((row) => row.externalNumber)).size).toBe(2224);
    const byNumber = new Map(written.map((row) => [row.externalNumber, row]));
    for (const row of rows) {
      const one = byNumber.get(row['Ticket #'] ?? '');
      expect(one?.content).toBe(row['Customer Complaint']);
      expect(one?.city).toBe(row.City);
    }
  });

  it('both columns of dates say the same day, and the time of day is kept to the second', async () => {
    const byNumber = new Map((await stored()).map((row) => [row.externalNumber, row.receivedAt]));
    const days = new Set<string>();
    for (const row of rows) {
      const [day = '', month = '', year = ''] = (row.Date ?? '').split('-');
      const [, clock = '', half = ''] = /^(\S+) (AM|PM)$/.exec(row.Time ?? '') ?? [];
      const [hour = 0, minute = 0, second = 0] = clock.split(':').map(Number);
      const at = Date.UTC(
        2000 + Number(year),
        Number(month) - 1,
        Number(day),
        (hour % 12) + (half === 'PM' ? 12 : 0),
        minute,
        second,
      );
      expect(byNumber.get(row['Ticket #'] ?? '')).toBe(new Date(at - 8 * 3_600_000).toISOString());
      days.add(row.Date ?? '');
    }
    expect(days.size).toBe(91);
  });

  it('histories say that they were imported, in the words of the file, and invent no time', async () => {
    const events = await backend.app.deps.db
      .selectFrom('complaintEvent')
      .selectAll()
      .orderBy('complaintId')
      .orderBy('seq')
      .execute();
    expect(count(events, (event) => event.type)).toEqual({ received: 2224, imported: 2224 });
    const words = events.flatMap((event) => (event.type === 'imported' ? [JSON.parse(event.dataJson)] : []));
    expect(count(words, (data) => data.sourceStatus)).toEqual(count(rows, (row) => row.Status ?? ''));
    expect(new Set(words.map((data) => data.file))).toEqual(new Set(['comcast.csv']));
    const imported = events.filter((event) => event.type === 'imported');
    expect(new Set(imported.map((event) => event.happenedAt))).toEqual(new Set([null]));
    expect(new Set(events.map((event) => event.recordedAt))).toEqual(new Set(['2026-11-22T02:00:00.000Z']));
    const closed = (await stored()).filter((row) => row.status === 'closed');
    expect(closed.filter((row) => row.closedAt !== null || row.respondedAt !== null || row.isInTime !== null)).toEqual(
      [],
    );
  });

  it('the same file again changes nothing, under its own name or another', async () => {
    const again = await driver.open('another.csv', readFileSync(path), { target: 'complaint' });
    expect((await driver.client.import.session({ sessionId: again })).counts).toMatchObject({
      present: 2224,
      writable: 0,
    });
  });
});

const header =
  '投诉流水号,受理时间,受理部门,受理人,派单时间,派单人,处理部门,接单时间,首次联系时间,答复时间,处理人,处理结果,是否成立,投诉原因,回访时间,回访结果,回访人,办结时间,办结人,工单状态,退单次数,投诉大类,投诉小类,客户号码,投诉内容,备注,赔付金额,录音编号,纠正措施,预防措施';
const line = (cells: Partial<Record<string, string>>) =>
  header
    .split(',')
    .map((name) => cells[name] ?? '')
    .join(',');
const whole = {
  投诉流水号: 'RX-1',
  受理时间: '2026-11-02 09:15',
  受理部门: '白榆北桥厅',
  受理人: '沈一',
  派单时间: '2026/11/2 10:00',
  派单人: '林二',
  处理部门: '鹿野装维中心',
  接单时间: '11月2日 11时30分',
  首次联系时间: '2026-11-02 11:40',
  答复时间: '2026-11-04 16:00',
  处理人: '周三',
  处理结果: '更换端口，恢复正常',
  是否成立: '成立',
  投诉原因: '设备或线路故障',
  回访时间: '2026-11-05 10:00',
  回访结果: '满意',
  办结时间: '2026-11-05 10:30',
  办结人: '林二',
  工单状态: '已归档',
  投诉大类: '宽带故障',
  投诉小类: '频繁掉线',
  客户号码: '00012341234',
  投诉内容: '宽带每晚掉线',
};
const proven = { ...whole, 赔付金额: '￥20.50', 录音编号: '20261104-07', 纠正措施: '更换端口', 预防措施: '全网巡检' };

describe('an export with several times for each complaint', () => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeAll(async () => {
    backend = await startBackend('sqlite', 'direct');
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
    driver = await ImportDriver.as(backend);
  });
  afterAll(() => backend.close());

  const open = (lines: string[]) => driver.open('热线.csv', [header, ...lines].join('\n'), { target: 'complaint' });
  const bring = async (lines: string[]) => (await driver.write(await open(lines), 'all')).result;
  const find = async (number: string) => {
    const row = await backend.app.deps.db
      .selectFrom('complaint')
      .selectAll()
      .where('externalNumber', '=', number)
      .executeTakeFirstOrThrow();
    const events = await backend.app.deps.db
      .selectFrom('complaintEvent')
      .selectAll()
      .where('complaintId', '=', row.complaintId)
      .orderBy('seq')
      .execute();
    return { row, events };
  };
  const reasons = async (sessionId: string) =>
    (await driver.client.import.rows({ sessionId, filter: 'toLookAt', offset: 0, limit: 50 })).rows.map((row) => [
      row.cells[0],
      row.reason?.zh,
    ]);

  it('every column finds its field', async () => {
    const { columns, missingFields, counts } = await driver.client.import.session({
      sessionId: await open([line(whole)]),
    });
    expect(columns.filter((column) => column.field === null)).toEqual([]);
    expect(missingFields).toEqual([]);
    expect(counts).toMatchObject({ writable: 1, errors: 0 });
  });

  it('becomes a whole history with the times and persons of the file', async () => {
    expect(await bring([line(proven)])).toMatchObject({ inserted: 1 });
    const { row, events } = await find('RX-1');
    expect(events.map((event) => [event.type, event.happenedAt?.slice(5, 16) ?? null, event.accountName])).toEqual([
      ['received', '11-02T01:15', '沈一'],
      ['assigned', '11-02T02:00', '林二'],
      ['accepted', '11-02T03:30', ''],
      ['informed', '11-02T03:40', ''],
      ['responded', '11-04T08:00', '周三'],
      ['followedUp', '11-05T02:00', ''],
      ['compensationProposed', null, ''],
      ['compensationApproved', null, ''],
      ['closed', '11-05T02:30', '林二'],
      ['imported', null, 'supervisor1'],
    ]);
    expect(new Set(events.map((event) => event.recordedAt))).toEqual(new Set(['2026-11-22T02:00:00.000Z']));
    expect(row).toMatchObject({
      status: 'closed',
      closedAt: '2026-11-05T02:30:00.000Z',
      respondedAt: '2026-11-04T08:00:00.000Z',
      conclusion: 'founded',
      causeCode: 'network.fault',
      categoryCode: 'fault.drop',
      visitResult: 'satisfied',
      compensationCents: 2050,
      isTimeUnknown: 0,
      isImported: 1,
      backdatedCount: 0,
      // three working days before the fifth
      isInTime: 1,
    });
    const detail = await driver.client.complaint.get({ complaintId: row.complaintId });
    expect(detail.row.unitName).toBe('鹿野装维中心');
    expect(detail.firstUnitName).toBe('白榆北桥厅');
    expect(detail.firstResponder).toBe('沈一');
    expect(detail).toMatchObject({ responseEvidence: ['20261104-07'], correction: '更换端口', prevention: '全网巡检' });
    expect(detail.ledger?.parts.map((part) => [part.party, part.seconds])).toEqual([
      ['front', 45 * 60 + 18.5 * 3600],
      ['vendor', 54 * 3600],
    ]);
    // computed again from the events alone it is the same
    expect(foldEvents(events.map(eventOf))).toMatchObject({ status: 'closed', timesUnknown: false });
  });

  it('names times out of order, closing in the future, and times that don’t go with the status, by row', async () => {
    const sessionId = await open([
      line({ ...whole, 投诉流水号: 'F-1', 答复时间: '2026-11-02 09:30' }),
      line({ ...whole, 投诉流水号: 'F-2', 办结时间: '2026-11-22 10:01' }),
      line({ ...whole, 投诉流水号: 'F-3', 办结时间: '2027-01-03' }),
      line({ ...whole, 投诉流水号: 'F-4', 工单状态: '处理中' }),
      line({ ...whole, 投诉流水号: 'F-5', 派单时间: '周一上午' }),
      line({ ...whole, 投诉流水号: 'F-6', 客户号码: '1.38E+10' }),
      line({ ...whole, 投诉流水号: 'F-7' }),
    ]);
    expect(await reasons(sessionId)).toEqual([
      ['F-1', '答复时间 2026-11-02 09:30 早于接单时间 2026-11-02 11:30'],
      ['F-2', '办结时间晚于现在'],
      ['F-3', '办结时间晚于今天'],
      ['F-4', '状态是「处理中」（处理中），却有答复时间'],
      ['F-5', '派单时间「周一上午」看不懂，应像 2026-11-16 09:15'],
      ['F-6', '客户号码「1.38E+10」被 Excel 写成了科学计数，后面的数字已丢失，请在原文件里把这列设为文本'],
    ]);
    expect((await driver.client.import.session({ sessionId })).counts).toMatchObject({ writable: 1, errors: 6 });
  });

  it('times that are missing stay unknown, and are never invented', async () => {
    await bring([
      line({ ...whole, 投诉流水号: 'M-1', 首次联系时间: '', 答复时间: '', 回访时间: '', 回访结果: '', 办结时间: '' }),
      line({
        投诉流水号: 'M-2',
        受理时间: '2026-11-03',
        处理部门: '鹿野装维中心',
        工单状态: '处理完成',
        投诉内容: '资费',
        答复时间: '2026-11-03',
      }),
    ]);
    const closed = await find('M-1');
    expect(closed.row).toMatchObject({
      status: 'closed',
      closedAt: null,
      respondedAt: null,
      isTimeUnknown: 1,
      clockState: 'unknown',
    });
    expect(closed.events.map((event) => event.type)).toEqual(['received', 'assigned', 'accepted', 'noted', 'imported']);
    const answered = await find('M-2');
    // the first contact is not known, the day of the answer is
    expect(answered.row).toMatchObject({
      status: 'responded',
      respondedAt: '2026-11-02T16:00:00.000Z',
      isTimeUnknown: 0,
    });
    const detail = await driver.client.complaint.get({ complaintId: answered.row.complaintId });
    expect(detail.clocks.find((clock) => clock.kind === 'firstResponse')?.state).toBe('unknown');
  });

  it('returns are counted without inventing when', async () => {
    await bring([line({ ...whole, 投诉流水号: 'T-1', 退单次数: '2' })]);
    const { row, events } = await find('T-1');
    expect(row).toMatchObject({ returnCount: 2, status: 'closed', isTimeUnknown: 1, returnPending: 0 });
    expect(events.filter((event) => event.type === 'returned').map((event) => event.happenedAt)).toEqual([null, null]);
  });

  it('a later export adds what is newer, says what differs, and leaves alone what was worked on here', async () => {
    const open1 = {
      ...whole,
      投诉流水号: 'U-1',
      答复时间: '',
      处理结果: '',
      是否成立: '',
      投诉原因: '',
      回访时间: '',
      回访结果: '',
      办结时间: '',
      工单状态: '处理中',
    };
    await bring([line(open1), line({ ...open1, 投诉流水号: 'U-2' }), line({ ...open1, 投诉流水号: 'U-3' })]);
    const worked = (await find('U-3')).row.complaintId;
    await act(driver.client, worked, 'note', { note: '已联系客户' });
    const later = [
      line({ ...whole, 投诉流水号: 'U-1', 投诉内容: '宽带每晚掉线，已三天' }),
      line({ ...open1, 投诉流水号: 'U-2', 派单时间: '2026-11-02 10:30', 客户号码: '' }),
      line({ ...whole, 投诉流水号: 'U-3', 投诉内容: '宽带每晚掉线，已三天' }),
    ];
    const sessionId = await open(later);
    expect(await reasons(sessionId)).toEqual([
      ['U-1', '更新投诉内容；补记答复时间、回访时间、办结时间；状态 处理中→已办结'],
      ['U-2', '库里已有，没有要改的；不改派单时间（库里 2026-11-02 10:00）'],
      ['U-3', '更新投诉内容；已在本系统处理，进展不随文件'],
    ]);
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 0, changed: 2, unchanged: 1 });
    const { row, events } = await find('U-1');
    expect(events.map((event) => [event.seq, event.type])).toEqual([
      [1, 'received'],
      [2, 'assigned'],
      [3, 'accepted'],
      [4, 'informed'],
      [5, 'imported'],
      [6, 'responded'],
      [7, 'followedUp'],
      [8, 'closed'],
      [9, 'imported'],
    ]);
    expect(row).toMatchObject({ status: 'closed', content: '宽带每晚掉线，已三天', isTimeUnknown: 0 });
    expect((await find('U-2')).row.customerNumber).toBe('00012341234');
    expect((await find('U-3')).row.status).toBe('investigating');
    // and an older export afterwards opens nothing again
    const older = await open([line(open1)]);
    expect(await reasons(older)).toEqual([['U-1', '更新投诉内容；不改状态（库里已办结，文件是较早的处理中）']]);
  });

  it('a status of another system decided once for all, kept for that system, and shown in its own words', async () => {
    const lines = [
      line({ ...whole, 投诉流水号: 'S-1', 工单状态: '挂起', 答复时间: '', 回访时间: '', 办结时间: '', 回访结果: '' }),
    ];
    const sessionId = await open(lines);
    expect(await reasons(sessionId)).toEqual([['S-1', '状态没有「挂起」这一项']]);
    await driver.review({
      sessionId,
      source: '省热线',
      decisions: [{ field: 'status', word: '挂起', value: 'investigating' }],
    });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 1 });
    const { row, events } = await find('S-1');
    expect([row.sourceSystem, row.status]).toEqual(['省热线', 'investigating']);
    expect(JSON.parse(events.at(-1)?.dataJson ?? '{}')).toMatchObject({
      status: 'investigating',
      sourceStatus: '挂起',
    });
    const next = await driver.open(
      '十二月.csv',
      `投诉流水号,受理时间,处理部门,状态,投诉内容\nS-2,2026-11-20,鹿野装维中心,挂起,资费`,
      {
        target: 'complaint',
      },
    );
    await driver.review({ sessionId: next, source: '省热线' });
    expect((await driver.client.import.session({ sessionId: next })).counts).toMatchObject({ errors: 0, writable: 1 });
  });

  it('the same number of another system is another complaint', async () => {
    const sessionId = await open([line({ ...whole, 投诉流水号: 'RX-1', 投诉内容: '别的系统的单子' })]);
    await driver.review({ sessionId, source: '12345 平台' });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 1, changed: 0 });
    const both = await backend.app.deps.db
      .selectFrom('complaint')
      .select('sourceSystem')
      .where('externalNumber', '=', 'RX-1')
      .execute();
    expect(both.map((row) => row.sourceSystem).sort()).toEqual(['12345 平台', 'import']);
  });
});

test('monthly sheets with merged heads: places by the name of the sheet, sums left out, the rest a history', async () => {
  const backend = await startBackend('sqlite', 'direct');
  try {
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
    const driver = await ImportDriver.as(backend);
    type Cells = (string | number | null)[];
    const sheet = (name: string, first: number) => {
      const rows: Cells[] = [
        [`${name}投诉处理清单`],
        ['序号', '投诉流水号', '受理', null, '处理', null, null, '工单状态', '投诉内容'],
        [null, null, '时间', '人', '派单时间', '答复时间', '结果', null, null],
        ...[0, 1, 2].map(
          (i): Cells => [
            i + 1,
            `Y${first + i}`,
            `2026-11-0${i + 1} 09:00`,
            '沈一',
            `2026-11-0${i + 1} 10:00`,
            i < 2 ? `2026-11-0${i + 2} 15:00` : null,
            i < 2 ? '已修复' : null,
            i < 2 ? '待回访' : '处理中',
            `${name}第 ${i + 1} 件`,
          ],
        ),
        ['合计', null, null, null, null, null, null, null, 3],
      ];
      const m = (startRow: number, startCol: number, endRow: number, endCol: number) => ({
        startRow,
        startCol,
        endRow,
        endCol,
      });
      return {
        name,
        rows,
        merges: [
          m(0, 0, 0, 8),
          m(1, 0, 2, 0),
          m(1, 1, 2, 1),
          m(1, 2, 1, 3),
          m(1, 4, 1, 6),
          m(1, 7, 2, 7),
          m(1, 8, 2, 8),
        ],
      };
    };
    const book = await writeXlsx({
      sheets: [sheet('青禾市', 100), sheet('白榆北桥厅', 200), { name: '说明', rows: [['口径说明']] }],
    });
    const sessionId = await driver.open('十一月.xlsx', book, { target: 'complaint' });
    await driver.review({ sessionId, mapping: [{ column: 9, field: 'unitId' }] });
    const view = await driver.client.import.session({ sessionId });
    expect(view.columns.map(({ header: name, field }) => [name, field])).toEqual([
      ['序号', null],
      ['投诉流水号', 'externalNumber'],
      ['受理/时间', 'receivedAt'],
      ['受理/人', 'receivedBy'],
      ['处理/派单时间', 'assignedAt'],
      ['处理/答复时间', 'respondedAt'],
      ['处理/结果', 'measure'],
      ['工单状态', 'status'],
      ['投诉内容', 'content'],
      ['工作表', 'unitId'],
    ]);
    expect(view.counts).toMatchObject({ total: 6, errors: 0, writable: 6, leftOut: 2 });
    expect((await driver.write(sessionId, 'all')).result).toMatchObject({ inserted: 6 });
    const { rows } = await driver.client.complaint.list({ view: 'all', sort: 'received' });
    expect(count(rows, (row) => `${row.unitName} ${row.status}`)).toEqual({
      '青禾市 responded': 2,
      '青禾市 investigating': 1,
      '白榆北桥厅 responded': 2,
      '白榆北桥厅 investigating': 1,
    });
  } finally {
    await backend.close();
  }
});

test('a complaint of a megabyte is refused by name, the others go in, and 5,000 rows with one number are one sentence', async () => {
  const backend = await startBackend('sqlite', 'direct');
  try {
    await smallProvince(backend);
    const driver = await ImportDriver.as(backend);
    const head = '投诉单号,受理时间,责任单位,投诉内容';
    const long = '网络很慢，'.repeat(210_000);
    const sessionId = await driver.open(
      'a.csv',
      `${head}\nA1,2026-11-01,青禾市,短\nA2,2026-11-01,青禾市,"${long}"\nA3,2026-11-01,青禾市,也短`,
      { target: 'complaint' },
    );
    const [bad] = (await driver.client.import.rows({ sessionId, filter: 'errors', offset: 0, limit: 9 })).rows;
    expect([bad?.line, bad?.reason?.zh]).toEqual([3, '投诉内容有 1050000 个字，最多 20000 个']);
    expect((await driver.write(sessionId)).result).toMatchObject({ inserted: 2, rejected: 1 });

    const same = Array.from({ length: 5000 }, (_, i) => `B1,2026-11-01,青禾市,第 ${i} 件`);
    const doubled = await driver.open('b.csv', [head, ...same].join('\n'), { target: 'complaint' });
    const view = await driver.client.import.session({ sessionId: doubled });
    expect(view.counts).toMatchObject({ writable: 1, errors: 4999 });
    expect(view.doubled).toEqual([{ key: 'B1', line: 2, count: 5000 }]);
    const job = await driver.write(doubled);
    expect(job.result).toMatchObject({ inserted: 1, rejected: 4999 });
    const file = await driver.client.system.downloadFile({ fileId: String(job.result?.fileId) });
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    expect(sheets[0]?.rows.length).toBe(5000);
  } finally {
    await backend.close();
  }
});
