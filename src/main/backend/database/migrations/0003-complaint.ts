import { type Kysely, sql } from 'kysely';
import type { MigrationTools } from '../migration.type.ts';

/** Working calendar, deadline rules, complaints and their events. */
export async function up(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await calendar(db, tools);
  await dictionaries(db, tools);
  await complaints(db, tools);
  await events(db, tools);
}

async function calendar(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('calendar_edition'))
    .addColumn('edition_id', 'text', (c) => c.primaryKey())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('calendar_edition_year_number', ['year', 'number'])
    .execute();
  await tools
    .strict(db.schema.createTable('calendar_day'))
    .addColumn('edition_id', 'text', (c) => c.notNull().references('calendar_edition.edition_id'))
    .addColumn('on_day', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('calendar_day_key', ['edition_id', 'on_day'])
    .addCheckConstraint('calendar_day_kind', sql`kind in ('holiday','makeup')`)
    .execute();
}

async function dictionaries(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  for (const table of ['complaint_category', 'complaint_cause']) {
    await tools
      .strict(db.schema.createTable(table))
      .addColumn('code', 'text', (c) => c.primaryKey())
      .addColumn('parent_code', 'text', (c) => c.references(`${table}.code`))
      .addColumn('name_zh', 'text', (c) => c.notNull())
      .addColumn('name_en', 'text', (c) => c.notNull())
      .addColumn('sort_order', 'integer', (c) => c.notNull())
      .addColumn('is_active', 'integer', (c) => c.notNull().defaultTo(1))
      .execute();
  }
  await tools
    .strict(db.schema.createTable('deadline_rule'))
    .addColumn('edition', 'integer', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('clock', 'text', (c) => c.notNull())
    .addColumn('province', 'text')
    .addColumn('channels_json', 'text')
    .addColumn('businesses_json', 'text')
    .addColumn('grades_json', 'text')
    .addColumn('area', 'text')
    .addColumn('category', 'text')
    .addColumn('start_event', 'text', (c) => c.notNull())
    .addColumn('stop_event', 'text', (c) => c.notNull())
    .addColumn('amount', 'integer', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('extend', 'text', (c) => c.notNull())
    .addColumn('measure', 'text', (c) => c.notNull())
    .addColumn('is_pausable', 'integer', (c) => c.notNull())
    .addColumn('consequence', 'text', (c) => c.notNull())
    .addColumn('clause', 'text', (c) => c.notNull())
    .addColumn('effective_from', 'text')
    .addColumn('effective_to', 'text')
    .addColumn('verification', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('deadline_rule_key', ['edition', 'code'])
    .execute();
}

/** Columns after `last_seq` repeat what the events say, so that lists are quick; they can be dropped and computed again. */
async function complaints(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('complaint'))
    .addColumn('complaint_id', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('customer_name', 'text', (c) => c.notNull())
    .addColumn('customer_number', 'text', (c) => c.notNull())
    .addColumn('customer_grade', 'text')
    .addColumn('business', 'text')
    .addColumn('category_code', 'text', (c) => c.references('complaint_category.code'))
    .addColumn('area', 'text')
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('city', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('demand', 'text', (c) => c.notNull())
    .addColumn('source_system', 'text')
    .addColumn('external_number', 'text')
    .addColumn('is_sample', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('repeat_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_seq', 'integer', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('first_unit_id', 'text', (c) => c.notNull().references('unit.unit_id'))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('is_open', 'integer', (c) => c.notNull())
    .addColumn('rule_edition', 'integer', (c) => c.notNull())
    .addColumn('clock_state', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text')
    .addColumn('due_sort', 'text', (c) => c.notNull())
    .addColumn('due_unit', 'text')
    .addColumn('due_rule', 'text')
    .addColumn('missing_year', 'integer')
    .addColumn('paused_reason', 'text')
    .addColumn('first_due_at', 'text')
    .addColumn('acknowledged_at', 'text')
    .addColumn('responded_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('is_in_time', 'integer')
    .addColumn('conclusion', 'text')
    .addColumn('cause_code', 'text')
    .addColumn('visit_result', 'text')
    .addColumn('return_pending', 'integer', (c) => c.notNull())
    .addColumn('return_count', 'integer', (c) => c.notNull())
    .addColumn('transfer_count', 'integer', (c) => c.notNull())
    .addColumn('reopen_count', 'integer', (c) => c.notNull())
    .addColumn('escalation_level', 'integer', (c) => c.notNull())
    .addColumn('is_imported', 'integer', (c) => c.notNull())
    .addColumn('is_time_unknown', 'integer', (c) => c.notNull())
    .addUniqueConstraint('complaint_external', ['source_system', 'external_number'])
    .execute();
  const indexes: Record<string, string[]> = {
    complaint_open_due: ['is_open', 'due_sort', 'complaint_id'],
    complaint_unit_open_due: ['unit_id', 'is_open', 'due_sort', 'complaint_id'],
    complaint_status_due: ['status', 'due_sort', 'complaint_id'],
    complaint_channel_open_due: ['channel', 'is_open', 'due_sort', 'complaint_id'],
    complaint_received: ['received_at', 'complaint_id'],
    complaint_unit_received: ['unit_id', 'received_at'],
    complaint_category_received: ['category_code', 'received_at'],
    complaint_customer: ['customer_number', 'received_at'],
    complaint_due: ['due_at', 'is_in_time', 'unit_id'],
    complaint_closed: ['closed_at', 'complaint_id'],
  };
  for (const [name, columns] of Object.entries(indexes))
    await db.schema.createIndex(name).on('complaint').columns(columns).execute();
}

async function events(db: Kysely<unknown>, tools: MigrationTools): Promise<void> {
  await tools
    .strict(db.schema.createTable('complaint_event'))
    .addColumn('complaint_id', 'text', (c) => c.notNull().references('complaint.complaint_id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('happened_at', 'text')
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text')
    .addColumn('account_name', 'text', (c) => c.notNull())
    .addColumn('data_json', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('complaint_event_key', ['complaint_id', 'seq'])
    .execute();
  await tools
    .strict(db.schema.createTable('complaint_counter'))
    .addColumn('on_day', 'text', (c) => c.primaryKey())
    .addColumn('last', 'integer', (c) => c.notNull())
    .execute();
  await tools
    .strict(db.schema.createTable('complaint_view'))
    .addColumn('view_id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull().references('account.account_id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('filter_json', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('complaint_view_account')
    .on('complaint_view')
    .columns(['account_id', 'created_at'])
    .execute();
}
