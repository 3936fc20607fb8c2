import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Clause library, scorecards being drawn up or retired, and which item checks which clause. */
// biome-ignore lint/suspicious/noExplicitAny: a migration sees the schema of its own time
export async function up(db: Kysely<any>, tools: MigrationTools): Promise<void> {
  await clauses(db, tools);
  await cards(db, tools);
  await fillItems(db);
  for (const table of ['clause_edition', 'clause_limit', 'scorecard_item']) await refuseUpdate(db, tools, table);
}

async function clauses(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('clause_edition'))
    .addColumn('clause_edition_id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('edition', 'integer', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('class', 'text', (c) => c.notNull())
    .addColumn('promise', 'text', (c) => c.notNull())
    .addColumn('title_zh', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('text_zh', 'text', (c) => c.notNull())
    .addColumn('text_en', 'text', (c) => c.notNull())
    .addColumn('source_title', 'text', (c) => c.notNull())
    .addColumn('source_number', 'text', (c) => c.notNull())
    .addColumn('article', 'text', (c) => c.notNull())
    .addColumn('limit_unit', 'text')
    .addColumn('effective_on', 'text', (c) => c.notNull())
    .addColumn('expires_on', 'text')
    .addColumn('is_verified', 'integer', (c) => c.notNull())
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('published_by', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('clause_edition_code', ['code', 'edition'])
    .addCheckConstraint('clause_edition_audience', sql`audience in ('household','enterprise','internal')`)
    .addCheckConstraint('clause_edition_class', sql`class in ('timeLimit','functional','care')`)
    .addCheckConstraint('clause_edition_promise', sql`promise in ('outside','inside')`)
    .addCheckConstraint('clause_edition_dates', sql`expires_on is null or expires_on >= effective_on`)
    .execute();
  await db.schema
    .createIndex('clause_edition_audience_class')
    .on('clause_edition')
    .columns(['audience', 'class', 'code', 'edition'])
    .execute();
  await tools
    .strict(db.schema.createTable('clause_limit'))
    .addColumn('clause_edition_id', 'text', (c) => c.notNull().references('clause_edition.clause_edition_id'))
    .addColumn('customer_grade', 'text', (c) => c.notNull())
    .addColumn('mean_limit', 'integer')
    .addColumn('max_limit', 'integer')
    .addPrimaryKeyConstraint('clause_limit_key', ['clause_edition_id', 'customer_grade'])
    .addCheckConstraint('clause_limit_some', sql`mean_limit is not null or max_limit is not null`)
    .execute();
}

async function cards(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('scorecard_draft'))
    .addColumn('scorecard_draft_id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('based_on_version', 'integer')
    .addColumn('title_zh', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('item_count', 'integer', (c) => c.notNull())
    .addColumn('content_json', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('updated_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await tools
    .strict(db.schema.createTable('scorecard_retirement'))
    .addColumn('scorecard_version_id', 'text', (c) =>
      c.primaryKey().references('scorecard_version.scorecard_version_id'),
    )
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('retired_by', 'text', (c) => c.notNull())
    .addColumn('retired_at', 'text', (c) => c.notNull())
    .execute();
  await tools
    .strict(db.schema.createTable('scorecard_item'))
    .addColumn('scorecard_version_id', 'text', (c) => c.notNull().references('scorecard_version.scorecard_version_id'))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('section_code', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('title_zh', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('full_points', 'integer', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('clause_code', 'text', (c) => c.notNull())
    .addColumn('clause_edition', 'integer')
    .addPrimaryKeyConstraint('scorecard_item_key', ['scorecard_version_id', 'item_code'])
    .execute();
  await db.schema
    .createIndex('scorecard_item_clause')
    .on('scorecard_item')
    .columns(['clause_code', 'clause_edition', 'scorecard_version_id', 'item_code'])
    .execute();
}

interface StoredItem {
  code: string;
  title: { zh: string; en: string };
  fullPoints: number;
  critical?: { severity?: string } | null;
  clause: { code: string; edition?: number };
}

/** Items of the cards published before this table was there. */
// biome-ignore lint/suspicious/noExplicitAny: a migration sees the schema of its own time
async function fillItems(db: Kysely<any>): Promise<void> {
  const versions: { scorecard_version_id: string; content_json: string }[] = await db
    .selectFrom('scorecard_version')
    .select(['scorecard_version_id', 'content_json'])
    .execute();
  for (const { scorecard_version_id, content_json } of versions) {
    const { sections } = JSON.parse(content_json) as { sections: { code: string; items: StoredItem[] }[] };
    const rows = sections.flatMap((section) => section.items.map((item) => ({ section: section.code, item })));
    for (const [position, { section, item }] of rows.entries())
      await db
        .insertInto('scorecard_item')
        .values({
          scorecard_version_id,
          item_code: item.code,
          section_code: section,
          position,
          title_zh: item.title.zh,
          title_en: item.title.en,
          full_points: item.fullPoints,
          severity: item.critical ? (item.critical.severity ?? 'veto') : 'general',
          clause_code: item.clause.code,
          clause_edition: item.clause.edition ?? null,
        })
        .execute();
  }
}

/** The database itself refuses to change what is published. */
async function refuseUpdate(db: Kysely<unknown>, tools: MigrationTools, table: string): Promise<void> {
  const name = `${table}_no_update`;
  if (tools.kind === 'sqlite') {
    await sql
      .raw(`create trigger ${name} before update on ${table} begin select raise(abort, '${table} is published'); end`)
      .execute(db);
    return;
  }
  await sql
    .raw(
      `create function ${name}() returns trigger language plpgsql as $$ begin raise exception '${table} is published'; end $$`,
    )
    .execute(db);
  await sql.raw(`create trigger ${name} before update on ${table} for each row execute function ${name}()`).execute(db);
}
