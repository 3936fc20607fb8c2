import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { consistentRead } from '../../../src/main/backend/database/consistent-read.ts';
import { startRefresh } from '../../../src/main/backend/report/taking.service.ts';
import {
  describeBackends,
  describeDatabases,
  FixedClock,
  startBackend,
  type TestBackend,
} from '../../support/backend.ts';
import { smallProvince, told, travel } from '../complaint/complaint.builder.ts';

const clock = () => new FixedClock('2026-08-05T01:00:00.000Z');
const code = (error: unknown) => (error as { code?: string }).code;

type Client = Awaited<ReturnType<TestBackend['as']>>;

async function resultOf(backend: TestBackend, started: Promise<{ jobId: string }>) {
  const job = await backend.app.deps.jobs.settled((await started).jobId);
  expect(job).toMatchObject({ state: 'completed', error: null });
  return job.result ?? {};
}

/** Takes the numbers of a period and waits for the draft. */
async function create(backend: TestBackend, client: Client, periodKey = '2026-Q3') {
  const { reportId } = await resultOf(backend, client.report.create({ periodKey }));
  return client.report.get({ reportId: String(reportId) });
}

async function compare(backend: TestBackend, client: Client, reportId: string) {
  const { comparisonId } = await resultOf(backend, client.report.compare({ reportId }));
  return client.report.comparison({ comparisonId: String(comparisonId) });
}

/** Two complaints in August, a report of the third quarter drafted in October. */
async function drafted(backend: TestBackend) {
  const units = await smallProvince(backend);
  const officer = await backend.as('complaintOfficer');
  await officer.complaint.register({ ...told, unitId: units.hall });
  await officer.complaint.register({ ...told, customerNumber: '00012349999', unitId: units.other });
  await travel(backend, '2026-10-12T02:00:00.000Z');
  const inspector = await backend.as('inspector');
  const report = await create(backend, inspector);
  return { units, officer, inspector, report };
}

async function written(backend: TestBackend) {
  const all = await drafted(backend);
  const { reportId } = all.report;
  await all.inspector.report.saveText({ reportId, block: 'summary', text: '结论' });
  await all.inspector.report.saveText({ reportId, block: 'shortcoming', text: '建议' });
  return { ...all, reportId };
}

async function issued(backend: TestBackend) {
  const all = await written(backend);
  const supervisor = await backend.as('supervisor');
  const input = { reportId: all.reportId };
  await supervisor.report.review(input);
  await supervisor.report.sign(input);
  return { ...all, supervisor, input, report: await supervisor.report.issue(input) };
}

describeBackends('report', (start) => {
  it('goes from numbers to a frozen report, and shows later changes only as differences', async () => {
    const backend = await start(clock());
    try {
      const { inspector, officer, supervisor, input, report, units } = await issued(backend);
      expect(report).toMatchObject({ state: 'issued', number: 'SJ-2026-Q3-01', missing: [], acts: [] });
      expect(report.snapshot.complaint.current.received).toBe(2);
      expect(report.snapshot.complaint.previous).toBeNull();
      expect((await compare(backend, inspector, input.reportId)).isSame).toBe(true);
      await expect(inspector.report.saveText({ ...input, block: 'summary', text: '改' })).rejects.toSatisfy(
        (error) => code(error) === 'REPORT_FROZEN',
      );
      await expect(supervisor.report.return({ ...input, reason: '改' })).rejects.toSatisfy(
        (error) => code(error) === 'REPORT_FROZEN',
      );

      await travel(backend, '2026-08-20T01:00:00.000Z');
      await officer.complaint.register({ ...told, customerNumber: '00012348888', unitId: units.hall });
      await travel(backend, '2026-10-20T02:00:00.000Z');
      const later = await compare(backend, inspector, input.reportId);
      expect(later.isSame).toBe(false);
      expect(later.changes).toEqual([{ source: 'complaint', added: 1, removed: 0, changed: 0 }]);
      expect(later.differences.find((each) => each.en === 'Complaints received')).toMatchObject({
        before: '2',
        after: '3',
      });
      expect((await inspector.report.get(input)).snapshot).toEqual(report.snapshot);
    } finally {
      await backend.close();
    }
  });

  it('asks for the words of the author first, and for another person to sign', async () => {
    const backend = await start(clock());
    try {
      const { inspector, report } = await drafted(backend);
      const input = { reportId: report.reportId };
      expect(report.missing).toEqual(['summary', 'shortcoming']);
      await expect(inspector.report.review(input)).rejects.toSatisfy((error) => code(error) === 'REPORT_TEXT_MISSING');
      await expect(inspector.report.sign(input)).rejects.toSatisfy((error) => code(error) === 'PERMISSION_DENIED');
      const supervisor = await backend.as('supervisor');
      const own = await create(backend, supervisor, '2026-08');
      for (const block of ['summary', 'shortcoming'] as const)
        await supervisor.report.saveText({ reportId: own.reportId, block, text: '字' });
      const reviewed = await supervisor.report.review({ reportId: own.reportId });
      expect(reviewed.reviewerName).toBeNull();
      await expect(supervisor.report.sign({ reportId: own.reportId })).rejects.toSatisfy(
        (error) => code(error) === 'REPORT_SIGNER_IS_AUTHOR',
      );
      const back = await supervisor.report.return({ reportId: own.reportId, reason: '数字待核' });
      expect(back).toMatchObject({ state: 'draft', returnReason: '数字待核' });
    } finally {
      await backend.close();
    }
  });

  it('shows readers issued reports of their own scope only', async () => {
    const backend = await start(clock());
    try {
      const { reportId, units } = await written(backend);
      const viewer = await backend.as('viewer');
      expect((await viewer.report.list({})).total).toBe(0);
      await expect(viewer.report.get({ reportId })).rejects.toSatisfy((error) => code(error) === 'REPORT_NOT_FOUND');
      const local = await backend.as('inspector', units.hall);
      await expect(local.report.get({ reportId })).rejects.toSatisfy((error) => code(error) === 'REPORT_NOT_FOUND');
      expect((await create(backend, local)).snapshot.complaint.current.received).toBe(1);
      await expect(local.report.create({ periodKey: '2026-Q5' })).rejects.toSatisfy(
        (error) => code(error) === 'REPORT_PERIOD_INVALID',
      );
    } finally {
      await backend.close();
    }
  });
});

describeDatabases('report database', (start) => {
  it('takes the numbers of a draft again, of one state of the data, and leaves it alone when cancelled', async () => {
    const backend = await start(clock());
    try {
      const { inspector, officer, units, report } = await drafted(backend);
      const { reportId } = report;
      await officer.complaint.register({ ...told, customerNumber: '00012347777', unitId: units.hall });
      const ctx = await backend.context('inspector');
      const { jobId } = await startRefresh(ctx, { reportId });
      ctx.jobs.cancel(ctx.user.accountId, jobId);
      expect((await backend.app.deps.jobs.settled(jobId)).state).toBe('cancelled');
      expect((await inspector.report.get({ reportId })).snapshot).toEqual(report.snapshot);

      await travel(backend, '2026-09-01T01:00:00.000Z');
      await officer.complaint.register({ ...told, customerNumber: '00012346666', unitId: units.hall });
      await travel(backend, '2026-10-13T02:00:00.000Z');
      await resultOf(backend, inspector.report.refresh({ reportId }));
      const fresh = await inspector.report.get({ reportId });
      expect(fresh.snapshot.complaint.current.received).toBe(3);
      expect(fresh.snapshotAt).toBe('2026-10-13T02:00:00.000Z');

      const { comparisonId } = await resultOf(backend, inspector.report.compare({ reportId }));
      const other = await backend.as('supervisor');
      await expect(other.report.comparison({ comparisonId: String(comparisonId) })).rejects.toSatisfy(
        (error) => code(error) === 'REPORT_COMPARISON_GONE',
      );
    } finally {
      await backend.close();
    }
  });

  it('reads one state of the data, whatever is written meanwhile, and lets others have their turn', async () => {
    const backend = await start(clock());
    try {
      const ctx = await backend.context('supervisor');
      const officer = await backend.as('complaintOfficer');
      const units = await smallProvince(backend);
      const count = async (db: typeof ctx.read) =>
        (await db.selectFrom('complaint').select('complaintId').execute()).length;
      const seen = await consistentRead(ctx, ctx.signal, async (db) => {
        const before = await count(db);
        await officer.complaint.register({ ...told, unitId: units.hall });
        return [before, await count(db)];
      });
      expect(seen).toEqual([0, 0]);
      expect(await count(ctx.read)).toBe(1);
      await expect(consistentRead(ctx, AbortSignal.abort(new Error('enough')), count)).rejects.toThrow('enough');
    } finally {
      await backend.close();
    }
  });

  it('refuses every change of an issued report, past the program too', async () => {
    const backend = await start(clock());
    try {
      const { report } = await issued(backend);
      const { db } = backend.app.deps;
      const { reportId } = report;
      await expect(
        db.updateTable('report').set({ title: 'x' }).where('reportId', '=', reportId).execute(),
      ).rejects.toThrow(/frozen/);
      await expect(db.deleteFrom('report').where('reportId', '=', reportId).execute()).rejects.toThrow(/frozen/);
      await expect(
        db.updateTable('reportText').set({ text: 'x' }).where('reportId', '=', reportId).execute(),
      ).rejects.toThrow(/frozen/);
      await expect(db.deleteFrom('reportText').where('reportId', '=', reportId).execute()).rejects.toThrow(/frozen/);
      await expect(
        db.updateTable('reportSnapshot').set({ snapshotJson: '{}' }).where('reportId', '=', reportId).execute(),
      ).rejects.toThrow(/frozen/);
      await expect(db.deleteFrom('reportSnapshot').where('reportId', '=', reportId).execute()).rejects.toThrow(
        /frozen/,
      );
    } finally {
      await backend.close();
    }
  });

  it('writes a workbook and a page, and removes drafts', async () => {
    const backend = await start(clock());
    try {
      const { inspector, report } = await drafted(backend);
      const input = { reportId: report.reportId };
      const { jobId } = await inspector.report.exportWorkbook(input);
      const job = await backend.app.deps.jobs.settled(jobId);
      expect(job.state).toBe('completed');
      expect(job.result?.name).toMatch(/^SJ-2026-Q3-01 .*\.xlsx$/);
      expect((await inspector.report.page({ ...input, links: true })).html).toContain('data-figure=');
      const { documentId } = await resultOf(backend, inspector.report.print(input));
      const document = { documentId: String(documentId) };
      expect((await inspector.report.printed(document)).html).toContain('class="toc"');
      const other = await backend.as('supervisor');
      await expect(other.report.printed(document)).rejects.toSatisfy((error) => code(error) === 'REPORT_DOCUMENT_GONE');
      await inspector.report.remove(input);
      expect((await inspector.report.list({})).total).toBe(0);
    } finally {
      await backend.close();
    }
  });
});

describe('report list', () => {
  it('walks its index', async () => {
    const backend = await startBackend('sqlite', 'direct', clock());
    try {
      const { rows } = await sql<{
        detail: string;
      }>`explain query plan select * from report order by start_on desc, report_id desc limit 10`.execute(
        backend.app.deps.db,
      );
      expect(rows.map((row) => row.detail).join()).toContain('report_newest');
    } finally {
      await backend.close();
    }
  });
});
