import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEveryWay, type TestBackend } from '../../support/backend.ts';

describeEveryWay('long work', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
  });
  afterEach(() => backend.close());

  it('streams progress and ends with its result', async () => {
    const client = await backend.as('admin');
    const ctx = await backend.context('admin');
    const stop = new AbortController();
    const seen: number[] = [];
    const jobId = ctx.jobs.start(ctx, { kind: 'loadSample', title: 'x' }, async (job) => {
      for (let i = 1; i <= 3; i++) {
        job.report(i, 3);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return { made: 3 };
    });
    for await (const jobs of await client.system.watchJobs({}, { signal: stop.signal })) {
      const job = jobs.find((one) => one.jobId === jobId);
      if (!job) continue;
      seen.push(job.done);
      if (job.state !== 'running') {
        expect(job).toMatchObject({ state: 'completed', result: { made: 3 } });
        break;
      }
    }
    stop.abort();
    expect(new Set(seen).size).toBeGreaterThan(1);
  });

  it('tells whoever waits to sign in what is running, by kind and progress alone', async () => {
    const admin = await backend.as('admin');
    const user = await admin.account.me({});
    expect((await backend.anonymous().system.state({})).busyWith).toBeNull();
    let finish = () => {};
    const { deps } = backend.app;
    const jobId = deps.jobs.start({ ...deps, user }, { kind: 'import', title: '客户名单.xlsx' }, async (job) => {
      job.report(40, 100);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return null;
    });
    expect((await backend.anonymous().system.state({})).busyWith).toEqual({ kind: 'import', done: 40, total: 100 });
    finish();
    await deps.jobs.settled(jobId);
    expect((await backend.anonymous().system.state({})).busyWith).toBeNull();
  });

  it('can be cancelled by its owner only', async () => {
    const ctx = await backend.context('admin');
    let stopped = false;
    const jobId = ctx.jobs.start(
      ctx,
      { kind: 'loadSample', title: 'x' },
      (job) =>
        new Promise((_, reject) => {
          job.signal.addEventListener('abort', () => {
            stopped = true;
            reject(job.signal.reason);
          });
        }),
    );
    const other = await backend.as('viewer');
    await expect(other.system.cancelJob({ jobId })).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    await (await backend.as('admin')).system.cancelJob({ jobId });
    expect((await ctx.jobs.settled(jobId)).state).toBe('cancelled');
    expect(stopped).toBe(true);
  });

  it('carries files both ways with their Chinese names', async () => {
    const client = await backend.as('admin');
    const bytes = new Uint8Array(3_000_000).map((_, i) => i % 251);
    const file = await client.system.uploadFile({ file: new File([bytes], '投诉 清单.xlsx') });
    expect(file).toMatchObject({ name: '投诉 清单.xlsx', size: bytes.length });
    const back = await client.system.downloadFile({ fileId: file.fileId });
    expect((back as File).name).toBe('投诉 清单.xlsx');
    expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    await expect((await backend.as('viewer')).system.downloadFile({ fileId: file.fileId })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });

  it('masks what nobody should see', async () => {
    const client = await backend.as('admin');
    const ctx = await backend.context('admin');
    const jobId = ctx.jobs.start(ctx, { kind: 'loadSample', title: 'x' }, async () => {
      throw new Error('secret at /home/someone');
    });
    await ctx.jobs.settled(jobId);
    const [job] = await client.system.jobs({});
    expect(JSON.stringify(job)).not.toContain('secret');
    expect(job?.error?.code).toBe('INTERNAL_FAULT');
  });
});
