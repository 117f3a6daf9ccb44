import { useMutation, useQueryClient } from '@tanstack/react-query';
import { credentialsQuery, removeCredential } from '../../api/credentials.ts';
import type { Credential } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Asks first: nobody here knows the secret any more, so it could not be put back. */
export function RemoveCredentialDialog({ credential, onClose }: { credential: Credential; onClose(): void }) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeCredential(credential.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: credentialsQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleOutside.credentials.removeTitle', { name: credential.name })}
      description={t('consoleOutside.credentials.removeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('consoleOutside.credentials.remove')}
          </Button>
        </>
      }
    >
      {remove.isError && <ActionFault error={remove.error} />}
    </Dialog>
  );
}
