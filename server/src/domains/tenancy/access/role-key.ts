import { type BuiltInRole, isBuiltInRole } from '../permissions.ts';

/** A role as the tables keep it: a built-in one, or one that the organization has made. */
export interface StoredRole {
  role: BuiltInRole | 'custom';
  role_id: number | null;
}

/** How the interface names a role: `analyst`, or `role_7` for one of the organization's own. */
export function toRoleKey(role: string, roleId: number | null): string {
  return roleId === null ? role : `role_${roleId}`;
}

/** @returns null for what names no role, whether or not the organization has it */
export function readRoleKey(key: string): StoredRole | null {
  if (isBuiltInRole(key)) return { role: key, role_id: null };
  const id = /^role_([1-9]\d{0,8})$/.exec(key)?.[1];
  return id === undefined ? null : { role: 'custom', role_id: Number(id) };
}
