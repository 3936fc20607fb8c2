import { type Bare, barePostgres, bareSqlite } from './bare.ts';

/** Ids of copies begin with a number above those of any clock, so that copies come in the order of the primary key. */
const firstPrefix = 0xf0000000;
/** Numbers of copies have one dash more than the sample's own. */
const isOwn = "number not like '%-%-%-%'";

/** What the two databases do differently while they are filled. */
interface Filling {
  readonly bare: Bare;
  columns(table: string): Promise<string[]>;
  /** names and definitions of the indexes of complaints that are no constraints */
  indexes(): Promise<{ name: string; sql: string }[]>;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Brings the complaints of a closed sample database up to a number by copying them inside the database, with all their
 * events (ten on average) and what finds their texts again. Copies have ids, numbers and customers of their own, so that
 * nobody complains more often than before; days, units, states and texts stay those of the sample, and so do all shares.
 * What follows from events and rules is copied with them; `checkColumns` looks whether it does follow.
 * @returns complaints there afterwards
 */
export const fillComplaints = (dataDir: string, wanted: number) => filled(sqliteFilling(dataDir), wanted);

/** The same in a PostgreSQL database nobody else works in. @param url with the rights of its superuser */
export const fillPostgres = async (url: string, wanted: number) => filled(await postgresFilling(url), wanted);

async function filled(filling: Filling, wanted: number): Promise<number> {
  try {
    const have = await count(filling);
    if (have < wanted) await fill(filling, have, wanted);
    return await count(filling);
  } finally {
    await filling.bare.close();
  }
}

/** Nothing here has to outlive a power cut: no journal, no waiting for the disk. */
function sqliteFilling(dataDir: string): Filling {
  const bare = bareSqlite(dataDir, false);
  const { file } = bare;
  return {
    bare,
    columns: (table) => bare.column('select name from pragma_table_info(?)', table),
    indexes: () =>
      bare.rows(
        "select name, sql from sqlite_master where type = 'index' and tbl_name = 'complaint' and sql is not null",
      ),
    begin: async () => {
      // without it the driver keeps the journal
      file.unsafeMode();
      for (const setting of ['locking_mode = exclusive', 'journal_mode = off', 'synchronous = off'])
        file.pragma(setting);
      for (const setting of ['foreign_keys = off', 'cache_size = -400000', 'temp_store = memory']) file.pragma(setting);
    },
    end: async () => {
      file.pragma('journal_mode = wal');
    },
  };
}

/** Memory for sorting only while it is filled; what is asked afterwards finds the server as it was. */
async function postgresFilling(url: string): Promise<Filling> {
  const bare = await barePostgres(url);
  return {
    bare,
    columns: (table) =>
      bare.column(
        'select column_name from information_schema.columns where table_schema = current_schema() and table_name = ?',
        table,
      ),
    indexes: () =>
      bare.rows(`select indexname as name, indexdef as sql from pg_indexes
        where schemaname = current_schema() and tablename = 'complaint'
          and indexname not in (select conname from pg_constraint where conrelid = 'complaint'::regclass)`),
    begin: async () => {
      for (const setting of ["maintenance_work_mem = '512MB'", "work_mem = '256MB'", 'synchronous_commit = off'])
        await bare.run(`set ${setting}`);
      // foreign keys and the like, which the copied rows meet
      await bare.run('set session_replication_role = replica');
    },
    // what the server's own housekeeping does some minutes after such a load
    end: () => bare.run('vacuum analyze'),
  };
}

const count = async ({ bare }: Filling, where = '1 = 1') =>
  (await bare.column<number>(`select count(*) from complaint where ${where}`))[0] as number;

/** All in one transaction; indexes are built once at the end. */
async function fill(filling: Filling, have: number, wanted: number): Promise<void> {
  const { bare } = filling;
  await filling.begin();
  const indexes = await filling.indexes();
  const own = await count(filling, isOwn);
  await bare.run('begin');
  for (const { name } of indexes) await bare.run(`drop index "${name}"`);
  const copies: Copy[] = [];
  for (let there = have; there < wanted; there += Math.min(own, wanted - there)) {
    const rows = Math.min(own, wanted - there);
    await copy(filling, there, rows);
    copies.push({ prefix: prefixOf(there), rows });
  }
  await copySignatures(bare, copies);
  for (const { sql } of indexes) await bare.run(sql);
  await bare.run('commit');
  await filling.end();
}

interface Copy {
  prefix: string;
  rows: number;
}
const prefixOf = (there: number) => (firstPrefix + there).toString(16);

/** What finds texts again, for all copies at once and in the order of the table. */
async function copySignatures(bare: Bare, copies: readonly Copy[]): Promise<void> {
  const made = copies.map(({ prefix, rows }) => `('${prefix}', ${rows})`).join(', ');
  await bare.run('create temp table original (complaint_id text primary key, place integer)');
  await bare.run(`insert into original
    select complaint_id, row_number() over (order by complaint_id) from complaint where ${isOwn}`);
  await bare.run(`insert into complaint_signature (hash, complaint_id)
    select s.hash, c.column1 || substr(o.complaint_id, 9)
    from complaint_signature s join original o on o.complaint_id = s.complaint_id
      join (values ${made}) c on o.place <= c.column2
    order by 1, 2`);
  await bare.run('drop table original');
}

/** One more copy of the first rows. @param there rows before it: names the copy, no other has the same */
async function copy(filling: Filling, there: number, rows: number): Promise<void> {
  const id = `'${prefixOf(there)}' || substr(complaint_id, 9)`;
  const source = `complaint where ${isOwn} order by complaint_id limit ${rows}`;
  const changed = {
    complaint_id: id,
    number: `number || '-${there}'`,
    external_number: 'null',
    customer_number: `case customer_number when '' then '' else customer_number || '${there}' end`,
  };
  await insertFrom(filling, 'complaint', changed, source);
  const chosen = `complaint_event where complaint_id in (select complaint_id from ${source}) order by complaint_id, seq`;
  await insertFrom(filling, 'complaint_event', { complaint_id: id }, chosen);
}

async function insertFrom(
  { bare, columns }: Filling,
  table: string,
  changed: Readonly<Record<string, string>>,
  source: string,
): Promise<void> {
  const names = await columns(table);
  const values = names.map((name) => changed[name] ?? name).join(', ');
  await bare.run(`insert into ${table} (${names.join(', ')}) select ${values} from ${source}`);
}
