/**
 * Everything that a member or a key can be allowed. The nine of AI analytics are named by the specification; the others
 * follow their pattern. Name and description of each are the messages `tenancy.permissions.<area>.<verb>.*`.
 */
export const permissions = [
  'ai_analytics:read',
  'ai_analytics:create',
  'ai_analytics:update',
  'ai_analytics:predict',
  'ai_analytics:manage',
  'ai_analytics:detect',
  'ai_analytics:generate',
  'ai_analytics:feedback',
  'ai_analytics:automation',
  'data:read',
  'data:create',
  'data:update',
  'data:delete',
  'data:bi',
  'automation:read',
  'automation:run',
  'automation:approve',
  'automation:manage',
  'notifications:read',
  'notifications:send',
  'notifications:manage',
  'tenancy:read',
  'tenancy:update',
  'tenancy:manage',
  'tenancy:audit',
  'tenancy:own',
  'performance:read',
  'performance:manage',
  'monitoring:read',
] as const;

export type Permission = (typeof permissions)[number];

export const builtInRoles = ['owner', 'admin', 'analyst', 'operator', 'viewer'] as const;

export type BuiltInRole = (typeof builtInRoles)[number];

const viewer: readonly Permission[] = ['ai_analytics:read', 'data:read', 'automation:read', 'notifications:read'];

const rolePermissions: Record<BuiltInRole, readonly Permission[]> = {
  owner: permissions,
  // Only owners decide who owns the organization.
  admin: permissions.filter((permission) => permission !== 'tenancy:own'),
  analyst: [
    ...viewer,
    'ai_analytics:create',
    'ai_analytics:update',
    'ai_analytics:predict',
    'ai_analytics:manage',
    'ai_analytics:detect',
    'ai_analytics:generate',
    'ai_analytics:feedback',
    'data:create',
    'data:update',
    'tenancy:read',
  ],
  operator: [
    ...viewer,
    'ai_analytics:predict',
    'ai_analytics:detect',
    'ai_analytics:feedback',
    'ai_analytics:automation',
    'data:create',
    'automation:run',
    'automation:approve',
    'tenancy:read',
    'performance:read',
  ],
  viewer,
};

/** What somebody with the role may; `custom` are the permissions of a role that the organization has made. */
export function permissionsOfRole(role: string, custom: readonly string[] | null = null): readonly Permission[] {
  if (isBuiltInRole(role)) return rolePermissions[role];
  return knownPermissions(custom ?? []);
}

/** In the order of the list, without those that this version does not know. */
export function knownPermissions(names: readonly string[]): Permission[] {
  return permissions.filter((permission) => names.includes(permission));
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}

export function isBuiltInRole(text: string): text is BuiltInRole {
  return (builtInRoles as readonly string[]).includes(text);
}
