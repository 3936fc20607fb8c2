import type { DeadlineRule } from '#shared/complaint/deadline.rules.ts';
import { checkRules } from '#shared/complaint/rule.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { CatalogueTable, DeadlineRuleEditionTable, DeadlineRuleTable } from './complaint.table.ts';

const list = <T>(json: string | null) => (json === null ? null : (JSON.parse(json) as readonly T[]));
const json = (value: readonly unknown[] | null) => (value === null ? null : JSON.stringify(value));

function ruleOf(row: DeadlineRuleTable): DeadlineRule {
  const {
    edition: _edition,
    createdAt: _createdAt,
    channelsJson,
    businessesJson,
    gradesJson,
    isPausable,
    pausesJson,
    ...rest
  } = row;
  return {
    ...rest,
    channels: list(channelsJson),
    businesses: list(businessesJson),
    grades: list(gradesJson),
    pausable: isPausable === 1,
    pauseReasons: list(pausesJson),
  } as DeadlineRule;
}

/** Every edition of deadline rules. */
export async function ruleEditions(db: Database): Promise<Map<number, DeadlineRule[]>> {
  const rows = await db.selectFrom('deadlineRule').selectAll().orderBy('edition').orderBy('code').execute();
  const editions = new Map<number, DeadlineRule[]>();
  for (const row of rows) editions.set(row.edition, [...(editions.get(row.edition) ?? []), ruleOf(row)]);
  return editions;
}

/**
 * Writes a new edition of deadline rules; earlier ones stay.
 * @throws COMPLAINT_RULE_CONTRADICTORY
 */
export async function insertRules(
  tx: Tx,
  edition: DeadlineRuleEditionTable,
  rules: readonly DeadlineRule[],
): Promise<void> {
  checkRules(rules);
  const { number, createdAt } = edition;
  await tx.insertInto('deadlineRuleEdition').values(edition).execute();
  const rows = rules.map(({ channels, businesses, grades, pausable, pauseReasons, ...rest }) => ({
    ...rest,
    startFrom: rest.startFrom ?? null,
    startUntil: rest.startUntil ?? null,
    dayEnd: rest.dayEnd ?? 'midnight',
    edition: number,
    channelsJson: json(channels),
    businessesJson: json(businesses),
    gradesJson: json(grades),
    isPausable: pausable ? 1 : 0,
    pausesJson: json(pauseReasons ?? null),
    createdAt,
  }));
  await tx.insertInto('deadlineRule').values(rows).execute();
}

export const listCatalogue = (db: Database, table: 'complaintCategory' | 'complaintCause') =>
  db.selectFrom(table).selectAll().where('isActive', '=', 1).orderBy('sortOrder').execute();

export async function insertCatalogue(
  tx: Tx,
  table: 'complaintCategory' | 'complaintCause',
  rows: readonly CatalogueTable[],
): Promise<void> {
  // Parents stand before their children, as the foreign key wants.
  for (const row of rows) await tx.insertInto(table).values(row).execute();
}
