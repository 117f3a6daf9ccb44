import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WebhookEndpoint } from '../../api/types.ts';
import { removeWebhook, rotateWebhookSecret, webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

export function FreshSecret({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useMessages();
  return (
    <SecretDialog
      secret={secret}
      title={t('consoleOutside.webhooks.fresh')}
      lead={t('consoleOutside.webhooks.freshLead')}
      note={t('consoleOutside.webhooks.freshNote')}
      kept={t('consoleSettings.keys.kept')}
      onClose={onClose}
    />
  );
}

interface WebhookDialogProps {
  webhook: WebhookEndpoint;
  onClose(): void;
}

/** Says first for how long the old secret still signs. */
export function RotateDialog({ webhook, onClose }: WebhookDialogProps) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => rotateWebhookSecret(webhook.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  });
  if (rotate.data !== undefined) return <FreshSecret secret={rotate.data.secret} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleOutside.webhooks.rotateTitle', { name: webhook.name })}
      description={t('consoleOutside.webhooks.rotateLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('consoleOutside.webhooks.rotate')}
          </Button>
        </>
      }
    >
      {rotate.isError && <ActionFault error={rotate.error} />}
    </Dialog>
  );
}

/** Asks first: what was removed cannot be put back with its secret. */
export function RemoveWebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeWebhook(webhook.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleOutside.webhooks.removeTitle', { name: webhook.name })}
      description={t('consoleOutside.webhooks.removeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('consoleOutside.webhooks.remove')}
          </Button>
        </>
      }
    >
      {remove.isError && <ActionFault error={remove.error} />}
    </Dialog>
  );
}
