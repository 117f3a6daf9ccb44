import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session.ts';
import type { Role } from '../../api/types.ts';

/** Whether the reader may give a role: it can do nothing that they cannot. */
export function useGrantable(): (role: Role) => boolean {
  const held = useQuery({ ...sessionQuery, enabled: false }).data?.permissions ?? [];
  return (role) => role.permissions.every((permission) => held.includes(permission));
}
