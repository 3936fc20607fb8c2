import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Audit reports: the report, the author's texts, and the numbers as they were taken. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('report'))
    .addColumn('report_id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('period_key', 'text', (c) => c.notNull())
    .addColumn('start_on', 'text', (c) => c.notNull())
    .addColumn('end_on', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.references('unit.unit_id'))
    .addColumn('unit_path', 'text', (c) => c.notNull())
    .addColumn('unit_name', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('snapshot_id', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('author_name', 'text', (c) => c.notNull())
    .addColumn('reviewer_name', 'text')
    .addColumn('reviewed_at', 'text')
    .addColumn('signer_id', 'text')
    .addColumn('signer_name', 'text')
    .addColumn('signed_at', 'text')
    .addColumn('issued_at', 'text')
    .addColumn('return_reason', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addCheckConstraint('report_state', sql`state in ('draft','reviewed','signed','issued')`)
    .addCheckConstraint('report_signer', sql`signer_id is null or signer_id <> author_id`)
    .execute();
  await db.schema.createIndex('report_newest').on('report').columns(['start_on', 'report_id']).execute();
  await db.schema.createIndex('report_period').on('report').columns(['period_key', 'number']).execute();

  await tools
    .strict(db.schema.createTable('report_text'))
    .addColumn('report_id', 'text', (c) => c.notNull().references('report.report_id'))
    .addColumn('block', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('report_text_key', ['report_id', 'block'])
    .execute();

  await tools
    .strict(db.schema.createTable('report_snapshot'))
    .addColumn('snapshot_id', 'text', (c) => c.primaryKey())
    .addColumn('report_id', 'text', (c) => c.notNull())
    .addColumn('method_version', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('snapshot_json', 'text', (c) => c.notNull())
    .addColumn('rows_json', 'text', (c) => c.notNull())
    .addColumn('taken_at', 'text', (c) => c.notNull())
    .execute();

  const issued = (column: string) =>
    `exists (select 1 from report where report.report_id = ${column} and report.state = 'issued')`;
  await refuse(db, tools, 'report_snapshot', 'update', null);
  await refuse(db, tools, 'report_snapshot', 'delete', issued('old.report_id'));
  await refuse(db, tools, 'report', 'update', "old.state = 'issued'");
  await refuse(db, tools, 'report', 'delete', "old.state = 'issued'");
  await refuse(db, tools, 'report_text', 'insert', issued('new.report_id'));
  await refuse(db, tools, 'report_text', 'update', issued('old.report_id'));
  await refuse(db, tools, 'report_text', 'delete', issued('old.report_id'));
}

/** An issued report never changes: the database itself refuses it, whatever the program does. */
async function refuse(
  db: Kysely<unknown>,
  tools: MigrationTools,
  table: string,
  act: 'insert' | 'update' | 'delete',
  when: string | null,
): Promise<void> {
  const name = `${table}_frozen_${act}`;
  if (tools.kind === 'sqlite') {
    await sql
      .raw(
        `create trigger ${name} before ${act} on ${table} ${when ? `when ${when}` : ''} begin select raise(abort, '${table} is frozen'); end`,
      )
      .execute(db);
    return;
  }
  const body = `raise exception '${table} is frozen';`;
  const answer = act === 'delete' ? 'old' : 'new';
  await sql
    .raw(
      `create function ${name}() returns trigger language plpgsql as $$ begin ${when ? `if ${when} then ${body} end if;` : body} return ${answer}; end $$`,
    )
    .execute(db);
  await sql.raw(`create trigger ${name} before ${act} on ${table} for each row execute function ${name}()`).execute(db);
}
