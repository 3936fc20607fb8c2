import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { smallProvince, told, travel } from './complaint.builder.ts';

const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));

describeBackends('rules of the house for complaints', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, at('2026-11-19 16:20'));
  });
  afterEach(() => backend.close());

  it('are changed by supervisors and administrators, logged, and followed by open complaints', async () => {
    const { hall } = await smallProvince(backend);
    const supervisor = await backend.as('supervisor');
    expect(await supervisor.complaint.policy({})).toEqual(defaultPolicy);
    const { row } = await supervisor.complaint.register({ ...told, unitId: hall, acknowledged: true });
    const next = async () =>
      (
        await backend.app.deps.db
          .selectFrom('complaint')
          .select('nextWarnAt')
          .where('complaintId', '=', row.complaintId)
          .executeTakeFirstOrThrow()
      ).nextWarnAt;
    expect(await next()).toBe(at('2026-11-20 14:50'));
    const warning = { shares: [0.25, 1], workHoursLeft: 0, escalateAfter: [4] };
    const changed = { ...defaultPolicy, returnLimit: 1, warning };
    expect(await supervisor.complaint.setPolicy(changed)).toEqual(changed);
    await Promise.all((await supervisor.system.jobs({})).map((job) => backend.app.deps.jobs.settled(job.jobId)));
    // a quarter of twelve working hours: 1:10 on Thursday, 1:50 on Friday
    expect(await next()).toBe(at('2026-11-20 10:20'));
    expect((await supervisor.complaint.get(row)).returnsAllowed).toBe(1);
    const log = await (await backend.as('admin')).system.changes({ entity: 'setting', entityId: 'complaint.policy' });
    expect(log.rows[0]).toMatchObject({ action: 'update' });
    expect(await (await backend.as('viewer')).complaint.policy({})).toEqual(changed);
    await expect((await backend.as('complaintOfficer')).complaint.setPolicy(changed)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  it('name the province, whose rules then stand beside those of the country: the stricter decides', async () => {
    const { hall } = await smallProvince(backend);
    const supervisor = await backend.as('supervisor');
    const { db, jobs } = backend.app.deps;
    await db.deleteFrom('deadlineRule').where('code', 'like', 'SL-%').execute();
    const plain = { ...told, customerGrade: null, categoryCode: null, unitId: hall };
    const { row } = await supervisor.complaint.register(plain);
    const settle = async () => {
      for (const { jobId } of await supervisor.system.jobs({})) await jobs.settled(jobId);
    };
    const set = async (province: string | null) => {
      const answer = await supervisor.complaint.setPolicy({ ...defaultPolicy, province });
      await settle();
      return answer.province;
    };
    const read = async () => {
      const { clocks, row: shown } = await supervisor.complaint.get(row);
      const clock = clocks.find(({ kind }) => kind === 'finalResponse');
      return [shown.badge.rule, shown.badge.dueAt, clock?.others.map((other) => other.rule.code)];
    };
    // 15 days from Thursday 11-19: 12-04; no province named, none of a province's rules
    expect(await read()).toEqual(['CN-35-15', at('2026-12-05 00:00'), []]);
    // five working days, 11-20 and 11-23 to 26
    expect(await set('河南省')).toBe('河南');
    expect(await read()).toEqual(['HN-5', at('2026-11-27 00:00'), ['CN-35-15']]);
    // fifteen working days end on 12-10, after the fifteen days of the country
    expect(await set('Chongqing')).toBe('重庆');
    expect(await read()).toEqual(['CN-35-15', at('2026-12-05 00:00'), ['CQ-15']]);
    expect(await set(null)).toBeNull();
    expect(await read()).toEqual(['CN-35-15', at('2026-12-05 00:00'), []]);
  });

  it('are refused where they contradict themselves', async () => {
    const admin = await backend.as('admin');
    const { warning, repeat } = defaultPolicy;
    const set = (changes: object) => admin.complaint.setPolicy({ ...defaultPolicy, ...changes });
    const refused = (part: string) => ({ code: 'COMPLAINT_POLICY_INVALID', data: { part } });
    await expect(set({ warning: { ...warning, shares: [0.8, 0.5] } })).rejects.toMatchObject(refused('shares'));
    await expect(set({ warning: { ...warning, shares: [0.5, 0.5] } })).rejects.toMatchObject(refused('shares'));
    await expect(set({ warning: { ...warning, escalateAfter: [8, 0] } })).rejects.toMatchObject(
      refused('escalateAfter'),
    );
    await expect(set({ repeat: { ...repeat, key: ['number', 'number'] } })).rejects.toMatchObject(refused('repeatKey'));
    await expect(set({ warning: { ...warning, shares: [1.5] } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await admin.complaint.policy({})).toEqual(defaultPolicy);
  });
});
