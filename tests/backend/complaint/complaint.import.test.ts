import { afterEach, beforeEach, expect, it } from 'vitest';
import { rebuildSignatures } from '../../../src/main/backend/complaint/complaint.service.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, travel } from './complaint.builder.ts';

const header =
  'Ticket #,Customer Complaint,Date,Date_month_year,Time,Received Via,City,State,Zip code,Status,Filing on Behalf of Someone';
const file = [
  header,
  '250635,Cable Internet Speeds,22-04-15,22-Apr-15,3:53:50 PM,Customer Care Call,Abingdon,Maryland,21009,Closed,No',
  '223441,"Payment disappear, service got disconnected",04-08-15,04-Aug-15,10:22:56 AM,Internet,Acworth,Georgia,30102,Solved,No',
  '277946,New Usage Cap of 300GB,05-07-15,05-Jul-15,11:59:35 AM,Internet,Acworth,Georgia,30101,Open,Yes',
  '307175,Service not working,26-05-15,26-May-15,1:25:26 PM,Internet,Acworth,Georgia,30101,Pending,No',
].join('\n');

describeDatabases('importing complaints', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    await smallProvince(backend);
    driver = await ImportDriver.as(backend);
  });
  afterEach(() => backend.close());

  const bring = async (text: string) => {
    const sessionId = await driver.open('complaints.csv', text, { target: 'complaint' });
    const { values } = await driver.client.import.session({ sessionId });
    const open = values.filter((value) => value.decision === null && value.own === null);
    if (open.length > 0)
      await driver.review({
        sessionId,
        decisions: open.map((value) => ({ field: value.field, word: value.word, value: 'create' })),
      });
    return (await driver.write(sessionId, 'all')).result;
  };
  const find = async (ticket: string) => (await driver.client.complaint.list({ view: 'all', q: ticket })).rows[0];

  it('matches the columns, joins date and time, creates the units, and invents no times', async () => {
    expect(await bring(file)).toMatchObject({ inserted: 4, changed: 0, unchanged: 0, rejected: 0 });
    expect(await find('250635')).toMatchObject({
      number: 'TS15-0422-0001',
      status: 'closed',
      unitName: 'Maryland',
      place: 'Maryland · Abingdon',
      channel: 'hotline',
      receivedAt: '2015-04-22T07:53:50.000Z',
      closedAt: null,
      isImported: true,
      // five working days of April 2015: 23, 24, 27, 28, 29
      badge: { state: 'unknown', dueAt: '2015-04-29T16:00:00.000Z' },
    });
    expect(await find('223441')).toMatchObject({ status: 'closed', channel: 'online' });
    expect((await find('277946'))?.badge).toMatchObject({
      state: 'running',
      dueAt: '2015-07-10T16:00:00.000Z',
      remaining: { overdue: true, unit: 'workDay' },
    });
    expect(await find('307175')).toMatchObject({ status: 'investigating' });
    const detail = await driver.client.complaint.get({ complaintId: (await find('250635'))?.complaintId ?? '' });
    expect(detail.events.map((event) => [event.type, event.happenedAt])).toEqual([
      ['imported', null],
      ['received', '2015-04-22T07:53:50.000Z'],
    ]);
    expect(detail.ledger).toBeNull();
    expect(await driver.client.complaint.counts({})).toMatchObject({ all: 4, open: 2, overdue: 2 });
  });

  it('leaves what finds texts again as if each complaint had been written by itself', async () => {
    await bring(file);
    const { deps } = backend.app;
    const signatures = () =>
      deps.db.selectFrom('complaintSignature').selectAll().orderBy('hash').orderBy('complaintId').execute();
    const written = await signatures();
    expect(written.length).toBeGreaterThan(20);
    await rebuildSignatures(deps, new AbortController().signal);
    expect(await signatures()).toEqual(written);
  });

  it('changes nothing when the same file comes again', async () => {
    await bring(file);
    const rows = () => backend.app.deps.db.selectFrom('complaint').selectAll().orderBy('number').execute();
    const events = () =>
      backend.app.deps.db.selectFrom('complaintEvent').selectAll().orderBy('complaintId').orderBy('seq').execute();
    const before = [await rows(), await events()];
    expect(await bring(file)).toMatchObject({ inserted: 0, changed: 0, unchanged: 4 });
    expect([await rows(), await events()]).toEqual(before);
  });

  it('follows a status that changed there, unless somebody has acted here', async () => {
    await bring(file);
    const worked = (await find('277946'))?.complaintId ?? '';
    await act(driver.client, worked, 'acknowledge');
    expect(
      await bring(file.replace('30101,Open', '30101,Closed').replace('30101,Pending', '30101,Closed')),
    ).toMatchObject({ inserted: 0, changed: 1, unchanged: 3 });
    expect((await find('277946'))?.status).toBe('acknowledged');
    expect((await find('307175'))?.status).toBe('closed');
  });
});
