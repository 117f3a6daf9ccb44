import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { membersQuery, rolesQuery, updateRole } from '../../api/members.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useAccessNames } from './access-names.ts';
import { useGrantable } from './grantable.ts';

export function RoleName({ member }: { member: Member }) {
  const names = useAccessNames();
  return <bdi>{member.role_name ?? names.role(member.role)}</bdi>;
}

/** Only roles that the reader may grant; the server looks again. */
export function RoleChoice({ member }: { member: Member }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const grantable = useGrantable();
  const change = useMutation({
    mutationFn: updateRole,
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: membersQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey }),
      ]),
  });
  const current = roles.find(({ id }) => id === member.role);
  if (current === undefined || !grantable(current)) return <RoleName member={member} />;
  return (
    <>
      <span className="select role-choice">
        <select
          className="input"
          aria-label={t('consoleSettings.members.roleOf', { name: member.name })}
          value={change.isPending ? change.variables.role : member.role}
          onChange={(event) => change.mutate({ userId: member.user_id, role: event.target.value })}
        >
          {roles.filter(grantable).map((role) => (
            <option key={role.id} value={role.id} translate={role.built_in ? undefined : 'no'}>
              {role.name}
            </option>
          ))}
        </select>
        <Icon as={ChevronDown} size={14} />
      </span>
      {change.isError && <ActionFault error={change.error} />}
    </>
  );
}
