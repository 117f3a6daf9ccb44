import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiKeysQuery, removeApiKey } from '../../api/api-keys.ts';
import type { ApiKey } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Asks first, because a revoked key cannot be brought back. */
export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose(): void }) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => removeApiKey(apiKey.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleSettings.keys.revokeTitle', { name: apiKey.name })}
      description={t('consoleSettings.keys.revokeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('consoleSettings.keys.revoke')}
          </Button>
        </>
      }
    >
      {revoke.isError && <ActionFault error={revoke.error} />}
    </Dialog>
  );
}
