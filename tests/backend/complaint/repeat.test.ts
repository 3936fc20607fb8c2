import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { complaintPolicy } from '#shared/complaint/policy.schema.ts';
import { mostLookedAt, RepeatCounter } from '#shared/complaint/repeat.rules.ts';
import { integerBelow, pickOne, streamOf } from '#shared/sample/random.ts';
import { followRepeatPolicy, recountRepeats } from '../../../src/main/backend/complaint/complaint.service.ts';
import { newestOfNumber } from '../../../src/main/backend/complaint/repeat.repository.ts';
import { policyKey } from '../../../src/main/backend/complaint/world.service.ts';
import { loadSampleWithTruth, removeSample } from '../../../src/main/backend/sample/sample.service.ts';
import { putSetting } from '../../../src/main/backend/system/setting.repository.ts';
import { type Client, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

const quiet = { report: () => {}, signal: new AbortController().signal };

describeDatabases('repeats of complaints', (start, kind) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
  });
  afterEach(() => backend.close());

  const stored = () =>
    backend.app.deps.db
      .selectFrom('complaint')
      .selectAll()
      .orderBy('customerNumber')
      .orderBy('receivedAt')
      .orderBy('complaintId')
      .execute();
  /** Every count by the pure rules, whose own spec compares them with every pair. */
  async function expectCounted(policy = complaintPolicy.parse({})) {
    const rows = await stored();
    const counters = new Map<string, RepeatCounter>();
    const counts = rows.map((row) => {
      const counter = counters.get(row.customerNumber) ?? new RepeatCounter(policy.repeat);
      counters.set(row.customerNumber, counter);
      return { number: row.number, ...counter.next(row) };
    });
    expect(
      rows.map(({ number, repeatCount, channelRepeatCount }) => ({ number, repeatCount, channelRepeatCount })),
    ).toEqual(counts);
    return counts;
  }
  const numbers = ['00011112222', '00033334444', ''];
  const channels = ['hotline', 'hall', 'app'] as const;
  async function registerMany(officer: Client, hall: string, count: number) {
    const rng = streamOf(1, 'repeat');
    const written: string[] = [];
    for (let i = 0; i < count; i++) {
      // in no order of time: many are told of later than they happened
      const minutes = integerBelow(rng, 45 * 24 * 60);
      const { row } = await officer.complaint.register({
        ...told,
        unitId: hall,
        customerNumber: pickOne(rng, numbers),
        channel: pickOne(rng, channels),
        categoryCode: pickOne(rng, ['fault.unrepaired', 'fault.speed', 'billing.bill', null]),
        business: pickOne(rng, ['mobile', 'broadband', null]),
        receivedAt: new Date(Date.parse('2026-10-05T00:00:00.000Z') + minutes * 60_000).toISOString(),
      });
      written.push(row.complaintId);
    }
    return written;
  }

  it('are right after every registration, whatever the order, and after a split', async () => {
    const { hall } = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    const ids = await registerMany(officer, hall, 30);
    const counts = await expectCounted();
    expect(counts.filter((one) => one.repeatCount > 0).length).toBeGreaterThan(8);
    expect(counts.filter((one) => one.channelRepeatCount > 0).length).toBeGreaterThan(2);
    for (const complaintId of ids.slice(0, 4)) {
      const { lastSeq } = await officer.complaint.get({ complaintId });
      await officer.complaint.split({
        complaintId,
        lastSeq,
        content: '第二个事由',
        categoryCode: 'plan.cancel',
        note: '分开',
      });
    }
    await expectCounted();
    await act(officer, ids[0] as string, 'withdraw', { note: '客户撤诉' });
    await expectCounted();
  });

  it('follow the policy in pages that can be broken off, and change nothing a second time', async () => {
    const { hall } = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    await registerMany(officer, hall, 30);
    const { deps } = backend.app;
    const policy = complaintPolicy.parse({
      repeat: { key: ['number', 'business', 'cause'], windowDays: 12, channelHours: 200 },
    });
    await putSetting(deps.db, policyKey, policy, deps.clock.now());
    const stopped = new AbortController();
    stopped.abort();
    await expect(recountRepeats(deps, stopped.signal)).rejects.toThrow();
    const first = await recountRepeats(deps, quiet.signal);
    expect(first.changed).toBeGreaterThan(5);
    // those without a number repeat nothing and are not asked
    expect(first.complaints).toBe((await stored()).filter((row) => row.customerNumber !== '').length);
    await expectCounted(policy);
    expect(await recountRepeats(deps, quiet.signal)).toEqual({ ...first, changed: 0 });
    // registration counts by it as well
    await registerMany(officer, hall, 10);
    await expectCounted(policy);
    const ctx = await backend.context('supervisor');
    expect((await ctx.jobs.settled(followRepeatPolicy(ctx))).result).toMatchObject({ changed: 0 });
  });

  it('are right after an import in no order of time, beside what is there, and when rows change their number', async () => {
    const { hall } = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    await registerMany(officer, hall, 12);
    const driver = await ImportDriver.as(backend);
    const rng = streamOf(1, 'import');
    const rows = Array.from({ length: 80 }, (_, i) => ({
      id: `W${i}`,
      at: new Date(Date.parse('2026-10-01T00:00:00.000Z') + integerBelow(rng, 50 * 24 * 60) * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
      number: pickOne(rng, [...numbers, '000 1111-2222']),
      channel: pickOne(rng, ['热线', '营业厅', 'APP/网厅']),
    }));
    const bring = async () => {
      const lines = rows.map(
        ({ id, at, number, channel }) => `${id},宽带断网,${at},${channel},处理中,白榆北桥厅,${number}`,
      );
      const text = ['投诉单号,投诉内容,受理时间,渠道,状态,责任单位,客户号码', ...lines].join('\n');
      const sessionId = await driver.open('repeats.csv', text, { target: 'complaint' });
      return (await driver.write(sessionId, 'all')).result;
    };
    expect(await bring()).toMatchObject({ inserted: 80 });
    const counts = await expectCounted();
    expect(counts.filter((one) => one.repeatCount > 5).length).toBeGreaterThan(10);
    for (const row of rows.slice(0, 15)) row.number = '00055556666';
    expect(await bring()).toMatchObject({ inserted: 0, changed: 15 });
    await expectCounted();
  });

  it('of the sample are those of the policy, and its signatures go with it', async () => {
    const ctx = await backend.context('supervisor');
    await loadSampleWithTruth(ctx, { scale: 'demo', seed: 1, thinning: 0.05 }, quiet);
    const { changed, complaints } = await recountRepeats(backend.app.deps, quiet.signal);
    expect(complaints).toBeGreaterThan(1000);
    expect(changed).toBe(0);
    const share = async (column: 'repeatCount' | 'channelRepeatCount') =>
      (await stored()).filter((row) => row[column] > 0).length / complaints;
    // planted: 6 % told twice over another channel, and some more come back within 30 days
    expect(await share('channelRepeatCount')).toBeGreaterThan(0.04);
    expect(await share('channelRepeatCount')).toBeLessThan(0.08);
    expect(await share('repeatCount')).toBeGreaterThan(await share('channelRepeatCount'));
    const signatures = () =>
      backend.app.deps.db
        .selectFrom('complaintSignature')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
    expect(Number((await signatures()).count)).toBeGreaterThan(complaints);
    await removeSample(ctx, quiet);
    expect(Number((await signatures()).count)).toBe(0);
  });

  it('look at so many of one number only, however many it has, straight from an index', async () => {
    const { hall } = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    const { row } = await officer.complaint.register({
      ...told,
      unitId: hall,
      receivedAt: '2026-11-21T00:00:00.000Z',
    });
    const { deps } = backend.app;
    const columns = Object.keys((await stored())[0] as object)
      .map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
      .map((column) => [column, { complaint_id: "'c' || n.n", number: "'N' || n.n" }[column] ?? `complaint.${column}`]);
    await sql`with recursive n(n) as (select 1 union all select n + 1 from n where n < 20000)
      insert into complaint (${sql.raw(columns.map(([name]) => name).join(', '))})
      select ${sql.raw(columns.map(([, value]) => value).join(', '))} from complaint, n where complaint_id = ${row.complaintId}`.execute(
      deps.db,
    );
    const made = await officer.complaint.register({ ...told, channel: 'app', unitId: hall });
    expect(made.row.repeatCount).toBe(mostLookedAt);
    const { rows } = (await officer.complaint.similar({ customerNumber: told.customerNumber })) ?? {};
    expect(rows.length).toBe(8);
    if (kind !== 'sqlite') return;
    const query = newestOfNumber(deps.db, told.customerNumber, '2026-10-01', '2026-12-01', mostLookedAt);
    await query;
    const plan = await sql<{ detail: string }>`explain query plan select complaint_id from complaint
      where customer_number = ${told.customerNumber} and received_at >= '2026-10-01' and received_at <= '2026-12-01'
      order by received_at desc, complaint_id desc limit 1000`.execute(deps.db);
    const steps = plan.rows.map((one) => one.detail).join(' | ');
    expect(steps).toContain('complaint_customer_order');
    expect(steps).not.toContain('TEMP B-TREE');
  });
});
