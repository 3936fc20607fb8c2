import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BulkResult } from '#shared/complaint/bulk.contract.ts';
import { mostPrinted, mostTogether } from '#shared/complaint/choice.schema.ts';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { describeBackends, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { tell } from './analysis.builder.ts';
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
      left: 0,
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
    expect(await resultOf(again.jobId)).toEqual({ done: 2, left: 0, refused: [] });
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

  it('acts on all that a filter leaves, on every page and on nothing else, or says how it has changed', async () => {
    const supervisor = await backend.as('supervisor');
    const register = (rest: object = {}) => supervisor.complaint.register({ ...told, unitId: units.hall, ...rest });
    const here = [await register(), await register(), await register()].map((detail) => detail.row.complaintId);
    const elsewhere = await register({ unitId: units.other });
    const other = await register({ channel: 'hall' });
    const filter = complaintFilter.parse({ unitId: units.hall, channels: ['hotline'] });
    const { complaintIds } = await supervisor.complaint.chooseListed(filter);
    expect([...complaintIds].sort()).toEqual([...here].sort());
    const choice = { complaintIds, filter };
    const { jobId } = await supervisor.complaint.escalateMany({ ...choice, note: '今天内答复客户' });
    expect(await resultOf(jobId)).toEqual({ done: 3, left: 0, refused: [] });
    const escalated = async () => (await supervisor.complaint.list({ view: 'escalated' })).rows;
    expect((await escalated()).map((row) => row.complaintId).sort()).toEqual([...here].sort());
    expect((await escalated()).map((row) => row.complaintId)).not.toContain(elsewhere.row.complaintId);
    expect((await escalated()).map((row) => row.complaintId)).not.toContain(other.row.complaintId);

    // one is ended and one comes in: as many, but not those that were chosen
    await act(supervisor, here[0] as string, 'withdraw', { note: '用户撤诉' });
    await register();
    const changed = supervisor.complaint.assignMany({ ...choice, unitId: units.vendor, note: '' });
    await expect(changed).rejects.toMatchObject({
      code: 'COMPLAINT_LISTED_CHANGED',
      data: { came: 1, gone: 1, count: 3 },
    });
    await expect(supervisor.complaint.printMany({ ...choice, what: 'sheet', language: 'zh' })).rejects.toMatchObject({
      code: 'COMPLAINT_LISTED_CHANGED',
    });
    expect((await supervisor.complaint.list({ view: 'all', statuses: ['assigned'] })).total).toBe(0);
    const again = await supervisor.complaint.chooseListed(filter);
    const { jobId: second } = await supervisor.complaint.assignMany({
      ...again,
      filter,
      unitId: units.vendor,
      note: '',
    });
    expect(await resultOf(second)).toEqual({ done: 3, left: 0, refused: [] });
  });

  it('takes all listed only inside the units of whoever asks, and asks for each what may be done to it', async () => {
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, unitId: units.hall });
    const { row } = await officer.complaint.register({ ...told, unitId: units.other });
    const liaison = await backend.as('liaison', units.other);
    await expect(liaison.complaint.chooseListed({ unitId: units.hall })).rejects.toMatchObject({
      code: 'UNIT_NOT_FOUND',
    });
    expect(await liaison.complaint.chooseListed({ view: 'open' })).toEqual({ complaintIds: [row.complaintId] });
    const { complaintIds } = await officer.complaint.chooseListed({ view: 'open' });
    expect(complaintIds).toHaveLength(2);
    await expect(
      liaison.complaint.escalateMany({ complaintIds, filter: { view: 'open' }, note: '催办' }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_LISTED_CHANGED', data: { came: 0, gone: 1 } });
    await expect(liaison.complaint.assignMany({ complaintIds, unitId: units.other, note: '' })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  it('can be stopped, and tells what it has come to', async () => {
    const supervisor = await backend.as('supervisor');
    const ids: string[] = [];
    for (let i = 0; i < 12; i++)
      ids.push((await supervisor.complaint.register({ ...told, unitId: units.hall })).row.complaintId);
    const { jobId } = await supervisor.complaint.escalateMany({ complaintIds: ids, note: '今天内答复客户' });
    await supervisor.system.cancelJob({ jobId });
    const { state, result } = await backend.app.deps.jobs.settled(jobId);
    const { done, left, refused } = result as unknown as BulkResult;
    expect([state, done + left, refused]).toEqual(['cancelled', 12, []]);
    expect(left).toBeGreaterThan(0);
    expect((await supervisor.complaint.list({ view: 'escalated' })).total).toBe(done);
  });

  it('prints what can be printed and names the others', async () => {
    const pages: string[] = [];
    vi.spyOn(backend.app.deps.pdf, 'render').mockImplementation(async (html) => {
      pages.push(html);
      return new Uint8Array([37]);
    });
    const officer = await backend.as('complaintOfficer');
    const { row } = await officer.complaint.register({ ...told, unitId: units.other });
    const { row: hidden } = await officer.complaint.register({ ...told, unitId: units.hall });
    const liaison = await backend.as('liaison', units.other);
    const complaintIds = [hidden.complaintId, row.complaintId];
    const print = async (what: 'sheet' | 'circular') =>
      backend.app.deps.jobs.settled((await liaison.complaint.printMany({ complaintIds, what, language: 'zh' })).jobId);
    const { result } = await print('sheet');
    expect(result).toMatchObject({
      done: 1,
      left: 0,
      refused: [{ complaintId: hidden.complaintId, number: null, code: 'COMPLAINT_NOT_FOUND' }],
      fileId: expect.any(String),
    });
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain(row.number);
    expect(pages[0]).not.toContain(hidden.number);
    expect((await print('circular')).error).toMatchObject({ code: 'COMPLAINT_NONE_FOUNDED' });
  });
});

describeDatabases('more than one act takes', (start) => {
  it('is refused with both numbers before anything is written', async () => {
    const backend = await start();
    const { hall } = await smallProvince(backend);
    const one = { at: backend.clock.now(), unitId: hall };
    await tell(
      backend,
      Array.from({ length: mostTogether + 1 }, () => one),
    );
    const supervisor = await backend.as('supervisor');
    await expect(supervisor.complaint.chooseListed({ view: 'open' })).rejects.toMatchObject({
      code: 'COMPLAINT_TOO_MANY',
      data: { limit: mostTogether, count: mostTogether + 1 },
    });
    await expect(
      supervisor.complaint.printMany({
        complaintIds: Array.from({ length: mostPrinted + 1 }, (_, i) => String(i)),
        what: 'sheet',
        language: 'zh',
      }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_TOO_MANY', data: { limit: mostPrinted, count: mostPrinted + 1 } });
    await backend.close();
  });
});
