import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiKeysQuery, rotateApiKey } from '../../api/api-keys.ts';
import type { ApiKey } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { FreshKey } from './new-key-dialog.tsx';

/** Says first for how long the old secret still works. */
export function RotateKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose(): void }) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => rotateApiKey(apiKey.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  if (rotate.data !== undefined) return <FreshKey secret={rotate.data.key} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleSettings.keys.rotateTitle', { name: apiKey.name })}
      description={t('consoleSettings.keys.rotateLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('consoleSettings.keys.rotate')}
          </Button>
        </>
      }
    >
      {rotate.isError && <ActionFault error={rotate.error} />}
    </Dialog>
  );
}
