import { DomainError } from '#shared/kernel/errors.ts';
import { roleMay } from '#shared/kernel/permissions.ts';
import type { ServiceContext } from '../context.ts';
import type { ImportRegistry, ImportTarget } from './import.registry.ts';
import type { ImportSession, Review } from './import.session.ts';

/**
 * A target this person may import to.
 * @throws DomainError IMPORT_TARGET_UNKNOWN, PERMISSION_DENIED
 */
export function targetFor(ctx: ServiceContext, registry: ImportRegistry, key: string): ImportTarget {
  const target = registry.targets.get(key);
  if (target === undefined) throw new DomainError('IMPORT_TARGET_UNKNOWN', { target: key });
  if (!roleMay(ctx.user.role, target.permission))
    throw new DomainError('PERMISSION_DENIED', { permission: target.permission });
  return target;
}

/**
 * A file this person opened, read and looked through.
 * @throws DomainError IMPORT_SESSION_LOST, PERMISSION_DENIED
 */
export function sessionFor(
  ctx: ServiceContext,
  registry: ImportRegistry,
  sessionId: string,
): { session: ImportSession; review: Review } {
  const session = registry.sessions.find(sessionId, ctx.user.accountId);
  targetFor(ctx, registry, session.target.key);
  if (session.review === null) throw new DomainError('IMPORT_SESSION_LOST');
  return { session, review: session.review };
}
