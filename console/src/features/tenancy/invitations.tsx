import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { invitationsQuery, removeInvitation, resendInvitation } from '../../api/members.ts';
import type { Invitation, SentInvitation } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAccessNames } from './access-names.ts';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).LinkDialog }));

export function InviteButton() {
  const { t } = useMessages();
  const [inviting, setInviting] = useState(false);
  if (!useMay('tenancy:manage')) return null;
  return (
    <>
      <Button kind="primary" icon={UserPlus} onClick={() => setInviting(true)}>
        {t('consoleSettings.members.invite')}
      </Button>
      <Suspense>{inviting && <InviteDialog onClose={() => setInviting(false)} />}</Suspense>
    </>
  );
}

export function Invitations() {
  const { t } = useMessages();
  const invitations = useQuery(invitationsQuery);
  const [sent, setSent] = useState<SentInvitation | null>(null);
  return (
    <Card title={t('consoleSettings.invitations.title')} flush>
      <Loaded query={invitations}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="secondary invitations-empty">{t('consoleSettings.invitations.empty')}</p>
          ) : (
            <TableScroll label={t('consoleSettings.invitations.title')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('consoleSettings.invitations.email')}</th>
                    <th scope="col">{t('consoleSettings.members.role')}</th>
                    <th scope="col">{t('consoleSettings.invitations.expires')}</th>
                    <th scope="col">
                      <span className="hidden-visually">{t('consoleSettings.invitations.revoke')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((invitation) => (
                    <InvitationRow key={invitation.id} invitation={invitation} onSent={setSent} />
                  ))}
                </tbody>
              </table>
            </TableScroll>
          )
        }
      </Loaded>
      <Suspense>{sent !== null && <LinkDialog sent={sent} onClose={() => setSent(null)} />}</Suspense>
    </Card>
  );
}

interface InvitationRowProps {
  invitation: Invitation;
  onSent(sent: SentInvitation): void;
}

function InvitationRow({ invitation, onSent }: InvitationRowProps) {
  const { t, format } = useMessages();
  const names = useAccessNames();
  const nowMs = useNow();
  const mayManage = useMay('tenancy:manage');
  const { id, email, expires_at: expires } = invitation;
  return (
    <tr>
      <th scope="row" className="medium">
        <bdi>{email}</bdi>
      </th>
      <td>
        <bdi>{invitation.role_name ?? names.role(invitation.role)}</bdi>
      </td>
      <td className="secondary">
        {Date.parse(expires) <= nowMs ? (
          <Chip tone="warn">{t('consoleSettings.invitations.expired')}</Chip>
        ) : (
          <time dateTime={expires}>{format.date(expires)}</time>
        )}
      </td>
      <td className="end">{mayManage && <InvitationActions id={id} email={email} onSent={onSent} />}</td>
    </tr>
  );
}

interface InvitationActionsProps {
  id: number;
  email: string;
  onSent(sent: SentInvitation): void;
}

function InvitationActions({ id, email, onSent }: InvitationActionsProps) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  const resend = useMutation({
    mutationFn: () => resendInvitation(id),
    onSuccess: (answer) => {
      onSent(answer);
      return refresh();
    },
  });
  const revoke = useMutation({ mutationFn: () => removeInvitation(id), onSuccess: refresh });
  const error = resend.error ?? revoke.error;
  return (
    <>
      {error !== null && <ActionFault error={error} />}
      <Button
        size="small"
        kind="quiet"
        busy={resend.isPending}
        aria-label={t('consoleSettings.invitations.resendNamed', { email })}
        onClick={() => resend.mutate()}
      >
        {t('consoleSettings.invitations.resend')}
      </Button>
      <Button
        size="small"
        kind="quiet"
        className="button-danger"
        busy={revoke.isPending}
        aria-label={t('consoleSettings.invitations.revokeNamed', { email })}
        onClick={() => revoke.mutate()}
      >
        {t('consoleSettings.invitations.revoke')}
      </Button>
    </>
  );
}
