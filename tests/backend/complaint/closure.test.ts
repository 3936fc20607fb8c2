import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawSample } from '#shared/complaint/closure.rules.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
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
    expect((await supervisor.system.downloadFile({ fileId })).size).toBeGreaterThan(3000);
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
    for (let i = 0; i < 10; i += 1) await closed(officer);
    const scope = { from: '2026-11-01', to: '2026-11-30' };
    const [bulk] = await officer.complaint.bulkClosings(scope);
    expect(bulk).toMatchObject({ count: 10, from: '2026-11-19T01:00:00.000Z', to: '2026-11-19T01:10:00.000Z' });
    const listed = async (filter: object) => (await officer.complaint.list({ view: 'all', ...filter })).total;
    expect(
      await listed({ closedBy: bulk?.accountId, closedFrom: bulk?.from as string, closedTo: bulk?.to as string }),
    ).toBe(10);
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
});
