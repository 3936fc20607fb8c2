import { describe, expect, it } from 'vitest';
import { parseFigure } from '#shared/report/report.figure.ts';
import { loadSampleWithTruth } from '../../../src/main/backend/sample/sample.service.ts';
import { FixedClock, startBackend, type TestBackend } from '../../support/backend.ts';

const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#39': "'" };
const decoded = (text: string) => text.replace(/&(quot|amp|lt|gt|#39);/g, (_, name: string) => entities[name] ?? '');

/** Every number of the page that can be opened: its text and the figure it names. */
function linksOf(html: string): { text: string; figure: string }[] {
  return [...html.matchAll(/data-figure="([^"]*)">([^<]*)</g)].map(([, figure = '', text = '']) => ({
    text: decoded(text),
    figure: decoded(figure),
  }));
}

async function sampleReport(backend: TestBackend, unitId?: string) {
  const supervisor = await backend.as('supervisor', unitId ?? null);
  const { jobId } = await supervisor.report.create({ periodKey: '2026-Q3' });
  const job = await backend.app.deps.jobs.settled(jobId);
  expect(job).toMatchObject({ state: 'completed' });
  return { supervisor, reportId: String(job.result?.reportId) };
}

/** Opens each number of the report and counts its rows. */
async function openAll(backend: TestBackend, unitId?: string) {
  const { supervisor, reportId } = await sampleReport(backend, unitId);
  const { html } = await supervisor.report.page({ reportId, links: true });
  const links = linksOf(html);
  const counts = new Map<string, { total: number; stated: number | null }>();
  for (const { figure: text } of links) {
    if (counts.has(text)) continue;
    const figure = parseFigure(text);
    expect(figure, text).toBeDefined();
    if (!figure) continue;
    const { total, stated, rows } = await supervisor.report.evidence({ reportId, figure, limit: 1000 });
    expect(rows, text).toHaveLength(Math.min(total, 1000));
    expect(new Set(rows.map((row) => row.id)).size, text).toBe(rows.length);
    counts.set(text, { total, stated });
  }
  return { links, counts };
}

describe('evidence of a report', () => {
  it('opens every number to exactly the rows it counts, in the whole and in a part of the organisation', async () => {
    const backend = await startBackend('sqlite', 'direct', new FixedClock('2026-11-22T02:00:00.000Z'));
    try {
      const ctx = await backend.context('admin');
      await loadSampleWithTruth(
        ctx,
        { scale: 'demo', seed: 7, thinning: 0.06 },
        { report: () => {}, signal: ctx.signal },
      );
      const city = await ctx.db
        .selectFrom('complaint')
        .innerJoin('unit', 'unit.unitId', 'complaint.unitId')
        .innerJoin('unit as parent', 'parent.unitId', 'unit.parentId')
        .where('complaint.receivedAt', '>=', '2026-07-01')
        .select('parent.unitId')
        .executeTakeFirstOrThrow();
      for (const unitId of [undefined, city.unitId]) {
        const { links, counts } = await openAll(backend, unitId);
        const kinds = new Set([...counts.keys()].map((text) => parseFigure(text)?.of));
        if (!unitId)
          for (const kind of ['sheets', 'grade', 'lostItem', 'due', 'category', 'submissions'] as const)
            expect(kinds, kind).toContain(kind);
        for (const [text, { total, stated }] of counts) expect(total, text).toBe(stated);
        // A number that is a count, not a share or a mean, says itself how many rows there are.
        const whole = links.filter(({ text, figure }) => /^[\d,]+$/.test(text) && !figure.includes('"at"'));
        expect(whole.length).toBeGreaterThan(10);
        for (const { text, figure } of whole)
          expect(Number(text.replaceAll(',', '')), `${figure} ${text}`).toBe(counts.get(figure)?.total);
      }
    } finally {
      await backend.close();
    }
  }, 120_000);
});
