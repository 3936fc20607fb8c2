import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  agedCases,
  atPlace,
  type Cases,
  countedCases,
  curveCases,
  dueCases,
  onDays,
  openCases,
  pointCases,
  receivedCases,
  withTraits,
} from '#shared/complaint/analysis.cases.ts';
import { paretoOf } from '#shared/complaint/analysis.rules.ts';
import { numeratorKinds } from '#shared/complaint/analysis.schema.ts';
import { closingEnds, closingGroupings } from '#shared/complaint/analysis-closing.schema.ts';
import { controlMeasures } from '#shared/complaint/analysis-control.schema.ts';
import { type Client, describeBackends, describeDatabases, type TestBackend } from '../../support/backend.ts';
import { type Told, tell, tellUsers } from './analysis.builder.ts';
import { smallProvince, travel } from './complaint.builder.ts';

const now = '2026-11-22T02:00:00.000Z';
const november = { startOn: '2026-11-01', endOn: '2026-11-30' };

type Units = Awaited<ReturnType<typeof smallProvince>>;

/** A fixed mixture: every kind of complaint that a figure tells apart, over fourteen months. */
function mixture({ hall, vendor, other, province }: Units): Told[] {
  const told: Told[] = [
    { at: '2026-11-02T01:00:00.000Z', unitId: hall, answered: 20, closed: 44, conclusion: 'founded', repeats: 1 },
    { at: '2026-11-03T01:00:00.000Z', unitId: hall, answered: 200, closed: 240, channel: 'app', channelRepeats: 1 },
    { at: '2026-11-04T01:00:00.000Z', unitId: hall, category: 'fault.drop', escalated: true },
    { at: '2026-11-05T01:00:00.000Z', unitId: hall, category: 'fault', withdrawn: 30, answered: 10 },
    { at: '2026-11-06T01:00:00.000Z', unitId: hall, imported: 'closed' },
    { at: '2026-11-06T03:00:00.000Z', unitId: hall, category: null, transfers: 3, sentBack: true },
    {
      at: '2026-11-09T01:00:00.000Z',
      unitId: other,
      answered: 5,
      closed: 6,
      conclusion: 'partlyFounded',
      cause: 'network.coverage',
    },
    { at: '2026-11-10T01:00:00.000Z', unitId: other, withdrawn: 3, channel: 'regulator' },
    {
      at: '2026-11-11T01:00:00.000Z',
      unitId: other,
      category: 'fault.speed',
      answered: 60,
      closed: 70,
      cause: 'network',
    },
    { at: '2026-11-12T01:00:00.000Z', unitId: vendor, category: 'install.delay', suspended: [2, 30], answered: 40 },
    { at: '2026-11-20T01:00:00.000Z', unitId: vendor, category: 'install.delay' },
    { at: '2026-11-21T01:00:00.000Z', unitId: province, answered: 1, closed: 2, conclusion: 'founded' },
    { at: '2026-11-21T02:00:00.000Z', unitId: hall, suspended: [1, 9999] },
    { at: '2026-08-20T01:00:00.000Z', unitId: hall },
  ];
  // a quiet year before, so that charts have points
  for (let month = 0; month < 13; month++)
    for (let n = 0; n < 8; n++)
      told.push({
        at: new Date(Date.UTC(2025, 9 + month, 3 + n, 2)).toISOString(),
        unitId: n % 3 === 0 ? other : hall,
        answered: n === 7 ? 300 : 10 + n,
        closed: 30 + n,
        conclusion: n % 2 === 0 ? 'founded' : 'notFounded',
        category: n % 2 === 0 ? 'billing.bill' : 'fault.drop',
      });
  return told;
}

describeDatabases('analysis of complaints', (start) => {
  let backend: TestBackend;
  let units: Units;
  let client: Client;
  // nothing but the spec of the three ways writes, and that in a month of its own
  beforeAll(async () => {
    backend = await start();
    await travel(backend, now);
    units = await smallProvince(backend);
    client = await backend.as('supervisor');
    await tell(backend, mixture(units));
    await tellUsers(backend, units.hall, { '2025-10': 30_000, '2026-11': 40_000 });
    await tellUsers(backend, units.other, { '2025-10': 20_000 });
  });
  afterAll(() => backend.close());

  const totalOf = async (cases: Cases) => (await client.complaint.list({ ...cases, limit: 1 })).total;
  /** Compares a number with the total of its list, and names it where they differ. */
  const same = async (what: string, count: number, cases: Cases) =>
    expect(`${what}: ${await totalOf(cases)}`).toBe(`${what}: ${count}`);

  it('counts months, users and what stands beside the total', async () => {
    const {
      months,
      period,
      received,
      beside,
      shares,
      usersOf,
      units: places,
    } = await client.complaint.volumeAnalysis(november);
    expect(months).toHaveLength(24);
    expect(months.at(-1)).toMatchObject({ month: '2026-11', count: 13, isRunning: true, endOn: '2026-11-30' });
    expect(months.at(-2)).toMatchObject({ month: '2026-10', count: 8, isRunning: false });
    expect(received).toBe(13);
    expect(beside).toEqual({ inquiries: 0, repeated: 1, multiChannel: 1, merged: 0, withdrawn: 2 });
    // until 22 November 10:00: 21 days and 10 hours of 30, for 40,000 and, carried on, 20,000 users
    const part = (21 + 10 / 24) / 30;
    expect(period.exposure).toBeCloseTo(6 * part, 9);
    expect(period.rate).toBeCloseTo(13 / (6 * part), 9);
    expect(usersOf).toEqual({ month: '2026-11', users: 60_000 });
    // of the whole of October, 8 for 5 × 10,000 users
    expect(period.previous).toMatchObject({
      count: 8,
      rate: 8 / 5,
      ratio: expect.closeTo(13 / (6 * part) / (8 / 5), 9),
    });
    // the withdrawn one had been answered as not founded
    expect(shares.founded).toMatchObject({ hits: 3, n: 7 });
    expect(shares.repeated).toMatchObject({ hits: 1, n: 6 });
    expect(shares.multiChannel).toMatchObject({ hits: 1, n: 12 });
    expect(shares.escalated).toMatchObject({ hits: 1, n: 13 });
    expect(shares.transferredOften).toMatchObject({ hits: 1, n: 13 });
    expect(shares.sentBack).toMatchObject({ hits: 1, n: 13 });
    expect(places.map(({ place, count, exposure }) => [place.name, place.isOwn, count, exposure !== null])).toEqual([
      ['白榆北桥厅', false, 7, true],
      ['青禾市', false, 3, true],
      ['鹿野装维中心', false, 2, false],
      ['示例省公司', true, 1, false],
    ]);
  });

  it('counts in the three ways of the trade', async () => {
    const june = { startOn: '2025-06-01', endOn: '2025-06-30' };
    await tell(backend, [
      { at: '2025-06-13T01:00:00.000Z', unitId: units.hall, category: 'inquiry.service', withdrawn: 5 },
      { at: '2025-06-13T02:00:00.000Z', unitId: units.hall, category: null, withdrawn: 5 },
      { at: '2025-06-13T03:00:00.000Z', unitId: units.hall, answered: 2, closed: 3, conclusion: 'partlyFounded' },
    ]);
    const counts = await Promise.all(
      numeratorKinds.map(
        async (numerator) => (await client.complaint.volumeAnalysis({ ...june, numerator })).period.count,
      ),
    );
    expect(counts).toEqual([3, 2, 1]);
    expect((await client.complaint.volumeAnalysis(june)).beside.inquiries).toBe(1);
  });

  it('every count of volume and units is the total of its list', async () => {
    for (const unitId of [null, units.hall])
      for (const numerator of numeratorKinds) {
        const scope = { ...november, unitId, numerator };
        const analysis = await client.complaint.volumeAnalysis(scope);
        await same(`${numerator} period`, analysis.period.count, countedCases(scope));
        for (const month of analysis.months.slice(-3))
          await same(`${numerator} ${month.month}`, month.count, onDays(countedCases(scope), month));
        for (const unit of analysis.units) {
          const here = atPlace(receivedCases(scope), unit.place);
          await same(`${numerator} ${unit.place.name}`, unit.count, atPlace(countedCases(scope), unit.place));
          await same(`${unit.place.name} founded`, unit.founded.hits, withTraits(here, 'founded'));
          await same(`${unit.place.name} decided`, unit.founded.n, withTraits(here, 'decided'));
          await same(`${unit.place.name} in time`, unit.inTime.hits, withTraits(here, 'inTime'));
          await same(`${unit.place.name} judged`, unit.inTime.n, withTraits(here, 'judgedTime'));
        }
        const all = receivedCases(scope);
        const { shares, beside } = analysis;
        await same('received', analysis.received, all);
        await same('repeated', beside.repeated, withTraits(all, 'repeated'));
        await same('several channels', beside.multiChannel, withTraits(all, 'multiChannel'));
        await same('withdrawn', beside.withdrawn, { ...all, statuses: ['withdrawn'] });
        await same('closed and repeated', shares.repeated.hits, {
          ...withTraits(all, 'repeated'),
          statuses: ['closed'],
        });
        await same('escalated', shares.escalated.hits, withTraits(all, 'escalated'));
        await same('transferred', shares.transferredOften.hits, withTraits(all, 'transferredOften'));
        await same('sent back', shares.sentBack.hits, withTraits(all, 'sentBack'));
      }
  });

  it('every bar and cell of categories and causes is the total of its list', async () => {
    for (const numerator of ['all', 'founded'] as const) {
      const scope = { ...november, unitId: null, numerator };
      const analysis = await client.complaint.structureAnalysis(scope);
      expect(analysis.total).toBe(numerator === 'all' ? 13 : 3);
      expect(analysis.previousTotal).toBe(numerator === 'all' ? 8 : 4);
      for (const level of ['top', 'leaf'] as const) {
        for (const bar of paretoOf(analysis.categories, level, () => undefined)) {
          const cases = { ...countedCases(scope), category: bar.filter };
          await same(`${level} ${bar.code}`, bar.count, cases);
          await same(`${level} ${bar.code} before`, bar.previous, onDays(cases, analysis.previousOn));
        }
        for (const bar of paretoOf(analysis.causes, level, () => undefined))
          await same(`${level} ${bar.code}`, bar.count, { ...countedCases(scope), cause: bar.filter });
      }
      const causes = paretoOf(analysis.causes, 'leaf', () => undefined);
      for (const [unit, cause, count] of analysis.cells) {
        const place = analysis.units[unit]?.place ?? null;
        const code = analysis.causes[cause]?.code ?? null;
        const filter = causes.find((bar) => bar.code === code)?.filter as string;
        await same(`${place?.name} ${code}`, count, { ...atPlace(countedCases(scope), place), cause: filter });
      }
      expect(analysis.cells.reduce((sum, [, , count]) => sum + count, 0)).toBe(analysis.total);
    }
  });

  it('every bucket of open ones is the total of its list, and each open one lies in one', async () => {
    const analysis = await client.complaint.ageingAnalysis({ ...november, unitId: null });
    await same('open', analysis.open, openCases(null));
    for (const buckets of [analysis.byAge, analysis.byDue])
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(analysis.open);
    const hall = analysis.units.find(({ place }) => place.unitId === units.hall);
    expect(hall).toMatchObject({ oldestOn: '2026-08-20' });
    for (const { place, open, age, due } of [
      { place: null, open: analysis.open, age: null, due: null },
      ...analysis.units,
    ]) {
      const there = atPlace(openCases(null), place);
      await same(`open at ${place?.name}`, open, there);
      for (const [i, bucket] of analysis.byAge.entries())
        await same(`${place?.name} ${bucket.key}`, age?.[i] ?? bucket.count, agedCases(there, bucket));
      for (const [i, bucket] of analysis.byDue.entries())
        await same(`${place?.name} ${bucket.key}`, due?.[i] ?? bucket.count, dueCases(there, bucket));
    }
  });

  it('every count of a curve is the total of its list; times by hand', async () => {
    const scope = { ...november, unitId: null, numerator: 'all' as const };
    const { curves } = await client.complaint.closingAnalysis({ ...november, by: 'none' });
    // closed after 2, 6, 44, 70 and 240 h; open ones censored, withdrawn at 30 and 3; one import of unknown time
    expect(curves[0]).toMatchObject({ n: 12, ended: 5, censored: 7, unknown: 1 });
    // at risk: 12 at 2 h, 10 at 6 h (one censored at 3 h), then 1 − 1/12, × (1 − 1/10), …
    expect(curves[0]?.points.find(([at]) => at >= 12)?.[1]).toBeCloseTo((11 / 12) * (9 / 10), 9);
    for (const end of closingEnds)
      for (const by of closingGroupings) {
        const analysis = await client.complaint.closingAnalysis({ ...november, end, by });
        for (const curve of analysis.curves)
          for (const part of ['n', 'ended', 'censored', 'unknown'] as const)
            await same(`${end} ${by} ${curve.key} ${part}`, curve[part], curveCases(scope, curve, { end, by }, part));
        expect(analysis.curves.reduce((sum, { n, unknown }) => sum + n + unknown, 0)).toBe(13);
      }
  });

  it('timeliness by unit is the total of its lists; those still running and over count as late', async () => {
    const scope = { ...november, unitId: null };
    const analysis = await client.complaint.timelinessAnalysis(scope);
    for (const { place, received, inTime, late, undecided } of analysis.units) {
      const there = atPlace(receivedCases(scope), place);
      await same(`${place.name} received`, received, there);
      await same(`${place.name} in time`, inTime, withTraits(there, 'inTime'));
      await same(`${place.name} late`, late, withTraits(there, 'late'));
      await same(`${place.name} undecided`, undecided, withTraits(there, 'undecidedTime'));
    }
    const { late, inTime, undecided } = analysis.total;
    expect(late).toBeGreaterThanOrEqual(2);
    expect(late + inTime + undecided).toBe(13);
    expect(analysis.means).toEqual([]);
  });

  it('every point of a chart is the total of its list', async () => {
    for (const measure of controlMeasures)
      for (const step of ['month', 'week'] as const) {
        const scope = { ...november, unitId: null, numerator: 'all' as const };
        const { series } = await client.complaint.controlAnalysis({ ...scope, measure, step });
        expect(series[0]?.place).toBeNull();
        for (const { place, points } of series)
          for (const point of points.slice(-4)) {
            const { counted, of } = pointCases(scope, measure, place, '', point);
            await same(`${measure} ${place?.name} ${point.key}`, point.count, counted);
            if (of) await same(`${measure} ${place?.name} ${point.key} of`, point.size, of);
          }
        // the running month or week is not among them
        expect(series[0]?.points.every((point) => point.endOn < '2026-11-22')).toBe(true);
      }
  });

  it('shows a unit only what lies below it, and nobody what is not theirs', async () => {
    const liaison = await backend.as('liaison', units.other);
    expect((await liaison.complaint.volumeAnalysis(november)).received).toBe(3);
    expect((await liaison.complaint.controlAnalysis(november)).series[0]?.points.at(-1)?.count).toBe(3);
    await expect(liaison.complaint.structureAnalysis({ ...november, unitId: units.hall })).rejects.toMatchObject({
      code: 'UNIT_NOT_FOUND',
    });
  });
});

describeDatabases('limits of the average', (start) => {
  it('are compared with the mean of what they speak of, without pauses, and only there', async () => {
    const backend = await start();
    await travel(backend, now);
    const units = await smallProvince(backend);
    const rule = {
      edition: 1,
      code: 'M24',
      name: '平均 24 小时',
      clock: 'finalResponse',
      province: null,
      channelsJson: null,
      businessesJson: null,
      gradesJson: null,
      area: null,
      category: 'fault',
      startEvent: 'received',
      stopEvent: 'responded',
      amount: 24,
      unit: 'hours',
      extend: 'none',
      dayEnd: 'midnight',
      measure: 'mean',
      isPausable: 1,
      consequence: '',
      clause: '示例',
      effectiveFrom: null,
      effectiveTo: null,
      verification: 'example',
      pausesJson: null,
      createdAt: now,
    };
    await backend.app.deps.db.insertInto('deadlineRule').values(rule).execute();
    const hours = (n: number) => (n % 2 === 0 ? 10 : 20);
    await tell(backend, [
      ...Array.from(
        { length: 40 },
        (_, n): Told => ({
          at: `2026-11-0${1 + (n % 9)}T01:00:00.000Z`,
          unitId: units.hall,
          category: 'fault.drop',
          // half of them stood still for 30 hours
          ...(n < 20 ? { suspended: [1, 31] as const, answered: hours(n) + 30 } : { answered: hours(n) }),
        }),
      ),
      { at: '2026-11-02T01:00:00.000Z', unitId: units.hall, category: 'billing.bill', answered: 400 },
      { at: '2026-11-02T01:00:00.000Z', unitId: units.hall, category: 'fault.drop' },
    ]);
    const client = await backend.as('viewer');
    const { means } = await client.complaint.timelinessAnalysis(november);
    expect(means).toMatchObject([{ code: 'M24', n: 40, mean: expect.closeTo(15, 9), verdict: 'met' }]);
    // t of 39: 2.0227 × 5.0637 / √40
    expect(means[0]?.interval?.high).toBeCloseTo(15 + (2.02269 * 5.063697) / Math.sqrt(40), 4);
    await backend.close();
  });
});

describeBackends('analysis over every way', (start) => {
  it('answers an empty house and refuses a period that runs backwards', async () => {
    const backend = await start();
    const client = await backend.as('viewer');
    const volume = await client.complaint.volumeAnalysis(november);
    expect(volume).toMatchObject({ received: 0, units: [], usersOf: null, period: { count: 0, rate: null } });
    expect((await client.complaint.structureAnalysis(november)).cells).toEqual([]);
    expect((await client.complaint.ageingAnalysis(november)).open).toBe(0);
    expect((await client.complaint.closingAnalysis(november)).curves).toEqual([]);
    expect((await client.complaint.timelinessAnalysis(november)).total.share.rate).toBeNull();
    expect((await client.complaint.controlAnalysis(november)).signals).toEqual([]);
    await expect(client.complaint.volumeAnalysis({ startOn: '2026-11-30', endOn: '2026-11-01' })).rejects.toMatchObject(
      { code: expect.stringMatching(/INPUT|BAD_REQUEST/) },
    );
    await backend.close();
  });
});
