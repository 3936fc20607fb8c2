import { oc } from '@orpc/contract';
import { type ErrorCatalogue, kernelErrors } from './errors.ts';
import type { CallPermission } from './permissions.ts';

export interface CallMeta {
  permission: CallPermission;
}

/**
 * Begins one call of a contract. Its permission is checked by the backend before the handler runs.
 * @param permission who may call
 * @param errors errors of the domain the user can meet, beside those of the kernel
 */
export function call<E extends ErrorCatalogue>(permission: CallPermission, errors: E = {} as E) {
  return oc.$meta<CallMeta>({ permission }).errors({ ...kernelErrors, ...errors });
}
