import { DomainError } from '../kernel/errors.ts';
import type { ComplaintPolicy } from './policy.schema.ts';

const ascends = (values: readonly number[]) => values.every((value, i) => i === 0 || value > (values[i - 1] as number));

/**
 * Refuses a policy that contradicts itself: shares and rungs stand in ascending order, none twice.
 * @throws COMPLAINT_POLICY_INVALID with the part that is wrong
 */
export function checkPolicy({ warning, repeat }: ComplaintPolicy): void {
  const wrong = [
    ['shares', ascends(warning.shares)],
    ['escalateAfter', ascends(warning.escalateAfter)],
    ['repeatKey', new Set(repeat.key).size === repeat.key.length],
  ].find(([, isRight]) => !isRight);
  if (wrong) throw new DomainError('COMPLAINT_POLICY_INVALID', { part: wrong[0] as string });
}
