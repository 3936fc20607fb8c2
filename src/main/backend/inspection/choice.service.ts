import { mostTogether, type SheetChoice } from '#shared/inspection/review.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { type ListScope, pageIds } from './list.repository.ts';
import { listScope } from './list.service.ts';

/** Where a choice is looked for: its filter at the stage of the act. @throws DomainError UNIT_NOT_FOUND */
export const scopeOfChoice = (
  ctx: ServiceContext,
  stage: 'submitted' | 'reviewed',
  { filter }: SheetChoice,
): Promise<ListScope> => listScope(ctx, { ...(filter ?? { q: '' }), stage });

/**
 * Sheets of a choice: those named, or all of its scope, each once; what waits longest comes first.
 * @throws DomainError REVIEW_TOO_MANY
 */
export async function idsOfChoice(db: Database, choice: SheetChoice, scope: ListScope): Promise<string[]> {
  if (choice.inspectionIds) return [...new Set(choice.inspectionIds)];
  const page = { sort: 'updated', descending: false, offset: 0, limit: mostTogether + 1 } as const;
  const rows = await pageIds(db, scope, page).execute();
  if (rows.length > mostTogether) throw new DomainError('REVIEW_TOO_MANY', { limit: mostTogether });
  return rows.map((row) => row.inspectionId);
}
