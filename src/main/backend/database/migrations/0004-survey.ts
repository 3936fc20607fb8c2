import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Questionnaires, waves and submissions. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('questionnaire_version'))
    .addColumn('questionnaire_version_id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('label_zh', 'text', (c) => c.notNull())
    .addColumn('label_en', 'text', (c) => c.notNull())
    .addColumn('definition_json', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('questionnaire_version_code', ['code', 'version'])
    .execute();
  await frozen(db, tools, 'questionnaire_version');

  await tools
    .strict(db.schema.createTable('survey_wave'))
    .addColumn('wave_id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('business', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('questionnaire_version_id', 'text', (c) =>
      c.notNull().references('questionnaire_version.questionnaire_version_id'),
    )
    .addColumn('start_on', 'text', (c) => c.notNull())
    .addColumn('end_on', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('locked_at', 'text')
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('survey_wave_name', ['unit_id', 'name'])
    .addCheckConstraint('survey_wave_state', sql`state in ('open','locked')`)
    .addCheckConstraint('survey_wave_period', sql`start_on <= end_on`)
    .execute();
  await db.schema.createIndex('survey_wave_period_index').on('survey_wave').columns(['start_on', 'business']).execute();
  await db.schema
    .createIndex('survey_wave_series')
    .on('survey_wave')
    .columns(['business', 'unit_id', 'start_on'])
    .execute();

  await submissions(db, tools);
}

async function submissions(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('submission'))
    .addColumn('submission_id', 'text', (c) => c.primaryKey())
    .addColumn('wave_id', 'text', (c) => c.notNull().references('survey_wave.wave_id'))
    .addColumn('source_key', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text')
    .addColumn('line_number', 'integer', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('business', 'text', (c) => c.notNull())
    .addColumn('channel', 'text')
    .addColumn('grade', 'text')
    .addColumn('answers', 'text', (c) => c.notNull())
    .addColumn('missing_count', 'integer', (c) => c.notNull())
    .addColumn('target_index', tools.real)
    .addColumn('is_straight_line', 'integer', (c) => c.notNull())
    .addColumn('duration_seconds', 'integer')
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('submission_source', ['wave_id', 'source_key'])
    .execute();
  await db.schema
    .createIndex('submission_line')
    .on('submission')
    .columns(['wave_id', 'line_number', 'submission_id'])
    .execute();
  await db.schema.createIndex('submission_unit').on('submission').columns(['wave_id', 'unit_id']).execute();

  await tools
    .strict(db.schema.createTable('submission_segment'))
    .addColumn('submission_id', 'text', (c) => c.notNull().references('submission.submission_id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('wave_id', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('submission_segment_key', ['submission_id', 'name'])
    .execute();
  await db.schema
    .createIndex('submission_segment_value')
    .on('submission_segment')
    .columns(['wave_id', 'name', 'value', 'submission_id'])
    .execute();
}

/** A published questionnaire never changes: the database itself refuses it. */
async function frozen(db: Kysely<unknown>, tools: MigrationTools, table: string): Promise<void> {
  if (tools.kind === 'sqlite') {
    await sql
      .raw(
        `create trigger ${table}_frozen before update on ${table} begin select raise(abort, '${table} is published'); end`,
      )
      .execute(db);
    return;
  }
  await sql
    .raw(
      `create function ${table}_refuse() returns trigger language plpgsql as $$ begin raise exception '${table} is published'; end $$`,
    )
    .execute(db);
  await sql
    .raw(`create trigger ${table}_frozen before update on ${table} for each row execute function ${table}_refuse()`)
    .execute(db);
}
