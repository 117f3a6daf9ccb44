import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { credentialsQuery } from '../../api/credentials.ts';
import type { Credential } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

const CredentialDialog = lazy(async () => ({ default: (await import('./credential-dialog.tsx')).CredentialDialog }));
const RemoveCredentialDialog = lazy(async () => ({
  default: (await import('./remove-credential-dialog.tsx')).RemoveCredentialDialog,
}));

const permission = 'ai_analytics:automation';

export function CredentialsTab() {
  return (
    <Permitted to={permission}>
      <Credentials />
    </Permitted>
  );
}

export function NewCredentialButton() {
  const { t } = useMessages();
  const [creating, setCreating] = useState(false);
  if (!useMay(permission)) return null;
  return (
    <>
      <Button kind="primary" icon={LockKeyhole} onClick={() => setCreating(true)}>
        {t('consoleOutside.credentials.create')}
      </Button>
      <Suspense>{creating && <CredentialDialog onClose={() => setCreating(false)} />}</Suspense>
    </>
  );
}

function Credentials() {
  const { t } = useMessages();
  const credentials = useQuery(credentialsQuery);
  return (
    <Card title={t('console.settings.tab.credentials')} subtitle={t('consoleOutside.credentials.lead')} flush>
      <Loaded query={credentials}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={LockKeyhole} text={t('consoleOutside.credentials.empty')} />
          ) : (
            <CredentialsTable credentials={items} />
          )
        }
      </Loaded>
    </Card>
  );
}

function CredentialsTable({ credentials }: { credentials: readonly Credential[] }) {
  const { t } = useMessages();
  const [replacing, setReplacing] = useState<Credential | null>(null);
  const [removing, setRemoving] = useState<Credential | null>(null);
  return (
    <>
      <TableScroll label={t('console.settings.tab.credentials')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleOutside.credentials.name')}</th>
              <th scope="col">{t('consoleOutside.credentials.kind')}</th>
              <th scope="col">{t('consoleOutside.credentials.hosts')}</th>
              <th scope="col" className="wide-only">
                {t('consoleOutside.credentials.changed')}
              </th>
              <th scope="col">
                <span className="hidden-visually">{t('consoleOutside.credentials.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {credentials.map((each) => (
              <CredentialRow
                key={each.id}
                credential={each}
                onReplace={() => setReplacing(each)}
                onRemove={() => setRemoving(each)}
              />
            ))}
          </tbody>
        </table>
      </TableScroll>
      <Suspense>
        {replacing !== null && <CredentialDialog credential={replacing} onClose={() => setReplacing(null)} />}
        {removing !== null && <RemoveCredentialDialog credential={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </>
  );
}

interface CredentialRowProps {
  credential: Credential;
  onReplace(): void;
  onRemove(): void;
}

function CredentialRow({ credential, onReplace, onRemove }: CredentialRowProps) {
  const { t, format } = useMessages();
  const { name, kind, hosts, updated_at: updatedAt } = credential;
  return (
    <tr>
      <th scope="row" className="medium">
        <bdi>{name}</bdi>
      </th>
      <td className="secondary">{t(`consoleOutside.credentials.kind.${kind}`)}</td>
      <td className="mono wrap">
        <bdi dir="ltr">{hosts.join(', ')}</bdi>
      </td>
      <td className="secondary wide-only">
        <time dateTime={updatedAt}>{format.date(updatedAt)}</time>
      </td>
      <td className="end">
        <Button
          size="small"
          kind="quiet"
          aria-label={t('consoleOutside.credentials.replaceNamed', { name })}
          onClick={onReplace}
        >
          {t('consoleOutside.credentials.replace')}
        </Button>
        <Button
          size="small"
          kind="quiet"
          className="button-danger"
          aria-label={t('consoleOutside.credentials.removeNamed', { name })}
          onClick={onRemove}
        >
          {t('consoleOutside.credentials.remove')}
        </Button>
      </td>
    </tr>
  );
}
