import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createInvitation, invitationsQuery, rolesQuery } from '../../api/members.ts';
import type { SentInvitation } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useGrantable } from './grantable.ts';

export function InviteDialog({ onClose }: { onClose(): void }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const grantable = useGrantable();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('viewer');
  const [tried, setTried] = useState(false);
  const invite = useMutation({
    mutationFn: createInvitation,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  if (invite.data !== undefined) return <LinkDialog sent={invite.data} onClose={onClose} />;

  const submit = () => {
    setTried(true);
    if (email.trim() !== '') invite.mutate({ email: email.trim(), role });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleSettings.invitations.dialogTitle')}
      description={t('consoleSettings.invitations.dialogLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" busy={invite.isPending} onClick={submit}>
            {t('consoleSettings.invitations.make')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('consoleSettings.invitations.email')}
        type="email"
        dir="ltr"
        maxLength={254}
        value={email}
        error={tried && email.trim() === '' ? t('console.signIn.emailMissing') : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <SelectField
        label={t('consoleSettings.members.role')}
        value={role}
        onChange={(event) => setRole(event.target.value)}
      >
        {roles.filter(grantable).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {invite.isError && <ActionFault error={invite.error} />}
    </Dialog>
  );
}

/** The one moment at which the link can be read. */
export function LinkDialog({ sent, onClose }: { sent: SentInvitation; onClose(): void }) {
  const { t, rich } = useMessages();
  // The page's own address is the one that works for sure.
  const link = `${location.origin}/invitation#${sent.token}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleSettings.invitations.linkTitle', { email: sent.email })}
      description={t('consoleSettings.invitations.linkLead')}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('consoleSettings.invitations.done')}
        </Button>
      }
    >
      <div className="row">
        <output className="secret mono grow" dir="ltr">
          {link}
        </output>
        <CopyButton text={link} />
      </div>
    </Dialog>
  );
}
