import { useMutation, useQueryClient } from '@tanstack/react-query';
import { makeResetLink, membersQuery, removeSecondFactorOf } from '../../api/members.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** What can be done for a member who cannot get in any more. */
export function RescueDialog({ member, onClose }: { member: Member; onClose(): void }) {
  const { t, rich, format } = useMessages();
  const queryClient = useQueryClient();
  const link = useMutation({ mutationFn: () => makeResetLink(member.user_id) });
  const remove = useMutation({
    mutationFn: () => removeSecondFactorOf(member.user_id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: membersQuery.queryKey }),
  });
  if (link.data) {
    return (
      <SecretDialog
        secret={link.data.link}
        title={t('consoleSettings.members.link')}
        lead={t('consoleSettings.members.linkLead', { time: format.dateTime(link.data.expires_at) })}
        note={t('consoleSettings.members.linkNote')}
        kept={t('consoleSettings.members.linkKept')}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleSettings.members.helpNamed', { name: member.name })}
      description={t('consoleSettings.members.helpLead')}
      actions={<Button onClick={onClose}>{t('consoleSettings.members.helpClose')}</Button>}
    >
      <div className="stack-small">
        <span>
          <Button busy={link.isPending} onClick={() => link.mutate()}>
            {t('consoleSettings.members.makeLink')}
          </Button>
        </span>
        <p className="small secondary">{t('consoleSettings.members.linkHint')}</p>
        {link.isError && <ActionFault error={link.error} />}
      </div>
      {(member.has_second_factor || remove.isSuccess) && (
        <div className="stack-small">
          {remove.isSuccess ? (
            <p role="status" className="tone-good">
              {t('consoleSettings.members.factorRemoved')}
            </p>
          ) : (
            <span>
              <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
                {t('consoleSettings.members.removeFactor')}
              </Button>
            </span>
          )}
          <p className="small secondary">{t('consoleSettings.members.removeFactorLead')}</p>
          {remove.isError && <ActionFault error={remove.error} />}
        </div>
      )}
    </Dialog>
  );
}
