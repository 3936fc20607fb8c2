import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawSample } from '#shared/complaint/closure.rules.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

describeBackends('closure quality', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T01:00:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  /** Registers, answers, visits and closes; every step by the person given. */
  async function closed(client: Awaited<ReturnType<TestBackend['as']>>, unitId = units.hall) {
    const made = await client.complaint.register({ ...told, unitId, acknowledged: true });
    const id = made.row.complaintId;
    await act(client, id, 'respond', { note: '已修复', evidence: '录音 1' });
    await act(client, id, 'followUp', { visitResult: 'satisfied' });
    await act(client, id, 'close', { conclusion: 'notFounded', causeCode: 'staff.skill', measure: '解释' });
    return id;
  }
  const november = { closedFrom: '2026-11-01', closedTo: '2026-11-30' };

  it('draws a sample anybody can draw again, lets somebody else check it, and opens what was closed on paper', async () => {
    const officer = await backend.as('complaintOfficer');
    const ids = [await closed(officer), await closed(officer), await closed(officer), await closed(officer)];
    const supervisor = await backend.as('supervisor');
    const audit = await supervisor.complaint.drawClosureAudit({ name: '十一月', size: 3, seed: 42, ...november });
    expect(audit).toMatchObject({ population: 4, size: 3, seed: 42, estimate: { checked: 0, share: null } });
    expect(audit.items.map((item) => item.complaintId)).toEqual(drawSample(ids, 3, 42));
    const check = (position: number, rest: object) =>
      supervisor.complaint.checkClosure({
        closureAuditId: audit.closureAuditId,
        position,
        result: 'confirmed',
        ...rest,
      });
    await check(1, {});
    await expect(check(1, { result: 'paper', note: '改口' })).rejects.toMatchObject({
      code: 'COMPLAINT_AUDIT_CHECKED',
    });
    await expect(check(2, { result: 'paper' })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const after = await check(2, { result: 'paper', note: '客户说没有人联系过', reopen: true });
    expect(after.estimate).toMatchObject({ checked: 2, paper: 1, share: 0.5 });
    const opened = await officer.complaint.get({ complaintId: audit.items[1]?.complaintId as string });
    expect(opened.row.status).toBe('investigating');
    expect(opened.events.slice(0, 2).map((event) => event.type)).toEqual(['reopened', 'audited']);
    // opened again, it still is the closing that was drawn: who closed it, and when
    expect(after.items[1]).toMatchObject({ status: 'investigating', closedAt: backend.clock.now() });
    expect(after.items[1]?.closerName).toBe(audit.items[1]?.closerName);
    expect(audit.items[1]?.closerName).toBeTruthy();
    const { fileId } = await supervisor.complaint.exportClosureAudit({
      closureAuditId: audit.closureAuditId,
      language: 'zh',
    });
    const file = await supervisor.system.downloadFile({ fileId });
    const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()));
    const found = sheets[0]?.rows.find((row) => row.includes('客户说没有人联系过'));
    expect(found?.slice(3, 6)).toEqual([audit.items[1]?.closerName, '2026-11-19 09:00', '虚假办结']);
    expect((await supervisor.complaint.closureAudits({})).map((one) => one.estimate.checked)).toEqual([2]);
  });

  it('nobody checks what they closed, nothing is drawn from nothing, and units keep to themselves', async () => {
    const supervisor = await backend.as('supervisor');
    await closed(supervisor);
    const audit = await supervisor.complaint.drawClosureAudit({ name: '自查', size: 5, ...november });
    expect(audit.items[0]).toMatchObject({ mayCheck: false });
    await expect(
      supervisor.complaint.checkClosure({ closureAuditId: audit.closureAuditId, position: 1, result: 'confirmed' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_AUDIT_OWN' });
    await expect(
      supervisor.complaint.drawClosureAudit({ name: 'x', size: 5, closedFrom: '2025-01-01', closedTo: '2025-01-31' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_AUDIT_EMPTY' });
    const stranger = await backend.as('supervisor', units.other);
    expect(await stranger.complaint.closureAudits({})).toEqual([]);
    await expect(stranger.complaint.closureAudit({ closureAuditId: audit.closureAuditId })).rejects.toMatchObject({
      code: 'COMPLAINT_AUDIT_NOT_FOUND',
    });
    // however many others draw, one's own are listed
    await closed(await backend.as('complaintOfficer', units.other), units.other);
    await stranger.complaint.drawClosureAudit({ name: '本单位', size: 5, seed: 1, ...november });
    const { db } = backend.app.deps;
    const [row] = await db.selectFrom('closureAudit').selectAll().where('name', '=', '自查').execute();
    for (let i = 0; i < 200; i += 1)
      await db
        .insertInto('closureAudit')
        .values({
          ...(row as NonNullable<typeof row>),
          closureAuditId: `later-${i}`,
          drawnAt: '2026-12-01T00:00:00.000Z',
        })
        .execute();
    expect((await stranger.complaint.closureAudits({})).map((one) => one.name)).toEqual(['本单位']);
  });

  it('shows closings in bulk, answers close to the deadline and back-dated acts, each as many as its list', async () => {
    const officer = await backend.as('complaintOfficer');
    // on both sides of a full ten minutes: 08:57 and 09:03
    await travel(backend, '2026-11-19T00:57:00.000Z');
    for (let i = 0; i < 5; i += 1) await closed(officer);
    const scope = { from: '2026-11-01', to: '2026-11-30' };
    expect(await officer.complaint.bulkClosings(scope)).toEqual([]);
    await travel(backend, '2026-11-19T01:03:00.000Z');
    for (let i = 0; i < 5; i += 1) await closed(officer);
    const [bulk] = await officer.complaint.bulkClosings(scope);
    const [from, to] = ['2026-11-19T00:57:00.000Z', '2026-11-19T01:03:00.000Z'];
    expect(bulk).toMatchObject({ count: 10, from, to, isImported: false });
    expect(bulk?.name).toBeTruthy();
    const listed = async (filter: object) => (await officer.complaint.list({ view: 'all', ...filter })).total;
    const closedTo = '2026-11-19T01:03:00.001Z';
    expect(await listed({ closedBy: bulk?.closedBy, closedFrom: from, closedTo })).toBe(10);
    // basic customers have five working days: until 2026-11-26 24:00
    const made = await officer.complaint.register({
      ...told,
      customerGrade: 'basic',
      unitId: units.other,
      acknowledged: true,
    });
    await travel(backend, '2026-11-26T14:30:00.000Z');
    await act(officer, made.row.complaintId, 'respond', { note: '赶在截止前', happenedAt: '2026-11-26T14:10:00.000Z' });
    const figures = await officer.complaint.bunching(scope);
    expect(figures.steps.find((step) => step.from === 0)?.count).toBe(1);
    const unit = figures.units.find((one) => one.unitId === units.other);
    expect(unit).toMatchObject({ n: 1, last: 1, isSignal: false });
    expect(
      await listed({ unitId: units.other, traits: ['lastHours'], deadlineFrom: scope.from, deadlineTo: scope.to }),
    ).toBe(1);
    const dated = await officer.complaint.backdatedActs(scope);
    expect(dated.map((one) => [one.unitId, one.n, one.backdated])).toEqual([
      [units.other, 1, 1],
      [units.hall, 10, 0],
    ]);
    expect(await listed({ traits: ['backdated'], deadlineFrom: scope.from, deadlineTo: scope.to })).toBe(1);
  });

  it('shows closings in bulk of other systems by the names and times they give, never by the day alone', async () => {
    const driver = await ImportDriver.as(backend, 'supervisor');
    const rows = (from: number, at: (i: number) => string, person: string) =>
      Array.from(
        { length: 12 },
        (_, i) => `B${from + i},2026-11-02 09:00,白榆北桥厅,话费多扣,已办结,${at(i)},${person}`,
      );
    const lines = [
      '投诉单号,受理时间,责任单位,投诉内容,状态,办结时间,办结人',
      ...rows(100, (i) => `2026-11-05 17:5${Math.floor(i / 2)}:00`, '李四'),
      // an hour of the same work, and a day nobody knows the hours of
      ...rows(200, (i) => `2026-11-06 17:${10 + 4 * i}:00`, '李四'),
      ...rows(300, () => '2026-11-07', '王五'),
    ];
    await driver.write(await driver.open('十一月.csv', lines.join('\n'), { target: 'complaint' }), 'all');
    const scope = { from: '2026-11-01', to: '2026-11-30' };
    const found = await driver.client.complaint.bulkClosings(scope);
    expect(found).toMatchObject([
      { name: '李四', isImported: true, count: 12, from: '2026-11-05T09:50:00.000Z', to: '2026-11-05T09:55:00.000Z' },
    ]);
    const [bulk] = found;
    const filter = { closedBy: bulk?.closedBy, closedFrom: bulk?.from, closedTo: '2026-11-05T09:55:00.001Z' };
    expect((await driver.client.complaint.list({ view: 'all', ...filter })).total).toBe(12);
    const stranger = await backend.as('supervisor', units.other);
    expect(await stranger.complaint.bulkClosings(scope)).toEqual([]);
  });

  it('draws from what another system closed without saying when, by the day of receipt', async () => {
    const driver = await ImportDriver.as(backend, 'supervisor');
    const row = (number: string, day: string, status: string) => `${number},${day} 09:00,白榆北桥厅,话费多扣,${status}`;
    const lines = [
      row('A1', '2026-10-31', '已办结'),
      row('A2', '2026-11-01', '已办结'),
      row('A3', '2026-11-02', '处理中'),
    ];
    const text = ['投诉单号,受理时间,责任单位,投诉内容,状态', ...lines].join('\n');
    await driver.write(await driver.open('导出.csv', text, { target: 'complaint' }), 'all');
    const { complaint } = driver.client;
    const audit = await complaint.drawClosureAudit({ name: '无办结时间', size: 5, seed: 1, ...november });
    expect(audit).toMatchObject({ population: 1, items: [{ closedAt: null, closerName: null, mayCheck: true }] });
    const { closureAuditId } = audit;
    const checked = await complaint.checkClosure({
      closureAuditId,
      position: 1,
      result: 'paper',
      note: '查无答复',
      reopen: true,
    });
    expect(checked.items[0]).toMatchObject({ status: 'investigating', result: 'paper' });
  });
});
