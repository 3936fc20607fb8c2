import { afterEach, beforeEach, expect, it } from 'vitest';
import { rebuildSignatures, tendSignatures } from '../../../src/main/backend/complaint/complaint.service.ts';
import { putSetting } from '../../../src/main/backend/system/setting.repository.ts';
import { type Client, describeBackends, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

const text = '约好周五上午装机，等了半天没有人来也没有电话。';

describeBackends('what may be the same matter', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  let officer: Client;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T02:00:00.000Z');
    units = await smallProvince(backend);
    officer = await backend.as('complaintOfficer');
  });
  afterEach(() => backend.close());

  const register = async (rest: Partial<Parameters<Client['complaint']['register']>[0]> = {}) =>
    (await officer.complaint.register({ ...told, unitId: units.hall, ...rest })).row;
  const offered = async (input: Parameters<Client['complaint']['similar']>[0]) =>
    (await officer.complaint.similar(input)).rows.map((row) => [row.number, row.reasonZh]);

  it('is offered by number, by text, and by both first, with the reason in both languages', async () => {
    const byText = await register({ customerNumber: '00099998888', content: text });
    const byBoth = await register({ content: text, channel: 'hall' });
    const byNumber = await register({ content: '话费多扣二十元', categoryCode: 'billing.bill' });
    await register({ customerNumber: '00055556666', content: '热线排队二十多分钟接不通人工。' });
    const { rows, outside, mass } = await officer.complaint.similar({
      customerNumber: '000-1234-1234',
      channel: 'hotline',
      content: '您好，约好周五下午装机，等了半天没有人来，也没有电话。',
    });
    expect(rows.map((row) => [row.number, row.reasonZh])).toEqual([
      [byBoth.number, '号码相同，文字 75% 相同'],
      [byText.number, '文字 75% 相同'],
      [byNumber.number, '号码相同'],
    ]);
    expect(rows[0]).toMatchObject({
      reasonEn: 'same number, text 75% alike',
      otherChannel: true,
      sameCustomer: true,
      isOpen: true,
      lastSeq: 1,
    });
    expect(rows[1]).toMatchObject({ sameCustomer: false, otherChannel: false });
    expect([outside, mass]).toEqual([0, null]);
  });

  it('is offered at the same place sooner, and several of one day are told of', async () => {
    const place = { city: '鹿野市', categoryCode: 'fault.unrepaired' };
    const near = '宽带断网，光猫红灯两天了没人处理';
    const asked = { content: '光猫红灯，家里断网好几天了' };
    for (const number of ['00011110001', '00011110002'])
      await register({ ...place, customerNumber: number, content: near });
    expect(await offered(asked)).toEqual([]);
    const first = await officer.complaint.similar({ ...asked, ...place });
    expect(first.rows.map((row) => row.reasonZh)).toEqual([]);
    // 13 and 10 pairs, 7 of them common: 7 of 16, too little by itself
    const close = await officer.complaint.similar({ content: '光猫红灯两天了，宽带用不了', ...place });
    expect(close.rows.map((row) => row.reasonZh)).toEqual([
      '文字 43% 相同，同时同地同分类',
      '文字 43% 相同，同时同地同分类',
    ]);
    expect(await offered({ content: '光猫红灯两天了，宽带用不了' })).toEqual([]);
    expect(first.mass).toBeNull();
    await register({ ...place, customerNumber: '00011110003', content: '晚上掉线' });
    expect((await officer.complaint.similar({ content: '', ...place })).mass).toEqual({ count: 3, place: '鹿野市' });
    // yesterday's are another day's
    await travel(backend, '2026-11-20T02:00:00.000Z');
    expect((await officer.complaint.similar({ content: '', ...place })).mass).toBeNull();
  });

  it('leaves out what is closed and old, itself, and what belongs to it already', async () => {
    const old = await register({ content: text });
    const gone = await register({ content: text });
    await act(officer, gone.complaintId, 'withdraw', { note: '客户撤诉' });
    await travel(backend, '2026-12-25T02:00:00.000Z');
    const asked = { customerNumber: told.customerNumber, content: text };
    // an open one is offered however old, one that is over only within the window of the policy
    expect((await offered(asked)).map(([number]) => number)).toEqual([old.number]);
    const one = await register({ content: text });
    const other = await register({ content: text });
    const of = async () =>
      (await officer.complaint.similar({ complaintId: one.complaintId })).rows.map((row) => row.number).sort();
    expect(await of()).toEqual([old.number, other.number]);
    await officer.complaint.link({
      complaintId: one.complaintId,
      lastSeq: 1,
      otherId: other.complaintId,
      otherSeq: 1,
      kind: 'repeat',
    });
    expect(await of()).toEqual([old.number]);
  });

  it('tells only how many there are of the same number outside the person’s units', async () => {
    const mine = await register({ content: text });
    await register({ content: text, unitId: units.other });
    const local = await backend.as('complaintOfficer', units.hall);
    const view = await local.complaint.similar({ customerNumber: told.customerNumber, content: text });
    expect(view.rows.map((row) => row.number)).toEqual([mine.number]);
    expect(view.outside).toBe(1);
    // one of somebody else's customers outside is not told of at all
    expect((await local.complaint.similar({ content: text })).outside).toBe(0);
    const theirs = await officer.complaint.list({ view: 'all', unitId: units.other });
    await expect(local.complaint.similar({ complaintId: theirs.rows[0]?.complaintId as string })).rejects.toMatchObject(
      { code: 'COMPLAINT_NOT_FOUND' },
    );
  });

  it('offers the one that goes on for those merged into it, by whichever says most', async () => {
    const main = await register({ customerNumber: '00099998888', content: '装宽带的人没有来' });
    const duplicate = await register({ content: text });
    await officer.complaint.merge({
      complaintId: duplicate.complaintId,
      lastSeq: 1,
      otherId: main.complaintId,
      otherSeq: 1,
      note: '同一户两个号码',
      differentCustomers: true,
    });
    expect(await offered({ customerNumber: told.customerNumber, content: text })).toEqual([
      [main.number, '号码相同，文字 100% 相同'],
    ]);
    // it is told beside its number that one was merged into it
    const { rows } = await officer.complaint.list({ view: 'open' });
    expect(rows.map((row) => [row.number, row.absorbedCount])).toEqual([[main.number, 1]]);
    expect((await officer.complaint.similar({ complaintId: main.complaintId })).rows).toEqual([]);
  });

  it('has nothing to say about nothing', async () => {
    await register({ content: text });
    expect(await officer.complaint.similar({})).toEqual({ rows: [], outside: 0, mass: null });
    expect(await offered({ customerNumber: '000', content: '！！！' })).toEqual([]);
  });
});

describeDatabases('signatures of texts', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
  });
  afterEach(() => backend.close());
  const stored = () =>
    backend.app.deps.db.selectFrom('complaintSignature').selectAll().orderBy('hash').orderBy('complaintId').execute();
  const lines = (texts: readonly string[]) =>
    [
      '投诉单号,投诉内容,受理时间,渠道,状态,责任单位',
      ...texts.map((content, i) => `W${i},"${content}",2026-11-20 09:00,热线,处理中,白榆北桥厅`),
    ].join('\n');
  const bring = async (texts: readonly string[]) => {
    const driver = await ImportDriver.as(backend);
    const sessionId = await driver.open('texts.csv', lines(texts), { target: 'complaint' });
    return (await driver.write(sessionId, 'all')).result;
  };

  it('are written by registration and import, follow a changed text, and are made again exactly', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, content: text });
    await bring([text, '话费多扣二十元，账单上看不懂', '……', 'Comcast data caps are unfair']);
    const before = await stored();
    // six bands of each text, none for one without letters
    expect(before.length).toBe(4 * 6);
    const { deps } = backend.app;
    await deps.db.deleteFrom('complaintSignature').where('hash', '>', 0).execute();
    expect(await rebuildSignatures(deps, new AbortController().signal)).toBe(5);
    expect(await stored()).toEqual(before);

    expect(
      await bring(['宽带断网三天没有修好', '话费多扣二十元，账单上看不懂', '……', 'Comcast data caps are unfair']),
    ).toMatchObject({
      changed: 1,
    });
    const after = await stored();
    expect(after.length).toBe(4 * 6);
    await rebuildSignatures(deps, new AbortController().signal);
    expect(await stored()).toEqual(after);
    const found = async (content: string) => (await officer.complaint.similar({ content })).rows.length;
    // the imported one is found by its new text and no longer by its old one
    expect([await found('宽带断网三天，没有修好'), await found(text)]).toEqual([1, 1]);
  });

  it('are made at the start where an earlier version left none, and only then', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, content: text });
    const before = await stored();
    const { deps } = backend.app;
    await deps.db.deleteFrom('complaintSignature').execute();
    await tendSignatures(deps, new AbortController().signal);
    expect(await stored()).toEqual([]);
    await putSetting(deps.db, 'complaint.signatures', null, deps.clock.now());
    // broken off at once: begun again at the next start
    const stopped = new AbortController();
    stopped.abort();
    await tendSignatures(deps, stopped.signal);
    expect(await stored()).toEqual([]);
    await tendSignatures(deps, new AbortController().signal);
    expect(await stored()).toEqual(before);
  });
});
