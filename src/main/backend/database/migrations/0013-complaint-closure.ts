import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/**
 * What lists, to-dos and warnings need beside the events of a complaint; editions of deadline rules with their reason;
 * attachments; warnings already given; texts that are alike; re-audits of closed complaints.
 */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  for (const name of [
    'handler_id',
    'escalated_unit_id',
    'merged_into',
    'split_from',
    'progress_due_at',
    'closure_due_at',
    'part_due_at',
    'next_warn_at',
    'closed_by',
    'closed_recorded_at',
    'pending_approval',
  ])
    await db.schema.alterTable('complaint').addColumn(name, 'text').execute();
  for (const name of ['answer_margin_minutes', 'compensation_cents'])
    await db.schema.alterTable('complaint').addColumn(name, 'integer').execute();
  for (const name of ['risk_points', 'unhappy_visits', 'backdated_count', 'channel_repeat_count'])
    await db.schema
      .alterTable('complaint')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  await db.schema.alterTable('deadline_rule').addColumn('pauses_json', 'text').execute();

  await tools
    .strict(db.schema.createTable('deadline_rule_edition'))
    .addColumn('number', 'integer', (c) => c.primaryKey())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('account_name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into deadline_rule_edition (number, note, account_name, created_at)
    select edition, '', '', min(created_at) from deadline_rule group by edition`.execute(db);

  await tools
    .strict(db.schema.createTable('complaint_attachment'))
    .addColumn('attachment_id', 'text', (c) => c.primaryKey())
    .addColumn('complaint_id', 'text', (c) => c.notNull().references('complaint.complaint_id'))
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('media_type', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addColumn('is_removed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await index(db, 'complaint_attachment_of', 'complaint_attachment', ['complaint_id']);
  await index(db, 'complaint_attachment_file', 'complaint_attachment', ['sha256']);

  await tools
    .strict(db.schema.createTable('complaint_warning'))
    .addColumn('complaint_id', 'text', (c) => c.notNull().references('complaint.complaint_id'))
    .addColumn('clock', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('raised_at', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull())
    .addColumn('handler_id', 'text')
    .addColumn('seen_by', 'text')
    .addColumn('seen_at', 'text')
    .addPrimaryKeyConstraint('complaint_warning_key', ['complaint_id', 'clock', 'stage'])
    .execute();
  await index(db, 'complaint_warning_unit', 'complaint_warning', ['unit_id', 'raised_at']);

  await tools
    .strict(db.schema.createTable('complaint_signature'))
    .addColumn('hash', 'integer', (c) => c.notNull())
    .addColumn('complaint_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_signature_key', ['hash', 'complaint_id'])
    .execute();

  await tools
    .strict(db.schema.createTable('closure_audit'))
    .addColumn('closure_audit_id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('seed', 'integer', (c) => c.notNull())
    .addColumn('scope_json', 'text', (c) => c.notNull())
    .addColumn('population', 'integer', (c) => c.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('drawn_by', 'text', (c) => c.notNull())
    .addColumn('drawn_by_name', 'text', (c) => c.notNull())
    .addColumn('drawn_at', 'text', (c) => c.notNull())
    .execute();
  await tools
    .strict(db.schema.createTable('closure_audit_item'))
    .addColumn('closure_audit_id', 'text', (c) => c.notNull().references('closure_audit.closure_audit_id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('complaint_id', 'text', (c) => c.notNull().references('complaint.complaint_id'))
    .addColumn('result', 'text')
    .addColumn('note', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('checked_by', 'text')
    .addColumn('checked_by_name', 'text')
    .addColumn('checked_at', 'text')
    .addPrimaryKeyConstraint('closure_audit_item_key', ['closure_audit_id', 'position'])
    .execute();
  await index(db, 'closure_audit_item_complaint', 'closure_audit_item', ['complaint_id']);

  await sql`create index complaint_handler on complaint (handler_id, due_sort) where is_open = 1 and handler_id is not null`.execute(
    db,
  );
  await sql`create index complaint_next_warn on complaint (next_warn_at) where next_warn_at is not null`.execute(db);
  await sql`create index complaint_pending on complaint (pending_approval, unit_id) where pending_approval is not null`.execute(
    db,
  );
  await sql`create index complaint_merged on complaint (merged_into) where merged_into is not null`.execute(db);
  await sql`create index complaint_closed_by on complaint (closed_by, closed_recorded_at) where closed_by is not null`.execute(
    db,
  );
}

const index = (db: Kysely<unknown>, name: string, table: string, columns: string[]) =>
  db.schema.createIndex(name).on(table).columns(columns).execute();
