import type { RuleEdition } from '#shared/complaint/deadline.rules.ts';
import type { Deps } from '../context.ts';
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

/** Puts in the category and cause trees and the first edition of deadline rules, once. Safe to call at every start. */
export async function seedComplaints(deps: Deps): Promise<void> {
  const category = await deps.db.selectFrom('complaintCategory').select('code').limit(1).executeTakeFirst();
  const rule = await deps.db.selectFrom('deadlineRule').select('code').limit(1).executeTakeFirst();
  if (category && rule) return;
  await inTransaction(deps, async (tx) => {
    if (!category) {
      const catalogue = readResource('complaint-catalogue.json') as { categories: Node[]; causes: Node[] };
      await insertCatalogue(tx, 'complaintCategory', rowsOf(catalogue.categories));
      await insertCatalogue(tx, 'complaintCause', rowsOf(catalogue.causes));
    }
    if (!rule) {
      const edition = readResource('deadline-rules.json') as RuleEdition;
      const head = { accountId: null, accountName: '', createdAt: deps.clock.now() };
      await insertRules(tx, { ...head, number: edition.number, note: '' }, edition.rules);
    }
  });
}
