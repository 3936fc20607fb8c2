import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { complaintFilter, listInput } from '#shared/complaint/complaint.schema.ts';
import {
  countMatching,
  type ListScope,
  matching,
  pageIds,
} from '../../../src/main/backend/complaint/complaint.list.ts';
import { countReading, groupReading, pageReading } from '../../../src/main/backend/complaint/list-reading.ts';
import { searchWhole } from '../../../src/main/backend/complaint/list-search.ts';
import { personOf } from '../../../src/main/backend/complaint/person.repository.ts';
import { todoCondition } from '../../../src/main/backend/complaint/todo.conditions.ts';
import { describeDatabases } from '../../support/backend.ts';
import { tell } from './analysis.builder.ts';
import { smallProvince, travel } from './complaint.builder.ts';

const filters = [
  {},
  { statuses: ['closed'], channels: ['hotline'] },
  { statuses: ['closed', 'received'], category: 'fault', receivedFrom: '2026-11-05' },
  { grades: ['gold'] },
  { businesses: ['broadband'], receivedTo: '2026-11-12' },
  { receivedFrom: '2026-11-03', receivedTo: '2026-11-09', channels: ['app', 'regulator'] },
  { category: 'billing', channels: ['hall'] },
  { category: '-' },
  { statuses: ['withdrawn'], grades: ['basic'] },
] as const;
const orders = (['due', 'received', 'closed'] as const).flatMap((sort) =>
  [true, false].map((descending) => ({ sort, descending })),
);

describeDatabases('ways of reading a list', (start, kind) => {
  it('find the same complaints in the same order, and the same numbers', async () => {
    const backend = await start();
    await travel(backend, '2026-11-22T02:00:00.000Z');
    const units = await smallProvince(backend);
    const pick = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
    const told = Array.from({ length: 240 }, (_, n) => ({
      at: `2026-11-${String((n % 20) + 1).padStart(2, '0')}T0${n % 3}:00:00.000Z`,
      unitId: n % 3 ? units.hall : units.other,
    }));
    await tell(backend, told);
    const { db } = backend.app.deps;
    const ids = await db.selectFrom('complaint').select('complaintId').orderBy('complaintId').execute();
    for (const [n, { complaintId }] of ids.entries())
      await db
        .updateTable('complaint')
        .set({
          status: pick(['closed', 'closed', 'received', 'withdrawn'] as const, n),
          isOpen: n % 4 === 2 ? 1 : 0,
          dueSort: n % 4 === 2 ? `2026-11-2${n % 5}T00:00:00.000Z` : '9998',
          closedAt: n % 4 < 2 ? `2026-11-2${n % 2}T00:00:00.000Z` : null,
          channel: pick(['hotline', 'app', 'regulator', 'hall', 'hotline'] as const, n),
          categoryCode: pick(['fault', 'billing', null], n),
          customerGrade: pick(['gold', 'basic', null] as const, n >> 1),
          business: pick(['broadband', 'mobile', null] as const, n >> 2),
          content: n % 7 ? '网络慢' : '宽带断网 12345678',
        })
        .where('complaintId', '=', complaintId)
        .execute();
    const paths = [
      '/',
      (await db.selectFrom('unit').select('path').where('unitId', '=', units.hall).executeTakeFirstOrThrow()).path,
    ];
    for (const given of filters)
      for (const unitPath of paths) {
        const filter = complaintFilter.parse({ view: 'all', ...given });
        const scope: ListScope = { filter, unitPath, now: backend.clock.now() };
        const name = JSON.stringify({ ...given, unitPath });
        const [plain] = await matching(db, scope, 'planned')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .execute();
        const total = Number((await countMatching(db, scope).executeTakeFirstOrThrow()).total);
        expect(total, name).toBe(Number(plain?.n));
        for (const order of orders) {
          const idsBy = async (reading: Parameters<typeof pageIds>[5]) =>
            (await pageIds(db, scope, order, 3, 20, reading).execute()).map((row) => row.complaintId);
          const planned = await idsBy('planned');
          if (kind === 'postgres') expect(pageReading(db, scope, 23, total, 240)).toBe('planned');
          else {
            expect(await idsBy('walked'), name + order.sort).toEqual(planned);
            expect(await idsBy('gathered'), name + order.sort).toEqual(planned);
          }
        }
      }
    for (const q of ['断网', '网络', '没有'])
      for (const order of orders) {
        const input = listInput.parse({ view: 'all', q, ...order, offset: 5, limit: 20 });
        const scope: ListScope = { filter: input, unitPath: '/', now: backend.clock.now(), isNumber: false };
        const ctx = { read: backend.app.deps.read, signal: new AbortController().signal };
        const found = await searchWhole(ctx, scope, input);
        if (kind === 'postgres') expect(found).toBeNull();
        else {
          const planned = await pageIds(db, scope, order, 5, 20).execute();
          expect(found?.ids, q + order.sort).toEqual(planned.map((row) => row.complaintId));
          expect(found?.total).toBe(Number((await countMatching(db, scope).executeTakeFirstOrThrow()).total));
        }
      }
    const groups = await (await backend.as('supervisor')).complaint.groups({
      view: 'all',
      by: 'grade',
      channels: ['hotline'],
    });
    const hotline = await db
      .selectFrom('complaint')
      .select(['customerGrade', 'isOpen', 'dueSort'])
      .where('channel', '=', 'hotline')
      .execute();
    const gold = hotline.filter((row) => row.customerGrade === 'gold');
    expect(groups.groups.find((group) => group.key === 'gold')).toMatchObject({
      count: gold.length,
      overdue: gold.filter((row) => row.isOpen === 1 && row.dueSort <= backend.clock.now()).length,
    });
  });

  it('find drawn complaints from what was drawn, not among all that are closed', async () => {
    if (kind === 'postgres') return;
    const backend = await start();
    const { db } = backend.app.deps;
    const person = await personOf(db, await backend.context('supervisor'));
    const query = db
      .selectFrom('complaint')
      .select('complaintId')
      .where((eb) => todoCondition(eb, 'audit', { person, now: backend.clock.now() }))
      .compile();
    const { rows } = await sql<{
      detail: string;
    }>`explain query plan ${sql.raw(query.sql.replace(/\?/g, "'x'"))}`.execute(db);
    expect(rows.map((row) => row.detail).join(' | ')).toMatch(
      /SEARCH complaint USING INDEX sqlite_autoindex_complaint_1/,
    );
  });

  it('count and divide combined filters over everything without a row of the table', async () => {
    if (kind === 'postgres') return;
    const backend = await start();
    const { db } = backend.app.deps;
    for (const given of filters.slice(1)) {
      const filter = complaintFilter.parse({ view: 'all', ...given });
      const scope: ListScope = { filter, unitPath: '/', now: backend.clock.now() };
      const grouped = matching(db, scope, groupReading(db, scope, 'business'))
        .select('business')
        .groupBy('business');
      for (const query of [countMatching(db, scope), grouped]) {
        const { sql: text } = query.compile();
        const { rows } = await sql<{
          detail: string;
        }>`explain query plan ${sql.raw(text.replace(/\?/g, "'x'"))}`.execute(db);
        const plan = rows.map((row) => row.detail).join(' | ');
        expect(plan, `${JSON.stringify(given)} ${countReading(db, scope)}`).toContain('USING COVERING INDEX');
      }
    }
  });
});
