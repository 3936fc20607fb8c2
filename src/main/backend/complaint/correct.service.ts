import type { CorrectedFacts } from '#shared/complaint/event.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import { checkFacts } from './facts.check.ts';
import { refreshRepeats } from './repeat.service.ts';
import { loadWorld } from './world.service.ts';

const correctable = ['categoryCode', 'business', 'customerGrade', 'area'] as const;

/**
 * Puts right what a complaint was taken down with. Its deadlines are counted again from receipt by the rules that speak
 * of it now; what was told before stands in the history, with the reason.
 * @throws DomainError COMPLAINT_CORRECT_SAME, COMPLAINT_CATEGORY_UNKNOWN and those of acts
 */
export const correctFacts = (
  ctx: ServiceContext,
  input: CorrectedFacts & { complaintId: string; lastSeq: number; note: string },
): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const found = await actTarget(tx, ctx, input.complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, found.state, 'correct', world);
    const { row } = found;
    const changed = correctable.filter((key) => row[key] !== input[key]);
    if (changed.length === 0) throw new DomainError('COMPLAINT_CORRECT_SAME');
    if (changed.includes('categoryCode')) await checkFacts(tx, { content: '', categoryCode: input.categoryCode });
    const told = (facts: CorrectedFacts): Partial<CorrectedFacts> =>
      Object.fromEntries(changed.map((key) => [key, facts[key]]));
    const after = told(input);
    await tx.updateTable('complaint').set(after).where('complaintId', '=', row.complaintId).execute();
    const data = { before: told(row), after, note: input.note };
    const target = { ...found, row: { ...row, ...after } };
    await appendEvents(tx, ctx, target, [{ type: 'corrected', data }], world, 'correct');
    await refreshRepeats(tx, world.policy.repeat, [row]);
  });
