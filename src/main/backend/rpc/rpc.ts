import { implement, ORPCError } from '@orpc/server';
import type { CurrentUser } from '#shared/account/account.schema.ts';
import { contract } from '#shared/contract.ts';
import type { CallMeta } from '#shared/kernel/call.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { roleMay } from '#shared/kernel/permissions.ts';
import { resolveSession } from '../account/session.service.ts';
import type { Deps, ServiceContext } from '../context.ts';
import { connectionFault } from '../database/server.ts';
import { machineFault } from '../platform/faults.ts';

/** What a transport gives to each call: the shared parts and the headers of the request. */
export interface CallContext {
  readonly deps: Deps;
  readonly reqHeaders?: Headers;
}
/** What a handler sees. `user` is nobody on public calls. */
export interface HandlerContext extends CallContext {
  readonly service: ServiceContext;
  readonly sessionToken: string | undefined;
}

const nobody: CurrentUser = {
  accountId: '',
  loginName: '',
  displayName: '',
  role: 'viewer',
  unitId: null,
  unitName: null,
  unitPath: '',
  permissions: [],
};

/**
 * Every handler starts here: errors are named or masked, the session is resolved and the permission of the contract is
 * checked before anything of the handler runs.
 */
export const rpc = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, procedure, path, signal, next }) => {
    const { deps } = context;
    const sessionToken = context.reqHeaders?.get('x-session') ?? undefined;
    try {
      const meta = procedure['~orpc'].meta as Partial<CallMeta>;
      if (!meta.permission) throw new Error(`call without permission: ${path.join('.')}`);
      const user = meta.permission === 'public' ? nobody : await resolveSession(deps, sessionToken);
      if (meta.permission !== 'public' && !roleMay(user.role, meta.permission)) {
        throw new DomainError('PERMISSION_DENIED', { permission: meta.permission });
      }
      const service: ServiceContext = { ...deps, user, signal: signal ?? new AbortController().signal };
      return await next({ context: { service, sessionToken } });
    } catch (error) {
      throw toWire(error, deps, path, signal);
    }
  });

/** Named errors keep their name; anything else is masked and logged with a request id. */
function toWire(error: unknown, deps: Deps, path: readonly string[], signal: AbortSignal | undefined): unknown {
  if (error instanceof DomainError)
    return new ORPCError(error.code, { defined: true, status: statusOf(error.code), data: { ...error.data } });
  if (error instanceof ORPCError) return error;
  if (signal?.aborted) return error;
  const fault = machineFault(error);
  if (fault) return new ORPCError(fault, { defined: true, status: statusOf(fault) });
  const reason = deps.kind === 'postgres' ? connectionFault(error) : undefined;
  if (reason) return new ORPCError('DATABASE_UNREACHABLE', { defined: true, status: 503, data: { reason } });
  const requestId = deps.newId();
  deps.log.error('call failed', { requestId, path: path.join('.'), error: String((error as Error)?.stack ?? error) });
  return new ORPCError('INTERNAL_FAULT', { defined: true, status: 500, data: { requestId } });
}

function statusOf(code: string): number {
  for (const domain of Object.values(contract)) {
    for (const procedure of Object.values(domain)) {
      const spec = (procedure as { '~orpc'?: { errorMap?: Record<string, { status?: number }> } })['~orpc']?.errorMap?.[
        code
      ];
      if (spec?.status) return spec.status;
    }
  }
  return 400;
}
