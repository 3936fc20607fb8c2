import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** More stored complaints than this are indexed after the start, beside the first calls. */
const mostAtOnce = 1000;

/**
 * What finds a text in complaints without reading all of them. On SQLite every three neighbouring characters, with where
 * they stand; kept up by triggers for the rows below a mark, which rises while those of an earlier version are taken in.
 * On PostgreSQL every two neighbouring characters, by an index over a function.
 */
export async function up(db: Kysely<unknown>, { kind }: MigrationTools): Promise<void> {
  const few = await sql`select 1 from complaint limit ${sql.lit(mostAtOnce + 1)}`.execute(db);
  const isSmall = few.rows.length <= mostAtOnce;
  await (kind === 'sqlite' ? onSqlite(db, isSmall) : onPostgres(db, isSmall));
}

/** Fields end with a character that nobody types; the last two characters of a row begin three of their own as well. */
const told = (row: string) =>
  `lower(${['content', 'customer_name', 'city', 'region'].map((name) => `${row}.${name}`).join(' || char(1) || ')} || char(1, 1))`;

async function onSqlite(db: Kysely<unknown>, isSmall: boolean): Promise<void> {
  const statements = [
    `create virtual table complaint_text using fts5 (told, content = '', columnsize = 0, detail = full,
      tokenize = 'trigram case_sensitive 1')`,
    // memory for what one transaction writes: an import sorts more at once
    "insert into complaint_text (complaint_text, rank) values ('hashsize', 8388608)",
    'create virtual table complaint_text_piece using fts5vocab (complaint_text, instance)',
    'create table complaint_text_mark (up_to integer not null) strict',
    'insert into complaint_text_mark (up_to) values (0)',
    `create trigger complaint_text_added after insert on complaint
      when new.rowid <= (select up_to from complaint_text_mark) begin
        insert into complaint_text (rowid, told) values (new.rowid, ${told('new')});
      end`,
    `create trigger complaint_text_removed after delete on complaint
      when old.rowid <= (select up_to from complaint_text_mark) begin
        insert into complaint_text (complaint_text, rowid, told) values ('delete', old.rowid, ${told('old')});
      end`,
    `create trigger complaint_text_changed after update of content, customer_name, city, region on complaint
      when old.rowid <= (select up_to from complaint_text_mark) and ${told('old')} <> ${told('new')} begin
        insert into complaint_text (complaint_text, rowid, told) values ('delete', old.rowid, ${told('old')});
        insert into complaint_text (rowid, told) values (new.rowid, ${told('new')});
      end`,
    ...(isSmall
      ? [
          `insert into complaint_text (rowid, told) select c.rowid, ${told('c')} from complaint c order by c.rowid`,
          // above any row there will be
          'update complaint_text_mark set up_to = 9007199254740991',
        ]
      : []),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

async function onPostgres(db: Kysely<unknown>, isSmall: boolean): Promise<void> {
  await sql`create function complaint_pieces(told text) returns bigint[]
    language sql immutable parallel safe cost 10000 as $$
      select array(select distinct ascii(a)::bigint * 2097152 + ascii(b)
        from (select string_to_array(told, null) as c) as characters, unnest(c, c[2:]) as pair(a, b)
        where b is not null)
    $$`.execute(db);
  if (isSmall)
    await sql`create index complaint_text on complaint using gin
      (complaint_pieces(content || chr(1) || customer_name || chr(1) || city || chr(1) || region))`.execute(db);
}
