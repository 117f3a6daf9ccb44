import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Hash, Pencil, Power, RotateCw, Send, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { WebhookEndpoint } from '../../api/types.ts';
import { testWebhook, updateWebhook, webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useCategoryName } from './category.tsx';

const WebhookDialog = lazy(async () => ({ default: (await import('./webhook-dialog.tsx')).WebhookDialog }));
const RotateDialog = lazy(async () => ({ default: (await import('./webhook-secret-dialog.tsx')).RotateDialog }));
const RemoveWebhookDialog = lazy(async () => ({
  default: (await import('./webhook-secret-dialog.tsx')).RemoveWebhookDialog,
}));

export function WebhookRow({ webhook }: { webhook: WebhookEndpoint }) {
  const { t, format } = useMessages();
  const nameOf = useCategoryName();
  const { name, url, categories } = webhook;
  return (
    <li className="webhook">
      <div className="grow stack-small">
        <span className="row row-wrap">
          <bdi className="medium">{name}</bdi>
          {webhook.kind === 'slack' && (
            <Chip icon={Hash}>
              <span translate="no">Slack</span>
            </Chip>
          )}
          <WebhookState webhook={webhook} />
        </span>
        <bdi className="mono secondary" dir="ltr">
          {url}
        </bdi>
        <span className="small faint">
          {categories === null
            ? t('consoleOutside.webhooks.takesAll')
            : t('consoleOutside.webhooks.takes', { categories: format.list(categories.map(nameOf)) })}
        </span>
      </div>
      <WebhookActions webhook={webhook} />
    </li>
  );
}

function WebhookState({ webhook }: { webhook: WebhookEndpoint }) {
  const { t, format } = useMessages();
  const { enabled, disabled_reason: reason, failing_since: failing, previous_valid_until: previous } = webhook;
  if (!enabled) {
    const why = reason === 'gone' || reason === 'failing' ? reason : 'byHand';
    return <Chip tone={why === 'byHand' ? 'neutral' : 'bad'}>{t(`consoleOutside.webhooks.off.${why}`)}</Chip>;
  }
  return (
    <>
      {failing === null ? (
        <Chip tone="good">{t('consoleOutside.webhooks.on')}</Chip>
      ) : (
        <Chip tone="warn">{t('consoleOutside.webhooks.failing', { time: format.dateTime(failing) })}</Chip>
      )}
      {previous !== null && <Chip>{t('consoleOutside.webhooks.oldSecret', { time: format.dateTime(previous) })}</Chip>}
    </>
  );
}

type Opened = 'edit' | 'rotate' | 'remove' | null;

function WebhookActions({ webhook }: { webhook: WebhookEndpoint }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState<Opened>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  const setEnabled = useMutation({
    mutationFn: (enabled: boolean) => updateWebhook(webhook.id, { enabled }),
    onSuccess: refresh,
  });
  const toggle = () => {
    const next = !webhook.enabled;
    setEnabled.mutate(next);
    offerUndo({
      text: t(next ? 'consoleOutside.webhooks.switchedOn' : 'consoleOutside.webhooks.switchedOff', {
        name: webhook.name,
      }),
      undo: () => setEnabled.mutate(!next),
    });
  };
  const error = test.error ?? setEnabled.error;
  const close = () => setOpened(null);
  return (
    <div className="row row-wrap webhook-actions">
      {error !== null && <ActionFault error={error} />}
      <span role="status" className="small secondary">
        {test.isSuccess && t('consoleOutside.webhooks.tested')}
      </span>
      <Button
        size="small"
        icon={Send}
        busy={test.isPending}
        unavailable={!webhook.enabled}
        aria-label={t('consoleOutside.webhooks.testNamed', { name: webhook.name })}
        onClick={() => test.mutate()}
      >
        {t('consoleOutside.webhooks.test')}
      </Button>
      <Menu
        label={t('consoleOutside.webhooks.actions', { name: webhook.name })}
        className="icon-button"
        trigger={<Icon as={Ellipsis} />}
        actions={[
          { label: t('consoleOutside.webhooks.edit'), icon: Pencil, onSelect: () => setOpened('edit') },
          ...(webhook.kind === 'slack'
            ? []
            : [{ label: t('consoleOutside.webhooks.rotate'), icon: RotateCw, onSelect: () => setOpened('rotate') }]),
          {
            label: t(webhook.enabled ? 'consoleOutside.webhooks.switchOff' : 'consoleOutside.webhooks.switchOn'),
            icon: Power,
            onSelect: toggle,
          },
          { label: t('consoleOutside.webhooks.remove'), icon: Trash2, onSelect: () => setOpened('remove') },
        ]}
      />
      <Suspense>
        {opened === 'edit' && <WebhookDialog kind={webhook.kind} webhook={webhook} onClose={close} />}
        {opened === 'rotate' && <RotateDialog webhook={webhook} onClose={close} />}
        {opened === 'remove' && <RemoveWebhookDialog webhook={webhook} onClose={close} />}
      </Suspense>
    </div>
  );
}
