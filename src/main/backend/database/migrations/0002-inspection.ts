import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Scorecards and inspections. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await scorecards(db, tools);
  await inspections(db, tools);
  await parts(db, tools);
  await freeze(db, tools);
}

async function scorecards(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('scorecard_version'))
    .addColumn('scorecard_version_id', 'text', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('title_zh', 'text', (c) => c.notNull())
    .addColumn('title_en', 'text', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('effective_on', 'text', (c) => c.notNull())
    .addColumn('item_count', 'integer', (c) => c.notNull())
    .addColumn('content_json', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('scorecard_version_code', ['code', 'version'])
    .addCheckConstraint('scorecard_version_line', sql`line in ('front','back','network','vendor')`)
    .execute();
}

async function inspections(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('inspection_counter'))
    .addColumn('month', 'text', (c) => c.primaryKey())
    .addColumn('last', 'integer', (c) => c.notNull())
    .execute();
  await tools
    .strict(db.schema.createTable('inspection'))
    .addColumn('inspection_id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('scorecard_version_id', 'text', (c) => c.notNull().references('scorecard_version.scorecard_version_id'))
    .addColumn('method', 'text', (c) => c.notNull())
    .addColumn('inspected_on', 'text', (c) => c.notNull())
    .addColumn('inspector_account_id', 'text')
    .addColumn('inspector_name', 'text', (c) => c.notNull())
    .addColumn('companion_names', 'text', (c) => c.notNull())
    .addColumn('inspectee_names', 'text', (c) => c.notNull())
    .addColumn('sampling_note', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('entered_items', 'integer', (c) => c.notNull())
    .addColumn('total_items', 'integer', (c) => c.notNull())
    .addColumn('raw_points', 'integer')
    .addColumn('raw_grade', 'text')
    .addColumn('effective_points', 'integer')
    .addColumn('effective_grade', 'text')
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('submitted_at', 'text')
    .addColumn('fingerprint', 'text')
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addCheckConstraint('inspection_state', sql`state in ('draft','submitted')`)
    .addCheckConstraint('inspection_method', sql`method in ('announced','mystery','recording','workOrder','online')`)
    .addCheckConstraint('inspection_submitted', sql`(state = 'draft') = (submitted_at is null)`)
    .execute();
  const indexes: Record<string, string[]> = {
    inspection_day: ['inspected_on', 'inspection_id'],
    inspection_state_day: ['state', 'inspected_on', 'inspection_id'],
    inspection_unit_day: ['unit_id', 'inspected_on', 'inspection_id'],
    inspection_points: ['effective_points', 'inspection_id'],
    inspection_updated: ['updated_at', 'inspection_id'],
    inspection_inspector: ['inspector_account_id', 'state', 'updated_at'],
  };
  for (const [name, columns] of Object.entries(indexes))
    await db.schema.createIndex(name).on('inspection').columns(columns).execute();
}

async function parts(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('inspection_item'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('result_json', 'text')
    .addColumn('is_not_applicable', 'integer', (c) => c.notNull())
    .addColumn('is_critical_hit', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('full_points', 'integer', (c) => c.notNull())
    .addColumn('lost_points', 'integer', (c) => c.notNull())
    .addColumn('earned_points', 'integer')
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('inspection_item_key', ['inspection_id', 'item_code'])
    .execute();
  await tools
    .strict(db.schema.createTable('inspection_section'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('section_code', 'text', (c) => c.notNull())
    .addColumn('full_points', 'integer', (c) => c.notNull())
    .addColumn('points', 'integer')
    .addPrimaryKeyConstraint('inspection_section_key', ['inspection_id', 'section_code'])
    .execute();
  await tools
    .strict(db.schema.createTable('inspection_evidence'))
    .addColumn('evidence_id', 'text', (c) => c.primaryKey())
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('inspection_evidence_once', ['inspection_id', 'item_code', 'sha256'])
    .execute();
}

const sheetColumns = [
  'number',
  'unit_id',
  'line',
  'scorecard_version_id',
  'method',
  'inspected_on',
  'inspector_name',
  'companion_names',
  'inspectee_names',
  'sampling_note',
  'raw_points',
  'raw_grade',
  'effective_points',
  'effective_grade',
  'submitted_at',
  'fingerprint',
].join(', ');

/** Published cards and submitted sheets never change: the database itself refuses it. */
async function freeze(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  const isSubmitted = "(select state from inspection where inspection_id = old.inspection_id) = 'submitted'";
  const guards = [
    { table: 'scorecard_version', event: 'update', when: '', says: 'scorecard is published' },
    {
      table: 'inspection',
      event: `update of ${sheetColumns}`,
      when: "old.state = 'submitted'",
      says: 'inspection is submitted',
    },
    { table: 'inspection_item', event: 'update', when: isSubmitted, says: 'inspection is submitted' },
    { table: 'inspection_section', event: 'update', when: isSubmitted, says: 'inspection is submitted' },
    { table: 'inspection_evidence', event: 'update', when: isSubmitted, says: 'inspection is submitted' },
  ];
  for (const { table, event, when, says } of guards) {
    if (tools.kind === 'sqlite') {
      await sql
        .raw(
          `create trigger ${table}_frozen before ${event} on ${table} ${when && `when ${when}`} begin select raise(abort, '${says}'); end`,
        )
        .execute(db);
      continue;
    }
    const refuse = when
      ? `if ${when} then raise exception '${says}'; end if; return new;`
      : `raise exception '${says}';`;
    await sql
      .raw(`create function ${table}_refuse() returns trigger language plpgsql as $$ begin ${refuse} end $$`)
      .execute(db);
    await sql
      .raw(`create trigger ${table}_frozen before ${event} on ${table} for each row execute function ${table}_refuse()`)
      .execute(db);
  }
}
