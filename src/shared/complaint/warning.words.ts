import type { ClockKind } from './complaint.enums.ts';
import { clockWords } from './rule.words.ts';
import type { Stage } from './warning.rules.ts';

/** Who writes what nobody wrote: the program itself, in histories and in the change log. */
export const systemName = '系统';

/** The note of an escalation that a missed deadline brought about; the window says it in its own language. */
export function escalationNote(kind: ClockKind, { value }: Stage): string {
  const over = value > 0 ? `已超时 ${value} 个工作小时` : '已到期';
  return `${clockWords[kind].zh}${over}，自动升级`;
}
