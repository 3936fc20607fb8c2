import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { accountErrors } from './account.errors.ts';
import { accountInput, accountView, currentUserSchema, password } from './account.schema.ts';

const session = z.object({ sessionToken: z.string(), user: currentUserSchema });
const nothing = z.object({});

/** Users, roles and sessions. */
export const accountContract = {
  signIn: call('public', accountErrors)
    .input(z.object({ loginName: z.string().max(200), password }))
    .output(session),
  unlock: call('public', accountErrors).input(z.object({ password })).output(session),
  signOut: call('public', accountErrors).input(nothing).output(nothing),
  lock: call('signedIn', accountErrors).input(nothing).output(nothing),
  /** says that the person is still at work; sent at most once a minute */
  touch: call('signedIn', accountErrors).input(nothing).output(nothing),
  me: call('signedIn', accountErrors).input(nothing).output(currentUserSchema),
  changePassword: call('signedIn', accountErrors)
    .input(z.object({ current: password, next: password }))
    .output(nothing),
  list: call('account:manage', accountErrors).input(nothing).output(z.array(accountView)),
  create: call('account:manage', accountErrors).input(accountInput.extend({ password })).output(accountView),
  update: call('account:manage', accountErrors)
    .input(
      accountInput
        .omit({ loginName: true })
        .extend({ accountId: z.string(), isActive: z.boolean(), password: password.optional() }),
    )
    .output(accountView),
};
