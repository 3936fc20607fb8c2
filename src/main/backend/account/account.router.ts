import { rpc } from '../rpc/rpc.ts';
import { changeAccount, changeOwnPassword, createAccount, listAllAccounts } from './account.service.ts';
import { closeSession, lockSession, signIn, touchSession, unlock } from './session.service.ts';

const account = rpc.account;

export const accountRouter = account.router({
  signIn: account.signIn.handler(({ context, input }) => signIn(context.deps, input)),
  unlock: account.unlock.handler(({ context, input }) => unlock(context.deps, context.sessionToken, input.password)),
  signOut: account.signOut.handler(async ({ context }) => {
    if (context.sessionToken) await closeSession(context.deps, context.sessionToken);
    return {};
  }),
  lock: account.lock.handler(async ({ context }) => {
    if (context.sessionToken) await lockSession(context.deps, context.sessionToken);
    return {};
  }),
  touch: account.touch.handler(async ({ context }) => {
    if (context.sessionToken) await touchSession(context.deps, context.sessionToken);
    return {};
  }),
  me: account.me.handler(({ context }) => context.service.user),
  changePassword: account.changePassword.handler(async ({ context, input }) => {
    await changeOwnPassword(context.service, input);
    return {};
  }),
  list: account.list.handler(({ context }) => listAllAccounts(context.service)),
  create: account.create.handler(({ context, input }) => createAccount(context.service, input)),
  update: account.update.handler(({ context, input }) => changeAccount(context.service, input)),
});
