import { useQuery } from '@tanstack/react-query';
import { rolesQuery } from '../../api/members.ts';
import type { Role } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Loaded } from '../../ui/states.tsx';
import { useAccessNames } from './access-names.ts';

export function Roles() {
  const { t } = useMessages();
  const roles = useQuery(rolesQuery);
  return (
    <Card title={t('consoleSettings.roles.title')}>
      <Loaded query={roles}>
        {({ items }) => (
          <div className="stack-small">
            {items.map((role) => (
              <RoleDetails key={role.id} role={role} />
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function RoleDetails({ role }: { role: Role }) {
  const { t } = useMessages();
  const names = useAccessNames();
  return (
    <details className="role">
      <summary>
        <bdi className="medium">{role.name}</bdi>{' '}
        <span className="small faint">
          {t('consoleSettings.roles.members', { count: role.members })} ·{' '}
          {t('consoleSettings.keys.somePermissions', { count: role.permissions.length })}
        </span>
      </summary>
      <ul className="permissions role-permissions small secondary">
        {role.permissions.map((permission) => (
          <li key={permission}>{names.permission(permission)}</li>
        ))}
      </ul>
    </details>
  );
}
