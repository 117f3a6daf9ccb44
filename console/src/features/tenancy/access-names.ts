import { useQuery } from '@tanstack/react-query';
import { loadTenancyTexts } from '../../lib/messages/catalogues.ts';
import { useMessages } from '../../lib/messages/messages.tsx';

interface AccessNames {
  role(role: string): string;
  permission(permission: string): string;
}

/** What roles and permissions are called; their technical names until the texts have come, and for custom roles. */
export function useAccessNames(): AccessNames {
  const { language } = useMessages();
  const texts = useQuery({
    queryKey: ['texts', 'tenancy', language],
    queryFn: () => loadTenancyTexts(language),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return {
    role: (role) => texts?.[`tenancy.roles.${role}`] ?? role,
    permission: (permission) => texts?.[`tenancy.permissions.${permission.replace(':', '.')}.name`] ?? permission,
  };
}
