import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listInput } from '#shared/complaint/complaint.schema.ts';
import { countMatching, pageIds } from '../../../src/main/backend/complaint/complaint.list.ts';
import { searchWhole } from '../../../src/main/backend/complaint/list-search.ts';
import { listScope } from '../../../src/main/backend/complaint/scope.service.ts';
import { buildTextIndex, rebuildTextIndex } from '../../../src/main/backend/complaint/text-index.service.ts';
import { textIndexState } from '../../../src/main/backend/complaint/text-pieces.ts';
import { isTextIndexed, placesOfText } from '../../../src/main/backend/complaint/text-places.ts';
import { type Database, kindOf } from '../../../src/main/backend/database/dialect.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { smallProvince, told, travel } from './complaint.builder.ts';

/** Few different ones, so that texts share pieces; with what patterns, phrases, letters and fields could trip over. */
const character = fc.constantFrom(...Array.from('宽宽宽带带网断aAbBzéÉЖжＡ１%_\\"\'*-()，。 0123😀𠮷'));
const textOf = (least: number, most: number) =>
  fc.array(character, { minLength: least, maxLength: most }).map((all) => all.join(''));
const facts = fc.record({
  content: textOf(1, 30).filter((text) => text.trim() !== ''),
  customerName: textOf(0, 4),
  city: textOf(0, 3),
  region: textOf(0, 3),
  customerNumber: fc.constantFrom('', '00012341234', 'a1', '宽带'),
});
const orders = [
  ['due', false],
  ['received', true],
  ['closed', true],
  ['risk', false],
] as const;
const queries = (texts: readonly string[]) =>
  fc.oneof(
    textOf(1, 6),
    // what occurs
    fc.tuple(fc.constantFrom(...texts), fc.nat(20), fc.integer({ min: 1, max: 7 })).map(([text, from, length]) =>
      [...text]
        .slice(from % [...text].length)
        .slice(0, length)
        .join(''),
    ),
    fc.constantFrom(
      '宽带',
      '宽',
      '带网',
      'A',
      'a1',
      '%',
      '_',
      '\\',
      '"',
      '😀',
      '𠮷',
      '0001234',
      '\u0001',
      '宽\u0001带',
      '\ud83d',
    ),
  );

/** The plain way: every row asked by `like`, as the database has it. */
async function plain(db: Database, q: string): Promise<string[]> {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ complaintId: string }>`select complaint_id from complaint
    where content like ${pattern} escape '\\' or customer_name like ${pattern} escape '\\'
      or city like ${pattern} escape '\\' or region like ${pattern} escape '\\'
      or customer_number = ${q} or external_number = ${q}
    order by received_at desc, complaint_id desc`.execute(db);
  return rows.map((row) => row.complaintId);
}

const isWhole = async (db: Database) =>
  kindOf(db) === 'sqlite' ? isTextIndexed(db) : (await textIndexState(db)) === 'whole';

describeDatabases('a text searched in all complaints', (start, kind) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T02:00:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  const db = () => backend.app.deps.db;
  const search = async (q: string, rest: object = {}) => {
    const client = await backend.as('supervisor');
    const { rows, total } = await client.complaint.list({
      view: 'all',
      q,
      sort: 'received',
      descending: true,
      ...rest,
    });
    return { ids: rows.map((row) => row.complaintId), total };
  };
  const register = async (rest: object) =>
    (await (await backend.as('complaintOfficer')).complaint.register({ ...told, unitId: units.hall, ...rest })).row
      .complaintId;
  const never = new AbortController().signal;

  it('is found wherever it occurs and nowhere else, before and after texts change and the index is made again', async () => {
    expect(await isWhole(db())).toBe(true);
    const texts = fc.sample(facts, { numRuns: 45, seed: 7 });
    const ids: string[] = [];
    for (const [n, fact] of texts.entries()) {
      await travel(backend, `2026-11-${10 + (n % 9)}T02:00:00.000Z`);
      ids.push(await register(fact));
    }
    // as where so much is found that others have their turn in between
    const inSmallSteps = async (q: string, size = 3) =>
      (await placesOfText({ read: db(), signal: never }, q, 100, { slice: size, span: size }))?.list();
    const compare = async (seed: number) => {
      const stored = await db().selectFrom('complaint').select(['content', 'customerName', 'city']).execute();
      const occurring = stored.flatMap((row) => Object.values(row)).filter((text) => text !== '');
      for (const given of fc.sample(queries(occurring), { numRuns: 50, seed })) {
        const q = given.trim();
        // a server takes no such characters at all
        if (q === '' || /^TS\d/i.test(q) || (kind === 'postgres' && !q.isWellFormed())) continue;
        // what is somebody's number is looked up as such
        if (/\d{4}/.test(q)) continue;
        const expected = await plain(db(), q);
        expect(await search(q, { limit: 200 }), JSON.stringify(q)).toEqual({ ids: expected, total: expected.length });
        if (kind === 'sqlite') expect(await inSmallSteps(q), JSON.stringify(q)).toEqual(await inSmallSteps(q, 1000));
      }
    };
    await compare(1);
    const others = fc.sample(facts, { numRuns: 15, seed: 8 });
    for (const [n, fact] of others.entries())
      await db()
        .updateTable('complaint')
        .set(fact)
        .where('complaintId', '=', ids[n * 2] as string)
        .execute();
    for (const table of ['complaintSignature', 'complaintEvent', 'complaint'] as const)
      await db().deleteFrom(table).where('complaintId', 'in', ids.slice(35)).execute();
    await compare(2);
    // places of what is gone are taken again
    for (const fact of fc.sample(facts, { numRuns: 10, seed: 9 })) await register(fact);
    await compare(3);
    await rebuildTextIndex(backend.app.deps, never);
    expect(await isWhole(db())).toBe(true);
    await compare(4);
  });

  it('is found with every other filter, in every order, and in the groups beside the list', async () => {
    const words = ['宽带断网', '宽带慢', '话费多扣', '断网三天'];
    for (let n = 0; n < 40; n++) {
      await travel(backend, `2026-11-${10 + (n % 9)}T0${n % 5}:00:00.000Z`);
      await register({
        content: words[n % 4],
        channel: n % 3 ? 'hotline' : 'app',
        unitId: n % 2 ? units.hall : units.other,
      });
    }
    const ctx = await backend.context('supervisor');
    const client = await backend.as('supervisor');
    for (const q of ['宽带', '断', '话费多扣'])
      for (const rest of [{}, { channels: ['app' as const] }, { unitId: units.hall }, { receivedFrom: '2026-11-14' }]) {
        const { groups } = await client.complaint.groups({ view: 'all', q, ...rest, by: 'channel' });
        for (const [sort, descending] of orders) {
          const asked = { q, ...rest, sort, descending, offset: 2, limit: 5 };
          const input = listInput.parse({ view: 'all', ...asked });
          // as without an index: texts are read
          const { text, ...scope } = await listScope(ctx, input, sort);
          expect(text === undefined, q).toBe(kind === 'postgres' ? q.length < 2 : Object.keys(rest).length > 0);
          const [ids, count] = [await pageIds(db(), scope, input, 2, 5).execute(), countMatching(db(), scope)];
          const total = Number((await count.executeTakeFirstOrThrow()).total);
          const expected = { ids: ids.map((row) => row.complaintId), total };
          expect(await search(q, asked), JSON.stringify(asked)).toEqual(expected);
          // PostgreSQL: the page by the index, and the page on the way
          if (kind === 'postgres' && text) {
            const found = await pageIds(db(), { ...scope, text }, input, 2, 5).execute();
            expect(
              found.map((row) => row.complaintId),
              JSON.stringify(asked),
            ).toEqual(expected.ids);
          }
          expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(total);
          // a filter that leaves few is not worth the index; with one it says the same
          if (kind !== 'sqlite') continue;
          const places = await placesOfText(ctx, q, 100);
          const found = places && (await searchWhole(ctx, { ...scope, text: { places } }, input));
          if (sort !== 'risk') expect(found, JSON.stringify(asked)).toEqual(expected);
        }
      }
  });

  it('is found while the index is being built, which goes on where it was broken off', async () => {
    const { deps } = backend.app;
    for (let n = 0; n < 5; n++) await register({ content: `宽带断网 ${n}` });
    // as many again and again, up to more than one page of the building
    for (let copy = 0; copy < 9; copy++)
      await sql`insert into complaint ${sql.raw(await copied(db(), copy))}`.execute(db());
    const total = (await plain(db(), '宽带')).length;
    expect(total).toBeGreaterThan(2000);
    if (kind === 'sqlite') {
      const stop = new AbortController();
      await sql`update complaint_text_mark set up_to = 0`.execute(db());
      await sql`insert into complaint_text (complaint_text) values ('delete-all')`.execute(db());
      await expect(buildTextIndex(deps, stop.signal, () => stop.abort())).rejects.toThrow();
      const { rows } = await sql<{ upTo: number }>`select up_to from complaint_text_mark`.execute(db());
      expect(rows[0]?.upTo).toBe(1000);
      // some that are in it already, and some that are not, change and go meanwhile
      for (const place of [5, 1500])
        await sql`update complaint set content = '手机信号' where rowid = ${place}`.execute(db());
      for (const place of [6, 1501]) await sql`delete from complaint where rowid = ${place}`.execute(db());
    } else await sql`drop index complaint_text`.execute(db());
    expect(await isWhole(db())).toBe(false);
    const expected = await plain(db(), '宽带');
    expect((await search('宽带')).total).toBe(expected.length);
    await register({ content: '宽带又断了' });
    expect((await search('宽带又')).total).toBe(1);
    await Promise.all([buildTextIndex(deps, never), search('宽带')]);
    expect(await isWhole(db())).toBe(true);
    expect((await search('宽带')).total).toBe(expected.length + 1);
    expect((await search('手机信号')).total).toBe(kind === 'sqlite' ? 2 : 0);
    expect((await search('宽带又')).total).toBe(1);
  });

  it('is found in what an import brings and changes', async () => {
    const driver = await ImportDriver.as(backend);
    const bring = async (content: string) => {
      const file = `投诉单号,投诉内容,受理时间,渠道,责任单位\nW1,${content},2026-11-18 10:00,热线,青禾市\n`;
      return (await driver.write(await driver.open('texts.csv', file, { target: 'complaint' }), 'all')).result;
    };
    expect(await bring('光猫红灯不亮')).toMatchObject({ inserted: 1 });
    expect((await search('红灯')).total).toBe(1);
    expect(await bring('路由器坏了')).toMatchObject({ changed: 1 });
    expect((await search('红灯')).total).toBe(0);
    expect((await search('路由器')).total).toBe(1);
  });
});

/** All complaints once more under other ids and numbers, as columns of an `insert`. */
async function copied(db: Database, copy: number): Promise<string> {
  const row = (await db.selectFrom('complaint').selectAll().limit(1).executeTakeFirstOrThrow()) as object;
  const columns = Object.keys(row).map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const made: Record<string, string> = {
    complaint_id: `'c${copy}' || complaint_id`,
    number: `'c${copy}' || number`,
    external_number: 'null',
  };
  return `(${columns.join(', ')}) select ${columns.map((column) => made[column] ?? column).join(', ')} from complaint`;
}
