/** Everything that a member or a key can be allowed. The nine of AI analytics are named by the specification. */
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
  'tenancy:read',
  'tenancy:manage',
  'monitoring:read',
] as const;

export type Permission = (typeof permissions)[number];

export type Role = 'owner' | 'admin' | 'analyst' | 'operator' | 'viewer';

const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  analyst: [
    'ai_analytics:read',
    'ai_analytics:create',
    'ai_analytics:update',
    'ai_analytics:predict',
    'ai_analytics:manage',
    'ai_analytics:detect',
    'ai_analytics:generate',
    'ai_analytics:feedback',
    'data:read',
    'data:create',
    'data:update',
    'tenancy:read',
  ],
  operator: [
    'ai_analytics:read',
    'ai_analytics:predict',
    'ai_analytics:detect',
    'ai_analytics:feedback',
    'ai_analytics:automation',
    'data:read',
    'data:create',
    'tenancy:read',
  ],
  viewer: ['ai_analytics:read', 'data:read'],
};

/** What a role of the table memberships may; nothing for a name that is no role. */
export function permissionsOfRole(role: string): readonly Permission[] {
  return isRole(role) ? rolePermissions[role] : [];
}

export function isPermission(text: string): text is Permission {
  return (permissions as readonly string[]).includes(text);
}

function isRole(text: string): text is Role {
  return Object.hasOwn(rolePermissions, text);
}
