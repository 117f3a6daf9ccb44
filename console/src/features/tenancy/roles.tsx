import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { createRole, removeRole, rolesQuery } from '../../api/members.ts';
import type { Role } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { useAccessNames } from './access-names.ts';

// The machinery of dialogs is fetched only where somebody needs it.
const RoleDialog = lazy(async () => ({ default: (await import('./role-dialog.tsx')).RoleDialog }));

export function Roles() {
  const { t } = useMessages();
  const roles = useQuery(rolesQuery);
  return (
    <Card title={t('consoleSettings.roles.title')} aside={<NewRoleButton />}>
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

function NewRoleButton() {
  const { t } = useMessages();
  const [creating, setCreating] = useState(false);
  if (!useMay('tenancy:manage')) return null;
  return (
    <>
      <Button size="small" onClick={() => setCreating(true)}>
        {t('consoleSettings.roles.create')}
      </Button>
      <Suspense>{creating && <RoleDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}

function RoleDetails({ role }: { role: Role }) {
  const { t } = useMessages();
  const mayManage = useMay('tenancy:manage');
  const names = useAccessNames();
  return (
    <details className="role disclosure">
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
      {!role.built_in && mayManage && <RoleActions role={role} />}
    </details>
  );
}

/** A role that nobody has can be removed, and made again as it was. */
function RoleActions({ role }: { role: Role }) {
  const { t } = useMessages();
  const { name, permissions } = role;
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState(false);
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey });
  const restore = async () => {
    await createRole({ name, permissions });
    await onSuccess();
  };
  const remove = useMutation({
    mutationFn: () => removeRole(role.id),
    onSuccess: () => {
      offerUndo({ text: t('consoleSettings.roles.removed', { name }), undo: () => void restore() });
      return onSuccess();
    },
  });
  return (
    <div className="row row-wrap role-actions">
      <Button
        size="small"
        aria-label={t('consoleSettings.roles.changeNamed', { name })}
        onClick={() => setChanging(true)}
      >
        {t('consoleSettings.roles.change')}
      </Button>
      <Button
        size="small"
        kind="quiet"
        className="button-danger"
        busy={remove.isPending}
        aria-label={t('consoleSettings.roles.removeNamed', { name })}
        onClick={() => remove.mutate()}
      >
        {t('consoleSettings.roles.remove')}
      </Button>
      {remove.isError && <ActionFault error={remove.error} />}
      <Suspense>{changing && <RoleDialog role={role} onClose={() => setChanging(false)} />}</Suspense>
    </div>
  );
}
