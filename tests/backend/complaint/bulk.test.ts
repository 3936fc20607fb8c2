import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BulkResult } from '#shared/complaint/bulk.contract.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told } from './complaint.builder.ts';

describeBackends('acts on many complaints', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  const resultOf = async (jobId: string) =>
    (await backend.app.deps.jobs.settled(jobId)).result as unknown as BulkResult;

  it('brings each before the unit above, once, and names those it could not with the reason', async () => {
    const supervisor = await backend.as('supervisor');
    const register = () => supervisor.complaint.register({ ...told, unitId: units.hall });
    const [one, two, gone] = [await register(), await register(), await register()];
    await act(supervisor, gone.row.complaintId, 'withdraw', { note: '用户撤诉' });
    const ids = [one, two, gone].map((detail) => detail.row.complaintId);
    const { jobId } = await supervisor.complaint.escalateMany({
      complaintIds: [...ids, ids[0] as string, 'no-such'],
      note: '今天内答复客户',
    });
    expect(await resultOf(jobId)).toEqual({
      done: 2,
      refused: [
        {
          complaintId: gone.row.complaintId,
          number: gone.row.number,
          status: 'withdrawn',
          isPaused: false,
          code: 'COMPLAINT_ACT_NOT_ALLOWED',
          data: { act: 'escalate', status: 'withdrawn' },
        },
        { complaintId: 'no-such', number: null, status: null, isPaused: false, code: 'COMPLAINT_NOT_FOUND', data: {} },
      ],
    });
    for (const complaintId of ids.slice(0, 2)) {
      const detail = await supervisor.complaint.get({ complaintId });
      expect(detail.events.filter(({ type }) => type === 'escalated')).toMatchObject([{ note: '今天内答复客户' }]);
    }
    expect((await supervisor.complaint.list({ view: 'escalated' })).total).toBe(2);
    await expect(supervisor.complaint.escalateMany({ complaintIds: ids, note: '  ' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('assigns what is new and reassigns what is assigned, which takes a note', async () => {
    const officer = await backend.as('complaintOfficer');
    const register = () => officer.complaint.register({ ...told, unitId: units.hall });
    const [fresh, assigned] = [await register(), await register()];
    const ids = [fresh, assigned].map((detail) => detail.row.complaintId);
    await act(officer, assigned.row.complaintId, 'assign', { unitId: units.vendor });
    const first = await officer.complaint.assignMany({ complaintIds: ids, unitId: units.vendor });
    expect(await resultOf(first.jobId)).toMatchObject({
      done: 1,
      refused: [{ number: assigned.row.number, status: 'assigned', code: 'INPUT_INVALID', data: { field: 'note' } }],
    });
    const supervisor = await backend.as('supervisor');
    await act(supervisor, ids[1] as string, 'suspend', { reason: 'customer', note: '等客户资料' });
    const paused = await officer.complaint.assignMany({ complaintIds: ids.slice(1), unitId: units.hall, note: '改派' });
    expect(await resultOf(paused.jobId)).toMatchObject({ done: 0, refused: [{ isPaused: true, status: 'assigned' }] });
    await act(supervisor, ids[1] as string, 'resume', { note: '资料已到' });
    const again = await officer.complaint.assignMany({ complaintIds: ids, unitId: units.hall, note: '改由厅里办' });
    expect(await resultOf(again.jobId)).toEqual({ done: 2, refused: [] });
    expect((await officer.complaint.get({ complaintId: ids[0] as string })).events[0]).toMatchObject({
      type: 'transferred',
      note: '改由厅里办',
    });
    await expect(officer.complaint.assignMany({ complaintIds: ids, unitId: 'no-such' })).rejects.toMatchObject({
      code: 'UNIT_NOT_FOUND',
    });
  });

  it('tells nothing of what lies outside the units of whoever asks', async () => {
    const officer = await backend.as('complaintOfficer');
    const { row } = await officer.complaint.register({ ...told, unitId: units.hall });
    const stranger = await backend.as('liaison', units.other);
    const { jobId } = await stranger.complaint.escalateMany({ complaintIds: [row.complaintId], note: '催办' });
    const { done, refused } = await resultOf(jobId);
    expect([done, refused[0]?.number, refused[0]?.status, refused[0]?.code]).toEqual([
      0,
      null,
      null,
      'COMPLAINT_NOT_FOUND',
    ]);
  });
});
