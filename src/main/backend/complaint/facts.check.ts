import { DomainError } from '#shared/kernel/errors.ts';
import type { Tx } from '../database/transaction.ts';

/** Longest complaint text in characters; more is a file pasted by mistake. */
export const maxContent = 20_000;

/**
 * Refuses what cannot be written down as a complaint.
 * @throws DomainError COMPLAINT_CONTENT_TOO_LONG, COMPLAINT_CATEGORY_UNKNOWN
 */
export async function checkFacts(
  tx: Tx,
  { content, categoryCode }: { content: string; categoryCode: string | null },
): Promise<void> {
  if (content.length > maxContent)
    throw new DomainError('COMPLAINT_CONTENT_TOO_LONG', { length: content.length, limit: maxContent });
  if (!categoryCode) return;
  const category = await tx
    .selectFrom('complaintCategory')
    .select('code')
    .where('code', '=', categoryCode)
    .executeTakeFirst();
  if (!category) throw new DomainError('COMPLAINT_CATEGORY_UNKNOWN', { code: categoryCode });
}
