import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { complaintChannels, customerGrades } from '#shared/complaint/complaint.enums.ts';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { riskFrom, riskMoment, riskOf } from '#shared/complaint/risk.rules.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { pageIds } from '../../../src/main/backend/complaint/complaint.list.ts';
import { insertHistories, loadWorld } from '../../../src/main/backend/complaint/complaint.service.ts';
import { riskPoints } from '../../../src/main/backend/complaint/risk.conditions.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { randomHistory, walks } from '../../support/random-history.ts';
import { smallProvince, told, travel } from './complaint.builder.ts';

describeDatabases('risk of an appeal', (start, kind) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, instantAt('2026-11-22', '10:00'));
  });
  afterEach(() => backend.close());

  /** Random complaints of the last six weeks. */
  async function fill() {
    const { deps } = backend.app;
    const units = await smallProvince(backend);
    const places = { first: units.hall, others: [{ unitId: units.vendor, party: 'vendor' as const }] };
    const some = fc.sample(
      fc.tuple(
        walks(10),
        fc.integer({ min: 0, max: 60_000 }),
        fc.constantFrom(...complaintChannels),
        fc.constantFrom(null, ...customerGrades),
        fc.nat(2),
      ),
      { numRuns: 150, seed: 3 },
    );
    const histories = some.map(([steps, offset, channel, customerGrade, repeats]) => {
      const { unitId: _unit, assignTo: _to, acknowledged: _told, receivedAt: _at, joinTo: _join, ...rest } = told;
      const origin = { sourceSystem: null, externalNumber: null, isSample: 0, createdAt: backend.clock.now() };
      const receivedAt = new Date(Date.parse(instantAt('2026-10-10')) + offset * 60_000).toISOString();
      const facts = { ...rest, demand: '', area: null, region: '', city: '', ...origin, channel, customerGrade };
      return {
        facts: { ...facts, complaintId: deps.newId() },
        events: randomHistory(steps, places, receivedAt),
        accountName: '测试',
        repeatCount: repeats,
        channelRepeatCount: repeats === 2 ? 1 : 0,
      };
    });
    await inTransaction(deps, async (tx) => insertHistories(tx, histories, await loadWorld(tx), backend.clock.now()));
  }

  it('is ranked in the database by the points and reasons that are shown', async () => {
    await fill();
    const { db } = backend.app.deps;
    const { calendar } = await loadWorld(db);
    const moment = riskMoment(backend.clock.now(), calendar);
    const rows = await db
      .selectFrom('complaint')
      .selectAll()
      .select(riskPoints(moment).as('points'))
      .where('isOpen', '=', 1)
      .execute();
    expect(rows.length).toBeGreaterThan(80);
    for (const row of rows) expect(Number(row.points)).toBe(riskOf(row, moment).points);
    const supervisor = await backend.as('supervisor');
    const { rows: ranked, total } = await supervisor.complaint.list({ view: 'risk', sort: 'risk', limit: 200 });
    const expected = rows.map((row) => Number(row.points)).filter((points) => points >= riskFrom);
    expect(ranked.map((row) => row.risk?.points)).toEqual(expected.sort((a, b) => b - a));
    expect([total, (await supervisor.complaint.counts({})).risk]).toEqual([expected.length, expected.length]);
    expect(new Set(ranked.flatMap((row) => row.risk?.reasons ?? [])).size).toBeGreaterThan(8);
  });

  if (kind === 'sqlite')
    it('and one’s own work are found among the open ones, by their index', async () => {
      const { deps } = backend.app;
      const { calendar } = await loadWorld(deps.db);
      const risk = riskMoment(backend.clock.now(), calendar);
      const { user } = await backend.context('supervisor');
      const person = { ...user, staffed: new Map() };
      const plan = async (view: 'risk' | 'mine' | 'warned' | 'approval') => {
        const filter = complaintFilter.parse({ view });
        const scope = { filter, unitPath: '/', now: backend.clock.now(), risk, person };
        const query = pageIds(deps.db, scope, { sort: view === 'risk' ? 'risk' : 'due', descending: false }, 0, 100);
        const text = query.compile().sql.replace(/\?/g, () => 'NULL');
        const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(text)}`.execute(deps.db);
        return rows.map((row) => row.detail).join(' | ');
      };
      expect(await plan('risk')).toMatch(/complaint_(open|unit_open)_due/);
      expect(await plan('mine')).toMatch(/SEARCH complaint USING INDEX complaint_open_due/);
      expect(await plan('warned')).toContain('complaint_warning_unseen');
      expect(await plan('approval')).toMatch(/complaint_pending|complaint_open_due/);
      for (const view of ['risk', 'mine', 'warned', 'approval'] as const)
        expect(await plan(view)).not.toMatch(/SCAN complaint( |$)/);
    });
});
