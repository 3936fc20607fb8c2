import type { RuleEdition } from '#shared/complaint/deadline.rules.ts';
import type { Deps } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { readResource } from '../resources.ts';
import type { CatalogueTable } from './complaint.table.ts';
import { insertCatalogue, insertRules } from './rule.repository.ts';

interface Node {
  code: string;
  parent: string | null;
  zh: string;
  en: string;
}
const rowsOf = (nodes: readonly Node[]): CatalogueTable[] =>
  nodes.map((node, i) => ({
    code: node.code,
    parentCode: node.parent,
    nameZh: node.zh,
    nameEn: node.en,
    sortOrder: i,
    isActive: 1,
  }));

/**
 * Puts in what the category and cause trees of this version have and the database lacks, and the first edition of
 * deadline rules where there is none. Safe to call at every start.
 */
export async function seedComplaints(deps: Deps): Promise<void> {
  const catalogue = readResource('complaint-catalogue.json') as { categories: Node[]; causes: Node[] };
  const categories = await missing(deps.db, 'complaintCategory', rowsOf(catalogue.categories));
  const causes = await missing(deps.db, 'complaintCause', rowsOf(catalogue.causes));
  const rule = await deps.db.selectFrom('deadlineRule').select('code').limit(1).executeTakeFirst();
  if (rule && categories.length + causes.length === 0) return;
  await inTransaction(deps, async (tx) => {
    await insertCatalogue(tx, 'complaintCategory', categories);
    await insertCatalogue(tx, 'complaintCause', causes);
    if (!rule) {
      const edition = readResource('deadline-rules.json') as RuleEdition;
      const head = { accountId: null, accountName: '', createdAt: deps.clock.now() };
      await insertRules(tx, { ...head, number: edition.number, note: '' }, edition.rules);
    }
  });
}

async function missing(
  db: Database,
  table: 'complaintCategory' | 'complaintCause',
  rows: readonly CatalogueTable[],
): Promise<CatalogueTable[]> {
  const known = new Set((await db.selectFrom(table).select('code').execute()).map(({ code }) => code));
  return rows.filter(({ code }) => !known.has(code));
}
