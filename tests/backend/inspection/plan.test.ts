import { type CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InspectionListInput, ItemOutcomeFilter } from '#shared/inspection/list.schema.ts';
import { monthsBetween } from '#shared/inspection/month-span.ts';
import { pastSheets } from '../../../src/main/backend/inspection/history.service.ts';
import { tallyRows } from '../../../src/main/backend/inspection/item-analysis.service.ts';
import { keptSum } from '../../../src/main/backend/inspection/kept-count.ts';
import { pageIds } from '../../../src/main/backend/inspection/list.repository.ts';
import { pointsByUnit } from '../../../src/main/backend/inspection/ranking.service.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { fillForPlans } from './plan.builder.ts';

describeDatabases('plans of questions about sheets', (start, kind) => {
  let backend: TestBackend;
  let scorecardVersionId = 'card';
  beforeAll(async () => {
    backend = await start();
    // SQLite plans by its indexes alone; an empty PostgreSQL reads its tables whole, whatever indexes there are
    if (kind === 'postgres') ({ scorecardVersionId } = await fillForPlans(backend, 3000));
  });
  afterAll(() => backend.close());

  /** Steps of a plan, with the values of the query in their places. */
  async function planOf({ sql: text, parameters }: CompiledQuery): Promise<string> {
    const rest = [...parameters];
    const literal = (value: unknown) =>
      typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
    const filled = text.replace(/\?|\$(\d+)/g, (_mark, place?: string) =>
      literal(place ? parameters[Number(place) - 1] : rest.shift()),
    );
    const explain = kind === 'sqlite' ? 'explain query plan' : 'explain (costs off)';
    const { rows } = await sql<Record<string, string>>`${sql.raw(`${explain} ${filled}`)}`.execute(backend.app.deps.db);
    return rows.map((row) => row.detail ?? Object.values(row)[0]).join('\n');
  }
  const sorts = /TEMP B-TREE|\bSort\b/;
  /** A table of sheets that is read from its first row to its last. */
  const readsWhole =
    /Seq Scan on (inspection|inspection_item|item_tally|score_appeal)\b|SCAN (inspection|i|tally)\b(?! USING)/;

  const page = (more: Partial<InspectionListInput>, scope: object = {}) => {
    const filter: InspectionListInput = {
      offset: 0,
      limit: 100,
      q: '',
      sort: 'inspectedOn',
      descending: true,
      ...more,
    };
    return pageIds(backend.app.deps.db, { unitPath: '/', filter, ...scope }, filter).compile();
  };

  it.each<[string, Partial<InspectionListInput>, RegExp]>([
    ['day', {}, /inspection_day|inspection_state_day/],
    ['points', { sort: 'points' }, /inspection_standing/],
    ['points from below', { sort: 'points', descending: false }, /inspection_standing/],
    ['stage and day', { stage: 'reviewed' }, /inspection_stage_day/],
    ['inspector', { inspectorName: '检查员 7' }, /inspection_inspector_day/],
    ['last change', { sort: 'updated' }, /inspection_updated/],
    ['state and day', { state: 'draft' }, /inspection_state_day/],
    ['number', { q: 'JC-2026-11-000' }, /number|autoindex/],
  ])('a page by %s walks an index', async (_what, more, index) => {
    const plan = await planOf(page(more));
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(readsWhole);
    if (!more.q) expect(plan).not.toMatch(sorts);
  });

  const week = { startOn: '2026-03-01', endOn: '2026-03-07' };
  it.each<[ItemOutcomeFilter, Partial<InspectionListInput>]>([
    ['failed', {}],
    ['failed', week],
    ['notApplicable', week],
    ['scored', {}],
    ['hit', week],
  ])('sheets behind an item that came out %s are looked up sheet by sheet %o', async (outcome, more) => {
    const scope = { versionIds: [scorecardVersionId], hitKeys: [[scorecardVersionId, '2.3']] };
    const plan = await planOf(page({ stage: 'published', itemCode: '2.3', outcome, ...more }, scope));
    expect(plan).toMatch(/inspection_(card_day|stage_day|day)/);
    expect(plan).toMatch(/inspection_item_key|autoindex_inspection_item/);
    expect(plan).not.toMatch(readsWhole);
    // the sheets of a week are few enough to be put in order
    if (!more.startOn) expect(plan).not.toMatch(sorts);
  });

  it('rankings and figures by item are read from their indexes alone', async () => {
    const { db } = backend.app.deps;
    const span = { startOn: '2026-11-01', endOn: '2026-11-30' };
    const ranking = await planOf(pointsByUnit(db, { unitPath: '/', line: 'front', ...span }).compile());
    expect(ranking).toMatch(/(COVERING INDEX|Index Only Scan using) inspection_ranking/);
    const scope = { unitPath: '/', versionIds: [scorecardVersionId], fromMonth: '2026-01', toMonth: '2026-02' };
    const items = await planOf(tallyRows(db, scope).compile());
    expect(items).toMatch(/item_tally/);
    expect(items).not.toMatch(readsWhole);
    expect(items).not.toMatch(/inspection_item/);
  });

  it('how many sheets are behind an item is read from the figures by their keys, not from sheets', async () => {
    const filter = { q: '', itemCode: '2.3' };
    const scope = { unitPath: '/', filter, versionIds: [scorecardVersionId] };
    const plan = await planOf(
      keptSum(backend.app.deps.db, scope, monthsBetween('2026-01', '2026-12'), 'failed').compile(),
    );
    expect(plan).toMatch(/item_tally/);
    expect(plan).not.toMatch(/inspection/);
    expect(plan).not.toMatch(readsWhole);
    if (kind === 'sqlite') expect(plan).toContain('(scorecard_version_id=? AND month=? AND item_code=?)');
  });

  it('the history of a unit is found by the unit, not among the sheets of all units', async () => {
    const sheet = { unitId: 'u7', inspectedOn: '2026-11-20', inspectionId: 'sheet' };
    const plan = await planOf(pastSheets(backend.app.deps.db, sheet, 'SC-QT-01').compile());
    expect(plan).toMatch(/inspection_unit_(stage|day)/);
    expect(plan).not.toMatch(readsWhole);
    if (kind === 'sqlite') {
      expect(plan).toContain('inspection_unit_stage (unit_id=? AND stage=? AND inspected_on<?)');
      expect(plan).not.toMatch(sorts);
    }
  });
});
