import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Review, publication and appeal of scores; scored staff, reusable notes, who has a sheet open; figures by item. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await columns(db);
  await reviews(db, tools);
  await appeals(db, tools);
  await people(db, tools);
  await tallies(db, tools);
  await guards(db, tools);
}

async function columns(db: Kysely<unknown>): Promise<void> {
  const sheet = () => db.schema.alterTable('inspection');
  await sheet()
    .addColumn('stage', 'text', (c) =>
      c.notNull().defaultTo('draft').check(sql`stage in ('draft','returned','submitted','reviewed','published')`),
    )
    .execute();
  await sheet()
    .addColumn('submissions', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sheet()
    .addColumn('review_level', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sheet()
    .addColumn('review_levels_json', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await sheet()
    .addColumn('reference', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await sheet()
    .addColumn('impression', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await sheet().addColumn('publication_id', 'text').execute();
  await sheet().addColumn('published_at', 'text').execute();
  await sheet().addColumn('appeal_until', 'text').execute();
  await sheet().addColumn('revised_points', 'integer').execute();
  await sheet().addColumn('revised_grade', 'text').execute();
  await sheet().addColumn('final_points', 'integer').execute();
  await sheet().addColumn('final_grade', 'text').execute();
  await db.schema.alterTable('inspection_evidence').addColumn('duration_ms', 'integer').execute();
  // what was handed in before there was a review stood as final
  await sql`update inspection set stage = 'published', submissions = 1, published_at = submitted_at,
    final_points = effective_points, final_grade = effective_grade where state = 'submitted'`.execute(db);
  const indexes: Record<string, string[]> = {
    inspection_stage_day: ['stage', 'inspected_on', 'inspection_id'],
    inspection_stage_updated: ['stage', 'updated_at', 'inspection_id'],
    inspection_final: ['final_points', 'inspection_id'],
    inspection_ranking: ['stage', 'line', 'inspected_on', 'unit_id', 'final_points', 'final_grade'],
    inspection_unit_stage: ['unit_id', 'stage', 'inspected_on', 'final_points'],
    inspection_publication: ['publication_id'],
    inspection_reference: ['reference'],
  };
  for (const [name, list] of Object.entries(indexes))
    await db.schema.createIndex(name).on('inspection').columns(list).execute();
}

async function reviews(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('inspection_review'))
    .addColumn('inspection_review_id', 'text', (c) => c.primaryKey())
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('submission', 'integer', (c) => c.notNull())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('level', 'text', (c) => c.notNull())
    .addColumn('decision', 'text', (c) => c.notNull())
    .addColumn('comment', 'text', (c) => c.notNull())
    .addColumn('reviewer_account_id', 'text', (c) => c.notNull())
    .addColumn('reviewer_name', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text')
    .addColumn('effective_points', 'integer')
    .addColumn('decided_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('inspection_review_once', ['inspection_id', 'submission', 'step'])
    .addCheckConstraint('inspection_review_decision', sql`decision in ('approved','returned')`)
    .execute();
  await tools
    .strict(db.schema.createTable('publication'))
    .addColumn('publication_id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('sheets', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('published_by', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text', (c) => c.notNull())
    .execute();
}

async function appeals(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('score_appeal'))
    .addColumn('score_appeal_id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('grounds', 'text', (c) => c.notNull())
    .addColumn('raised_by_account_id', 'text', (c) => c.notNull())
    .addColumn('raised_by_name', 'text', (c) => c.notNull())
    .addColumn('raised_at', 'text', (c) => c.notNull())
    .addColumn('decide_by', 'text', (c) => c.notNull())
    .addColumn('decided_by_account_id', 'text')
    .addColumn('decided_by_name', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('original_entry_json', 'text', (c) => c.notNull())
    .addColumn('original_lost_points', 'integer', (c) => c.notNull())
    .addColumn('original_points', 'integer')
    .addColumn('revised_entry_json', 'text')
    .addColumn('revised_lost_points', 'integer')
    .addColumn('revised_points', 'integer')
    .addColumn('revised_grade', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('score_appeal_round', ['inspection_id', 'item_code', 'round'])
    .addCheckConstraint('score_appeal_state', sql`state in ('open','accepted','rejected','withdrawn')`)
    .addCheckConstraint('score_appeal_decided', sql`(state = 'open') = (decided_at is null)`)
    .addCheckConstraint('score_appeal_revised', sql`(state = 'accepted') = (revised_entry_json is not null)`)
    .execute();
  const indexes: Record<string, string[]> = {
    score_appeal_state: ['state', 'raised_at', 'score_appeal_id'],
    score_appeal_raised: ['raised_at', 'score_appeal_id'],
    score_appeal_unit: ['unit_id', 'raised_at'],
  };
  for (const [name, list] of Object.entries(indexes))
    await db.schema.createIndex(name).on('score_appeal').columns(list).execute();
  await tools
    .strict(db.schema.createTable('score_appeal_evidence'))
    .addColumn('evidence_id', 'text', (c) => c.primaryKey())
    .addColumn('score_appeal_id', 'text', (c) => c.notNull().references('score_appeal.score_appeal_id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('added_by', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('score_appeal_evidence_of')
    .on('score_appeal_evidence')
    .columns(['score_appeal_id'])
    .execute();
}

async function people(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('inspection_staff'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.staff_id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('inspection_staff_key', ['inspection_id', 'staff_id'])
    .execute();
  await db.schema.createIndex('inspection_staff_of').on('inspection_staff').columns(['staff_id']).execute();
  await tools
    .strict(db.schema.createTable('inspection_item_staff'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.staff_id'))
    .addPrimaryKeyConstraint('inspection_item_staff_key', ['inspection_id', 'item_code', 'staff_id'])
    .execute();
  await tools
    .strict(db.schema.createTable('note_phrase'))
    .addColumn('note_phrase_id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('used_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('note_phrase_once', ['account_id', 'text'])
    .execute();
  await tools
    .strict(db.schema.createTable('inspection_presence'))
    .addColumn('inspection_id', 'text', (c) => c.notNull().references('inspection.inspection_id'))
    .addColumn('window_id', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('inspection_presence_key', ['inspection_id', 'window_id'])
    .execute();
  await tools
    .strict(db.schema.createTable('saved_view'))
    .addColumn('view_id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.account_id'))
    .addColumn('page', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('filter_json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('saved_view_account')
    .on('saved_view')
    .columns(['account_id', 'page', 'created_at'])
    .execute();
  await sql`insert into saved_view (view_id, account_id, page, name, filter_json, created_at)
    select view_id, account_id, 'complaint', name, filter_json, created_at from complaint_view`.execute(db);
}

async function tallies(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('item_tally'))
    .addColumn('scorecard_version_id', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('item_code', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('sheets', 'integer', (c) => c.notNull())
    .addColumn('not_applicable', 'integer', (c) => c.notNull())
    .addColumn('failed', 'integer', (c) => c.notNull())
    .addColumn('hits', 'integer', (c) => c.notNull())
    .addColumn('lost_points', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('item_tally_key', ['scorecard_version_id', 'month', 'item_code', 'unit_id'])
    .execute();
  await db.schema.createIndex('item_tally_month').on('item_tally').columns(['month', 'scorecard_version_id']).execute();
  const isHit = sql.raw('case when i.is_critical_hit = 1 then 1 else 0 end');
  await sql`insert into item_tally
      (scorecard_version_id, month, item_code, unit_id, sheets, not_applicable, failed, hits, lost_points)
    select s.scorecard_version_id, substr(s.inspected_on, 1, 7), i.item_code, s.unit_id, count(*),
      sum(i.is_not_applicable), sum(case when i.lost_points > 0 and i.is_not_applicable = 0 then 1 else 0 end),
      sum(${isHit}), sum(i.lost_points)
    from inspection_item i join inspection s on s.inspection_id = i.inspection_id
    where s.stage = 'published'
    group by s.scorecard_version_id, substr(s.inspected_on, 1, 7), i.item_code, s.unit_id`.execute(db);
}

const sheetColumns =
  'number, unit_id, line, scorecard_version_id, method, inspected_on, inspector_name, companion_names, ' +
  'inspectee_names, sampling_note, reference, impression, raw_points, raw_grade, effective_points, effective_grade, ' +
  'submitted_at, fingerprint';

/** A handed-in sheet changes only by being returned whole; reviews, and appeals once decided, never change. */
async function guards(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  const returned = "new.state = 'draft' and new.stage = 'returned' and old.stage <> 'published'";
  if (tools.kind === 'sqlite') await sql.raw('drop trigger inspection_frozen').execute(db);
  else await sql.raw('drop trigger inspection_frozen on inspection').execute(db);
  const rules: [name: string, table: string, event: string, when: string, says: string][] = [
    [
      'inspection_sealed',
      'inspection',
      `update of ${sheetColumns}`,
      `old.state = 'submitted' and not (${returned})`,
      'inspection is submitted',
    ],
    ['inspection_review_sealed', 'inspection_review', 'update', '1 = 1', 'review is recorded'],
    ['score_appeal_sealed', 'score_appeal', 'update', "old.state <> 'open'", 'appeal is decided'],
    ['publication_sealed', 'publication', 'update', '1 = 1', 'publication is recorded'],
  ];
  for (const [name, table, event, when, says] of rules) {
    if (tools.kind === 'sqlite') {
      await sql
        .raw(
          `create trigger ${name} before ${event} on ${table} when ${when} begin select raise(abort, '${says}'); end`,
        )
        .execute(db);
      continue;
    }
    await sql
      .raw(
        `create function ${name}() returns trigger language plpgsql as $$ begin if ${when} then raise exception '${says}'; end if; return new; end $$`,
      )
      .execute(db);
    await sql
      .raw(`create trigger ${name} before ${event} on ${table} for each row execute function ${name}()`)
      .execute(db);
  }
}
