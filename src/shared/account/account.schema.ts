import { z } from 'zod';
import { type Permission, permissionRoles, roles } from '../kernel/permissions.ts';

export const roleSchema = z.enum(roles);

/** The person behind a call. */
export const currentUserSchema = z.object({
  accountId: z.string(),
  loginName: z.string(),
  displayName: z.string(),
  role: roleSchema,
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  /** scope: path of the account's unit; `/` sees everything */
  unitPath: z.string(),
  permissions: z.array(z.enum(Object.keys(permissionRoles) as [Permission, ...Permission[]])),
});
export type CurrentUser = z.infer<typeof currentUserSchema>;

export const loginName = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u);
export const password = z.string().min(1).max(200);

export const accountView = z.object({
  accountId: z.string(),
  loginName: z.string(),
  displayName: z.string(),
  role: roleSchema,
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  isActive: z.boolean(),
  createdAt: z.string(),
});
export type AccountView = z.infer<typeof accountView>;

export const accountInput = z.object({
  loginName,
  displayName: z.string().trim().min(1).max(40),
  role: roleSchema,
  unitId: z.string().nullable(),
});
