import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { complaintErrors } from './complaint.errors.ts';
import { complaintRow } from './complaint.schema.ts';
import { handlerView } from './detail.schema.ts';
import { todoKinds } from './todo.schema.ts';
import { warningRow } from './warning.schema.ts';

const errors = { ...complaintErrors, ...organizationErrors } as const;

export const todoList = z.object({
  /** complaints of which anything waits, each counted once */
  total: z.number(),
  kinds: z.array(
    z.object({
      kind: z.enum(todoKinds),
      count: z.number(),
      /** of these, how many are over their deadline */
      overdue: z.number(),
      /** the first of them, nearest deadline first */
      rows: z.array(complaintRow),
    }),
  ),
});
export type TodoList = z.infer<typeof todoList>;

/** What waits for a person, and the warnings addressed to them. */
export const todoContract = {
  /** kinds of which something waits for the one who asks, inside a unit's subtree */
  todo: call('complaint:read', errors)
    .input(z.object({ unitId: z.string().nullish(), rows: z.number().int().min(0).max(20).default(0) }))
    .output(todoList),
  /** people a unit's complaints may be given to, its own first */
  handlers: call('complaint:handle', errors)
    .input(z.object({ unitId: z.string() }))
    .output(z.array(handlerView)),
  /** complaints with warnings addressed to the one who asks that nobody has taken note of; the gravest first */
  warnings: call('complaint:read', errors)
    .input(z.object({ limit: z.number().int().min(0).max(200).default(50) }))
    .output(z.object({ unseen: z.number(), overdue: z.number(), rows: z.array(warningRow) })),
  /** takes note of the warnings of some complaints, or of all; those not addressed to the one who asks are left alone */
  seeWarnings: call('complaint:handle', errors)
    .input(z.object({ complaintIds: z.array(z.string()).max(200).nullable() }))
    .output(z.object({ seen: z.number() })),
};
