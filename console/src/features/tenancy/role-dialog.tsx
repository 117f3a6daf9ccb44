import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { changeRole, createRole, rolesQuery } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Role } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { PermissionChoice } from './permission-choice.tsx';

/** Makes a role of the organization's own, or changes one. */
export function RoleDialog({ role, onClose }: { role?: Role; onClose(): void }) {
  const { t, rich } = useMessages();
  const formId = useId();
  const queryClient = useQueryClient();
  const held = useQuery({ ...sessionQuery, enabled: false }).data?.permissions ?? [];
  const [name, setName] = useState(role?.name ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(role?.permissions ?? []);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), permissions: [...chosen] };
      return role === undefined ? createRole(body) : changeRole({ roleId: role.id, body });
    },
    onSuccess: async () => {
      await Promise.all([rolesQuery, sessionQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })));
      onClose();
    },
  });
  const isNameMissing = name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isNameMissing) save.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        role === undefined
          ? t('consoleSettings.roles.create')
          : rich('consoleSettings.roles.changeNamed', { name: role.name })
      }
      description={t(role === undefined ? 'consoleSettings.roles.createLead' : 'consoleSettings.roles.changeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={save.isPending}>
            {role === undefined ? t('consoleSettings.roles.make') : t('console.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className="settings-fields" onSubmit={submit} noValidate>
        <TextField
          label={t('consoleSettings.roles.name')}
          value={name}
          maxLength={60}
          error={tried && isNameMissing ? t('consoleSettings.roles.nameMissing') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <p className="label">{t('consoleSettings.keys.permissions')}</p>
          <PermissionChoice held={held} chosen={chosen} onChange={setChosen} />
        </div>
        {save.isError && <ActionFault error={save.error} />}
      </form>
    </Dialog>
  );
}
