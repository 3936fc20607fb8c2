import { expect, test } from 'vitest';
import { scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { rebuildComplaints } from '../../../src/main/backend/complaint/complaint.service.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { readResource } from '../../../src/main/backend/resources.ts';
import {
  loadSampleWithTruth,
  removeSample,
  type SampleOptions,
} from '../../../src/main/backend/sample/sample.service.ts';
import { listPublishedScorecards, publishScorecard } from '../../../src/main/backend/standard/standard.service.ts';
import { describeDatabases, FixedClock, type TestBackend } from '../../support/backend.ts';
import { canonicalDump } from './canonical-dump.ts';

const options: SampleOptions = {
  scale: 'demo',
  seed: 1,
  endMonth: '2025-06',
  cutoffAt: '2025-06-20T04:00:00.000Z',
  thinning: 0.02,
};
const silent = () => ({ report: () => {}, signal: new AbortController().signal });

async function loaded(backend: TestBackend, changed: Partial<SampleOptions> = {}) {
  const truth = await loadSampleWithTruth(await backend.context('admin'), { ...options, ...changed }, silent());
  return { truth, dump: await canonicalDump(backend.app.deps.db) };
}

describeDatabases('sample province', (start) => {
  test('the same seed gives the same rows to the byte, on either database', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    const { dump } = await loaded(backend);
    expect(dump).toMatchInlineSnapshot(`
      {
        "complaint": {
          "hash": "f1a89454a0497f26",
          "rows": 594,
        },
        "complaint_event": {
          "hash": "9c0d97e3912a0cd3",
          "rows": 6438,
        },
        "inspection": {
          "hash": "d4a8ac01c31f804e",
          "rows": 1309,
        },
        "inspection_item": {
          "hash": "d640253a53f26975",
          "rows": 24688,
        },
        "inspection_item_staff": {
          "hash": "71849fea34cd8b95",
          "rows": 74,
        },
        "inspection_review": {
          "hash": "ff72a7f1b71d1b44",
          "rows": 1357,
        },
        "inspection_section": {
          "hash": "0784544f2b9b94bc",
          "rows": 6693,
        },
        "inspection_staff": {
          "hash": "237ed1982ad8fbb1",
          "rows": 58,
        },
        "item_tally": {
          "hash": "1e18c17b264e7b19",
          "rows": 24030,
        },
        "publication": {
          "hash": "a260a772021625d7",
          "rows": 23,
        },
        "score_appeal": {
          "hash": "4b422d6e75046858",
          "rows": 26,
        },
        "staff": {
          "hash": "1d5754051cd189a5",
          "rows": 3060,
        },
        "submission": {
          "hash": "e9a12a446c029ebd",
          "rows": 560,
        },
        "survey_wave": {
          "hash": "90e47c1a04904543",
          "rows": 28,
        },
        "unit": {
          "hash": "f1d95e51168b85fe",
          "rows": 642,
        },
        "unit_users": {
          "hash": "4180831990a683b2",
          "rows": 360,
        },
      }
    `);
    await backend.close();
  });

  test('loaded again it is the same, with another seed every table is another', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    const ctx = await backend.context('admin');
    // the card of an earlier program stays as it was published then, and the sample is scored by it
    const earlier = scorecardContent.parse(readResource('sample', 'hall-48.json'));
    for (const item of earlier.sections.flatMap((section) => section.items)) delete item.clause.edition;
    const kept = await inTransaction(ctx, (tx) => publishScorecard(tx, ctx, earlier));
    const { dump: first } = await loaded(backend);
    expect((await (await backend.as('viewer')).inspection.list({ scorecardCode: earlier.code })).total).toBeGreaterThan(
      0,
    );
    expect(await listPublishedScorecards(ctx)).toContainEqual(expect.objectContaining({ scorecardVersionId: kept }));
    await removeSample(ctx, silent());
    const { dump: other } = await loaded(backend, { seed: 2 });
    for (const table of Object.keys(first)) expect(other[table]?.hash).not.toBe(first[table]?.hash);
    await removeSample(ctx, silent());
    // numbers by day go on where they stopped, so that no number is ever given twice
    const same = [
      'unit',
      'staff',
      'complaint_event',
      'inspection_item',
      'inspection_section',
      'survey_wave',
      'submission',
    ];
    const { dump: again } = await loaded(backend);
    for (const table of same) expect(again[table]).toEqual(first[table]);
    await backend.close();
  });

  test('list columns are what the histories say: computing them again changes nothing', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    const { truth } = await loaded(backend);
    const rebuilt = await rebuildComplaints(backend.app.deps, new AbortController().signal);
    expect(rebuilt).toEqual({ complaints: truth.counts.complaint, changed: 0 });
    await backend.close();
  });

  test('a loaded sample is there for the window: units, complaints, waves', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    await loaded(backend);
    const client = await backend.as('supervisor');
    expect((await client.system.state({})).hasSample).toBe(true);
    expect((await client.organization.units({})).length).toBeGreaterThan(600);
    const page = await client.complaint.list({ view: 'open' });
    expect(page.total).toBeGreaterThan(0);
    expect(page.rows[0]?.customerNumber).toMatch(/^000/);
    await backend.close();
  });

  test('it goes in one step, with what was entered on top of it; own units stay, bound accounts are blocked', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    const before = await canonicalDump(backend.app.deps.db);
    await loaded(backend);
    const ctx = await backend.context('admin');
    const admin = await backend.as('admin');
    const hall = (await admin.organization.units({})).find((unit) => unit.code === 'H001');
    const own = await admin.organization.createUnit({
      parentId: hall?.unitId ?? null,
      code: 'OWN',
      name: '自己的网点',
      level: 'site',
      line: 'front',
      channel: 'ownHall',
    });
    const below = await admin.organization.createUnit({
      parentId: own.unitId,
      code: 'OWN-1',
      name: '自己的班组',
      level: 'site',
      line: 'front',
      channel: 'none',
    });
    await (await backend.as('complaintOfficer')).complaint.register({
      channel: 'hall',
      customerName: '沈女士',
      customerNumber: '00012345678',
      customerGrade: null,
      business: 'mobile',
      categoryCode: 'billing.bill',
      area: null,
      region: '',
      city: '',
      content: '试录入',
      demand: '',
      unitId: hall?.unitId ?? null,
    });
    await backend.as('liaison', hall?.unitId);
    const removed = await removeSample(ctx, silent());
    expect(removed.complaint).toBeGreaterThan(500);
    const after = await canonicalDump(backend.app.deps.db);
    expect(after.unit?.rows).toBe(2);
    for (const table of [
      'staff',
      'complaint',
      'complaint_event',
      'inspection',
      'inspection_item',
      'inspection_section',
      'survey_wave',
      'submission',
    ])
      expect(after[table]).toEqual(before[table]);
    const left = await admin.organization.units({});
    expect(left.find((unit) => unit.code === 'OWN')).toMatchObject({ parentId: null, path: `/${own.unitId}/` });
    expect(left.find((unit) => unit.code === 'OWN-1')).toMatchObject({
      parentId: own.unitId,
      path: `/${own.unitId}/${below.unitId}/`,
    });
    const liaison = await backend.app.deps.db
      .selectFrom('account')
      .select(['isActive', 'unitId'])
      .where('role', '=', 'liaison')
      .executeTakeFirstOrThrow();
    expect(liaison).toEqual({ isActive: 0, unitId: null });
    expect((await admin.system.verifyChanges({})).isWhole).toBe(true);
    await backend.close();
  });

  test('drafts of reports about sample units go with them; what an issued report is about stays, closed', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    await loaded(backend);
    const { db } = backend.app.deps;
    const place = async (code: string) =>
      db.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
    const report = {
      periodKey: '2025-Q1',
      startOn: '2025-01-01',
      endOn: '2025-03-31',
      snapshotId: 's',
      authorId: 'a',
      authorName: '甲',
      reviewerName: null,
      reviewedAt: null,
      signerId: null,
      signerName: null,
      signedAt: null,
      issuedAt: null,
      returnReason: null,
      createdAt: options.cutoffAt as string,
      updatedAt: options.cutoffAt as string,
    };
    for (const [code, state] of [
      ['C01', 'draft'],
      ['C02', 'issued'],
    ] as const) {
      const { unitId, path, name } = await place(code);
      await db
        .insertInto('report')
        .values({
          ...report,
          reportId: code,
          number: code,
          title: code,
          unitId,
          unitPath: path,
          unitName: name,
          state,
        } as never)
        .execute();
    }
    await removeSample(await backend.context('admin'), silent());
    expect(await db.selectFrom('report').select('reportId').execute()).toEqual([{ reportId: 'C02' }]);
    const left = await db.selectFrom('unit').select(['code', 'isActive', 'isSample']).orderBy('code').execute();
    expect(left).toEqual([
      { code: 'C02', isActive: 0, isSample: 0 },
      { code: 'SJ', isActive: 0, isSample: 0 },
    ]);
    await backend.close();
  });

  test('a second load, or one that is cancelled, leaves nothing half-written', async () => {
    const backend = await start(new FixedClock('2025-06-20T04:00:00.000Z'));
    const ctx = await backend.context('admin');
    const stop = new AbortController();
    const cancelled = loadSampleWithTruth(ctx, options, {
      signal: stop.signal,
      report: (done) => {
        if (done > 200) stop.abort();
      },
    });
    await expect(cancelled).rejects.toThrow();
    expect((await canonicalDump(backend.app.deps.db)).unit?.rows).toBe(0);
    const { dump } = await loaded(backend);
    await expect(loadSampleWithTruth(ctx, options, silent())).rejects.toMatchObject({ code: 'SAMPLE_NOT_EMPTY' });
    expect(await canonicalDump(backend.app.deps.db)).toEqual(dump);
    await backend.close();
  });
});
