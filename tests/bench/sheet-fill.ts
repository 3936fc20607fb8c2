import type Sqlite from 'better-sqlite3';
import { openSqliteFile } from '../../src/main/backend/database/dialect.ts';
import { sheetFingerprint } from '../../src/main/backend/inspection/sheet.rules.ts';
import { databaseOf, type SheetPattern } from './sheet-pattern.ts';
import { writeTally } from './sheet-tally.ts';

/** How far copies have come on their way. */
export type CopiedStage = 'published' | 'reviewed';

/**
 * Puts sheets into a closed data directory: copies of the pattern's published ones with all that belongs to them, each
 * with an id, number, days and fingerprint of its own; units, people and results stay those of the pattern. They are
 * copied inside the database in the order of their keys. `published` ones come with publications, appeals and figures by
 * item; `reviewed` ones wait to be published.
 */
export function fillSheets(
  dataDir: string,
  pattern: SheetPattern,
  count: number,
  stage: CopiedStage = 'published',
): void {
  const file = openSqliteFile(databaseOf(dataDir));
  // nothing here has to outlive a power cut; sorting goes to files: there is too much of it for the memory
  for (const setting of ['locking_mode = exclusive', 'journal_mode = off', 'synchronous = off', 'foreign_keys = off'])
    file.pragma(setting);
  for (const setting of ['temp_store = file', 'cache_size = -400000']) file.pragma(setting);
  file.prepare('attach ? as pattern').run(pattern.path);
  file.function('fingerprint_of', (id: string, number: string, inspectedOn: string) => {
    const sealed = pattern.sheets.get(id)?.sealed;
    if (!sealed) throw new Error(`no pattern ${id}`);
    return sheetFingerprint({ ...sealed, head: { ...sealed.head, number, inspectedOn } });
  });
  file.exec('begin');
  const isFirst = file.prepare('select count(*) from inspection').pluck().get() === 0;
  const indexes = isFirst ? dropIndexes(file) : [];
  plan(file, count, stage);
  copySheets(file, stage);
  if (stage === 'published') {
    copyPublications(file);
    writeTally(file, pattern);
  }
  for (const index of indexes) file.exec(index);
  for (const statement of counters) file.exec(statement);
  file.exec('commit');
  file.pragma('journal_mode = wal');
  file.close();
}

/** Sets the indexes of what is copied aside. @returns how to make them again */
function dropIndexes(file: Sqlite.Database): string[] {
  const found = file
    .prepare(
      `select name, sql from sqlite_master where type = 'index' and sql is not null
        and (tbl_name like 'inspection%' or tbl_name = 'item_tally')`,
    )
    .all() as { name: string; sql: string }[];
  for (const { name } of found) file.exec(`drop index "${name}"`);
  return found.map(({ sql }) => sql);
}

/** An instant of the pattern on the day of the copy. */
const moved = (column: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${column}, p.days || ' days')`;
const movedDay = (column: string) => `date(${column}, p.days || ' days')`;
/** Its month on the clock of the country. */
const movedMonth = (column: string) => `strftime('%Y-%m', ${column}, p.days || ' days', '+8 hours')`;
/** A UUIDv7 that begins with a moved instant, as the app would have made it, and ends with the number of the copy. */
function idAt(instant: string, id: string): string {
  const ms = `(unixepoch(${instant}, p.days || ' days') * 1000)`;
  return `printf('%08x-%04x-', ${ms} >> 16, ${ms} & 65535) || substr(${id}, 15, 18) || printf('%04x', p.copy)`;
}
/** Running numbers of a month, after those already taken. */
const numberAt = (series: string, key: string, month: string, order: string) =>
  `printf('${series}-%s-%04d', ${month}, row_number() over (partition by ${month} order by ${order})
    + coalesce((select last from inspection_counter c where c.month = ${key}), 0))`;

/**
 * Chooses what to copy. Every copy of the pattern is moved back by other whole weeks, at most 103: the two years of the
 * pattern become four, and units get sheets in all of their months. 63 has no divisor in common with 104, so that any
 * number of copies is spread over them.
 */
function plan(file: Sqlite.Database, count: number, stage: CopiedStage): void {
  const lastTouch =
    stage === 'published'
      ? 's.published_at'
      : '(select max(decided_at) from pattern.inspection_review r where r.inspection_id = s.inspection_id)';
  file.exec(`
    create temp table source as select row_number() over (order by substr(inspection_id, 25)) - 1 as place, inspection_id
      from pattern.inspection where stage = 'published';
    create temp table place as
      with recursive place (n) as (select (select count(*) from inspection where is_sample = 1)
        union all select n + 1 from place limit ${count})
      select n / base as copy, n / base * 63 % 104 * -7 as days, n % base as place
      from place, (select count(*) as base from source);
    create temp table chosen as
      select ${idAt('s.started_at', 's.inspection_id')} as inspection_id, s.inspection_id as source_id, p.copy, p.days,
        ${movedDay('s.inspected_on')} as inspected_on, ${moved(lastTouch)} as touched_at
      from place p cross join source using (place) join pattern.inspection s using (inspection_id);
    create temp table plan as
      select *, ${numberAt('JC', 'substr(inspected_on, 1, 7)', 'substr(inspected_on, 1, 7)', 'inspection_id')} as number
      from chosen order by inspection_id;`);
}

/** Copies rows of a table as the plan says. @param changed columns that don't stay as they are, as SQL */
function copy(file: Sqlite.Database, table: string, changed: Readonly<Record<string, string>>, rest = ''): void {
  const columns = file.prepare('select name from pragma_table_info(?)').pluck().all(table) as string[];
  const values = columns.map((column) => changed[column] ?? `s.${column}`);
  file.exec(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')}
    from plan p cross join pattern.${table} s on s.inspection_id = p.source_id ${rest}`);
}

const inspection_id = 'p.inspection_id';

function copySheets(file: Sqlite.Database, stage: CopiedStage): void {
  const fingerprint = 'fingerprint_of(p.source_id, p.number, p.inspected_on)';
  const head = { inspection_id, number: 'p.number', inspected_on: 'p.inspected_on', fingerprint };
  const instants = ['started_at', 'submitted_at', 'created_at', 'updated_at', 'published_at'] as const;
  const way = {
    ...Object.fromEntries(instants.map((column) => [column, moved(`s.${column}`)])),
    publication_id: idAt('s.published_at', 's.publication_id'),
    appeal_until: movedDay('s.appeal_until'),
  };
  const unpublished = ['publication_id', 'published_at', 'appeal_until', 'revised_points', 'revised_grade'];
  const waiting = {
    stage: "'reviewed'",
    updated_at: 'p.touched_at',
    ...Object.fromEntries([...unpublished, 'final_points', 'final_grade'].map((column) => [column, 'null'])),
  };
  copy(file, 'inspection', { ...head, ...way, ...(stage === 'reviewed' && waiting) });
  copy(file, 'inspection_item', { inspection_id, updated_at: 'p.touched_at' });
  for (const table of ['inspection_section', 'inspection_staff', 'inspection_item_staff'])
    copy(file, table, { inspection_id });
  const inspection_review_id = idAt('s.decided_at', 's.inspection_review_id');
  copy(file, 'inspection_review', { inspection_id, inspection_review_id, decided_at: moved('s.decided_at') });
}

/** The batches the copies were published in, each as it was for the copy, and the appeals against them. */
function copyPublications(file: Sqlite.Database): void {
  const month = movedMonth('b.published_at');
  file.exec(`insert into publication (publication_id, number, sheets, note, published_by, published_at)
    select ${idAt('b.published_at', 'b.publication_id')}, ${numberAt('FB', `'FB-' || ${month}`, month, 'b.published_at, p.copy')},
      count(*), b.note, b.published_by, ${moved('b.published_at')}
    from plan p join pattern.inspection s on s.inspection_id = p.source_id
      join pattern.publication b on b.publication_id = s.publication_id
    group by p.copy, b.publication_id`);
  const raised = movedMonth('s.raised_at');
  copy(file, 'score_appeal', {
    inspection_id,
    score_appeal_id: idAt('s.raised_at', 's.score_appeal_id'),
    number: numberAt('SS', `'SS-' || ${raised}`, raised, 's.raised_at, p.copy'),
    raised_at: moved('s.raised_at'),
    decided_at: moved('s.decided_at'),
    decide_by: movedDay('s.decide_by'),
  });
}

/** Numbers of a month have no gaps, so the last one is their count. */
const counters = ['inspection', 'publication', 'score_appeal'].map(
  (table) => `insert or replace into inspection_counter (month, last)
    select ${table === 'inspection' ? 'substr(number, 4, 7)' : 'substr(number, 1, 10)'}, count(*) from ${table} group by 1`,
);
