import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Ids of copies begin with a number above those of any clock, so that copies come in the order of the primary key. */
const firstPrefix = 0xf0000000;
/** Numbers of copies have one dash more than the sample's own. */
const isOwn = "number not like '%-%-%-%'";

/**
 * Brings the complaints of a closed sample database up to a number by copying them inside the database, with all their
 * events (ten on average) and what finds their texts again. Copies have ids, numbers and customers of their own, so that
 * nobody complains more often than before; days, units, states and texts stay those of the sample, and so do all shares.
 * What follows from events and rules is copied with them; `checkColumns` looks whether it does follow.
 * @returns complaints there afterwards
 */
export function fillComplaints(dataDir: string, wanted: number): number {
  const file = new Sqlite(join(dataDir, 'service-audit.db'));
  try {
    const have = count(file);
    if (have < wanted) fill(file, have, wanted);
    return count(file);
  } finally {
    file.close();
  }
}

const count = (file: Sqlite.Database, where = '1 = 1') =>
  file.prepare(`select count(*) from complaint where ${where}`).pluck().get() as number;

/** Nothing here has to outlive a power cut: no journal, no waiting for the disk; indexes are built once at the end. */
function fill(file: Sqlite.Database, have: number, wanted: number): void {
  // without it the driver keeps the journal
  file.unsafeMode();
  for (const setting of ['locking_mode = exclusive', 'journal_mode = off', 'synchronous = off', 'foreign_keys = off'])
    file.pragma(setting);
  for (const setting of ['cache_size = -400000', 'temp_store = memory']) file.pragma(setting);
  const indexes = file
    .prepare("select name, sql from sqlite_master where type = 'index' and tbl_name = 'complaint' and sql is not null")
    .all() as { name: string; sql: string }[];
  const own = count(file, isOwn);
  file.exec('begin');
  for (const { name } of indexes) file.exec(`drop index "${name}"`);
  const copies: Copy[] = [];
  for (let there = have; there < wanted; there += Math.min(own, wanted - there)) {
    const rows = Math.min(own, wanted - there);
    copy(file, there, rows);
    copies.push({ prefix: prefixOf(there), rows });
  }
  copySignatures(file, copies);
  for (const { sql } of indexes) file.exec(sql);
  file.exec('commit');
  file.pragma('journal_mode = wal');
}

interface Copy {
  prefix: string;
  rows: number;
}
const prefixOf = (there: number) => (firstPrefix + there).toString(16);

/** What finds texts again, for all copies at once and in the order of the table. */
function copySignatures(file: Sqlite.Database, copies: readonly Copy[]): void {
  file.exec(`create temp table original as
    select complaint_id, row_number() over (order by complaint_id) as place from complaint where ${isOwn}`);
  file.exec('create unique index temp.original_id on original (complaint_id)');
  file.exec(`insert into complaint_signature (hash, complaint_id)
    select s.hash, c.value ->> 'prefix' || substr(o.complaint_id, 9)
    from complaint_signature s join original o on o.complaint_id = s.complaint_id
      join json_each('${JSON.stringify(copies)}') c on o.place <= c.value ->> 'rows'
    order by 1, 2`);
  file.exec('drop table temp.original');
}

/** One more copy of the first rows. @param there rows before it: names the copy, no other has the same */
function copy(file: Sqlite.Database, there: number, rows: number): void {
  const id = `'${prefixOf(there)}' || substr(complaint_id, 9)`;
  const source = `complaint where ${isOwn} order by complaint_id limit ${rows}`;
  const changed = {
    complaint_id: id,
    number: `number || '-${there}'`,
    external_number: 'null',
    customer_number: `case customer_number when '' then '' else customer_number || '${there}' end`,
  };
  insertFrom(file, 'complaint', changed, source);
  const chosen = `complaint_event where complaint_id in (select complaint_id from ${source}) order by complaint_id, seq`;
  insertFrom(file, 'complaint_event', { complaint_id: id }, chosen);
}

function insertFrom(
  file: Sqlite.Database,
  table: string,
  changed: Readonly<Record<string, string>>,
  source: string,
): void {
  const columns = file.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[];
  const values = columns.map((column) => changed[column] ?? column).join(', ');
  file.exec(`insert into ${table} (${columns.join(', ')}) select ${values} from ${source}`);
}
