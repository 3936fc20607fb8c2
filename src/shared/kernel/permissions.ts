/** The six roles of the product, in the order they are offered. */
export const roles = ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * Who may do what. One row per permission; a contract call names one of these. The scope (which units) is a second,
 * separate question that services answer with the account's unit subtree.
 */
export const permissionRoles = {
  'organization:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'organization:write': ['admin'],
  'standard:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'standard:write': ['supervisor', 'admin'],
  'inspection:read': ['inspector', 'supervisor', 'liaison', 'viewer', 'admin'],
  'inspection:score': ['inspector', 'supervisor'],
  'inspection:review': ['supervisor'],
  'inspection:appeal': ['liaison'],
  'complaint:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'complaint:register': ['complaintOfficer', 'supervisor'],
  'complaint:handle': ['complaintOfficer', 'supervisor', 'liaison'],
  'complaint:close': ['complaintOfficer', 'supervisor'],
  'complaint:approve': ['supervisor'],
  'complaint:configure': ['supervisor', 'admin'],
  'complaint:import': ['complaintOfficer', 'supervisor'],
  'complaint:unmask': ['complaintOfficer', 'supervisor'],
  'survey:read': ['inspector', 'supervisor', 'complaintOfficer', 'viewer', 'admin'],
  'survey:write': ['supervisor'],
  'survey:import': ['supervisor'],
  'report:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'report:write': ['inspector', 'supervisor'],
  'report:sign': ['supervisor'],
  'import:run': ['supervisor', 'complaintOfficer', 'admin'],
  'calendar:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'calendar:write': ['admin'],
  'account:manage': ['admin'],
  'system:read': ['inspector', 'supervisor', 'complaintOfficer', 'liaison', 'viewer', 'admin'],
  'system:manage': ['admin'],
  'system:changeLog': ['admin', 'supervisor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionRoles;

/** What a call needs: a permission, only a signed-in person, or nothing (first run, sign in). */
export type CallPermission = Permission | 'signedIn' | 'public';

/**
 * Whether a role holds a permission.
 * @returns true when the call may go on
 */
export function roleMay(role: Role, permission: CallPermission): boolean {
  if (permission === 'public' || permission === 'signedIn') return true;
  return (permissionRoles[permission] as readonly Role[]).includes(role);
}
