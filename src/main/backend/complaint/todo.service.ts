import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import type { TodoList } from '#shared/complaint/todo.contract.ts';
import type { ServiceContext } from '../context.ts';
import { countTodo } from './complaint.list.ts';
import { pageOfComplaints } from './page.service.ts';
import { countScope } from './scope.service.ts';

/**
 * What waits for a person now, by kind. Each number is that of the list it opens: the view `mine` narrowed to the kind.
 * @param rows how many complaints of each kind are given with it
 */
export async function listTodo(
  ctx: ServiceContext,
  { unitId, rows }: { unitId?: string | null | undefined; rows: number },
): Promise<TodoList> {
  const scope = await countScope(ctx, unitId);
  const counted = await countTodo(ctx.read, scope);
  const kinds: TodoList['kinds'] = [];
  for (const { kind, count, overdue } of counted.kinds) {
    if (count === 0) continue;
    const filter = { ...complaintFilter.parse({ view: 'mine' }), todo: kind };
    const page =
      rows === 0 ? [] : await pageOfComplaints(ctx, { ...scope, filter }, { sort: 'due', descending: false }, 0, rows);
    kinds.push({ kind, count, overdue, rows: page });
  }
  return { total: counted.total, kinds };
}
