import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { apiKeysQuery } from '../../api/api-keys.ts';
import type { ApiKey } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

// The machinery of dialogs is fetched only where somebody needs it.
const NewKeyDialog = lazy(async () => ({ default: (await import('./new-key-dialog.tsx')).NewKeyDialog }));
const RotateKeyDialog = lazy(async () => ({ default: (await import('./rotate-key-dialog.tsx')).RotateKeyDialog }));
const RevokeKeyDialog = lazy(async () => ({ default: (await import('./revoke-key-dialog.tsx')).RevokeKeyDialog }));

export function KeysTab() {
  const { t } = useMessages();
  const keys = useQuery(apiKeysQuery);
  return (
    <Card title={t('console.settings.tab.keys')} subtitle={t('consoleSettings.keys.lead')} flush>
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={KeyRound} text={t('consoleSettings.keys.empty')} />
          ) : (
            <KeysTable keys={items} />
          )
        }
      </Loaded>
    </Card>
  );
}

export function NewKeyButton() {
  const { t } = useMessages();
  const [creating, setCreating] = useState(false);
  if (!useMay('tenancy:manage')) return null;
  return (
    <>
      <Button kind="primary" icon={KeyRound} onClick={() => setCreating(true)}>
        {t('consoleSettings.keys.create')}
      </Button>
      <Suspense>{creating && <NewKeyDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}

function KeysTable({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = useMessages();
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const [rotating, setRotating] = useState<ApiKey | null>(null);
  return (
    <>
      <TableScroll label={t('console.settings.tab.keys')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleSettings.keys.name')}</th>
              <th scope="col">{t('consoleSettings.keys.begins')}</th>
              <th scope="col">{t('consoleSettings.keys.permissions')}</th>
              <th scope="col" className="wide-only">
                {t('consoleSettings.keys.used')}
              </th>
              <th scope="col" className="wide-only">
                {t('consoleSettings.keys.expires')}
              </th>
              <th scope="col">
                <span className="hidden-visually">{t('consoleSettings.keys.revoke')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} onRotate={() => setRotating(key)} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <Suspense>
        {rotating !== null && <RotateKeyDialog apiKey={rotating} onClose={() => setRotating(null)} />}
        {revoking !== null && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </>
  );
}

interface KeyRowProps {
  apiKey: ApiKey;
  onRevoke(): void;
  onRotate(): void;
}

function KeyRow({ apiKey, onRevoke, onRotate }: KeyRowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const mayManage = useMay('tenancy:manage');
  const { permissions, last_used_at: used, expires_at: expires } = apiKey;
  return (
    <tr>
      <th scope="row" className="medium">
        <bdi>{apiKey.name}</bdi>
      </th>
      <td className="mono">
        <bdi>{apiKey.prefix}…</bdi>
      </td>
      <td className="secondary">{t('consoleSettings.keys.somePermissions', { count: permissions.length })}</td>
      <td className="secondary wide-only">
        {used === null ? t('consoleSettings.keys.never') : <time dateTime={used}>{format.relative(used, nowMs)}</time>}
      </td>
      <td className="secondary wide-only">
        {expires === null ? t('consoleSettings.keys.noEnd') : <time dateTime={expires}>{format.date(expires)}</time>}
      </td>
      <td className="end">
        {mayManage && (
          <Button
            size="small"
            kind="quiet"
            aria-label={t('consoleSettings.keys.rotateNamed', { name: apiKey.name })}
            onClick={onRotate}
          >
            {t('consoleSettings.keys.rotate')}
          </Button>
        )}
        {mayManage && (
          <Button
            size="small"
            kind="quiet"
            className="button-danger"
            aria-label={t('consoleSettings.keys.revokeNamed', { name: apiKey.name })}
            onClick={onRevoke}
          >
            {t('consoleSettings.keys.revoke')}
          </Button>
        )}
      </td>
    </tr>
  );
}
