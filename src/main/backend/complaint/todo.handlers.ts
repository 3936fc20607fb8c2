import { rpc } from '../rpc/rpc.ts';
import { handlersOf } from './handler.service.ts';
import { getPolicy, setPolicy } from './policy.service.ts';
import { listTodo } from './todo.service.ts';
import { listWarnings, seeWarnings } from './warning-list.service.ts';

const complaint = rpc.complaint;

/** Calls about what waits for a person, the warnings addressed to them, and the rules of the house behind both. */
export const todoHandlers = {
  todo: complaint.todo.handler(({ context, input }) => listTodo(context.service, input)),
  handlers: complaint.handlers.handler(({ context, input }) => handlersOf(context.service, input)),
  warnings: complaint.warnings.handler(({ context, input }) => listWarnings(context.service, input)),
  policy: complaint.policy.handler(({ context }) => getPolicy(context.service)),
  setPolicy: complaint.setPolicy.handler(({ context, input }) => setPolicy(context.service, input)),
  seeWarnings: complaint.seeWarnings.handler(({ context, input }) => seeWarnings(context.service, input)),
};
