import { useQuery } from '@tanstack/react-query';
import { Hash, Webhook } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { Deliveries } from './deliveries.tsx';
import { WebhookRow } from './webhook-row.tsx';
import './webhooks.css';

const WebhookDialog = lazy(async () => ({ default: (await import('./webhook-dialog.tsx')).WebhookDialog }));
const permission = 'notifications:manage';

/** Programs that are told, and what went out to them and to people. */
export function WebhooksTab() {
  return (
    <Permitted to={permission}>
      <div className="stack">
        <Webhooks />
        <Deliveries />
      </div>
    </Permitted>
  );
}

export function NewWebhookButton() {
  const { t } = useMessages();
  const [creating, setCreating] = useState<'webhook' | 'slack' | null>(null);
  if (!useMay(permission)) return null;
  return (
    <>
      <Button icon={Hash} onClick={() => setCreating('slack')}>
        {t('consoleOutside.slack.create')}
      </Button>
      <Button kind="primary" icon={Webhook} onClick={() => setCreating('webhook')}>
        {t('consoleOutside.webhooks.create')}
      </Button>
      <Suspense>{creating && <WebhookDialog kind={creating} onClose={() => setCreating(null)} />}</Suspense>
    </>
  );
}

function Webhooks() {
  const { t } = useMessages();
  const webhooks = useQuery(webhooksQuery);
  return (
    <Card title={t('console.settings.tab.webhooks')} subtitle={t('consoleOutside.webhooks.lead')} flush>
      <Loaded query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={Webhook} text={t('consoleOutside.webhooks.empty')} />
          ) : (
            <ul className="settings-rows">
              {items.map((each) => (
                <WebhookRow key={each.id} webhook={each} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
