import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiKeysQuery, createApiKey } from '../../api/api-keys.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { PermissionChoice } from './permission-choice.tsx';

type Scope = 'all' | 'some';
type Lifetime = '30' | '90' | '365' | 'none';

const lifetimes: readonly Lifetime[] = ['30', '90', '365', 'none'];
const dayMs = 86_400_000;

export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: createApiKey,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  if (create.data !== undefined) return <FreshKey secret={create.data.key} onClose={onClose} />;
  return <KeyForm onClose={onClose} create={create} />;
}

interface KeyFormProps {
  onClose(): void;
  create: {
    mutate(body: { name: string; permissions: string[] | 'all'; expires_at?: string }): void;
    isPending: boolean;
    error: Error | null;
  };
}

function KeyForm({ onClose, create }: KeyFormProps) {
  const { t } = useMessages();
  const held = useQuery({ ...sessionQuery, enabled: false }).data?.permissions ?? [];
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('all');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [lifetime, setLifetime] = useState<Lifetime>('none');
  const [tried, setTried] = useState(false);
  const nameMissing = name.trim() === '';
  const noneChosen = scope === 'some' && chosen.length === 0;

  const submit = () => {
    setTried(true);
    if (nameMissing || noneChosen) return;
    create.mutate({
      name: name.trim(),
      permissions: scope === 'all' ? 'all' : [...chosen],
      ...(lifetime !== 'none' && { expires_at: new Date(Date.now() + Number(lifetime) * dayMs).toISOString() }),
    });
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleSettings.keys.create')}
      description={t('consoleSettings.keys.createLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" busy={create.isPending} onClick={submit}>
            {t('consoleSettings.keys.make')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('consoleSettings.keys.name')}
        hint={t('consoleSettings.keys.nameHint')}
        error={tried && nameMissing ? t('consoleSettings.keys.nameMissing') : undefined}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <p className="label">{t('consoleSettings.keys.permissions')}</p>
        <Segments<Scope>
          label={t('consoleSettings.keys.permissions')}
          value={scope}
          options={[
            { value: 'all', label: t('consoleSettings.keys.allPermissions') },
            { value: 'some', label: t('consoleSettings.keys.chosen') },
          ]}
          onChange={setScope}
        />
      </div>
      {scope === 'some' && <PermissionChoice held={held} chosen={chosen} onChange={setChosen} />}
      {tried && noneChosen && <p className="field-error">{t('consoleSettings.keys.noneChosen')}</p>}
      <SelectField
        label={t('consoleSettings.keys.expires')}
        value={lifetime}
        onChange={(event) => setLifetime(lifetimes.find((one) => one === event.target.value) ?? 'none')}
      >
        {lifetimes.map((one) => (
          <option key={one} value={one}>
            {one === 'none' ? t('consoleSettings.keys.noEnd') : t('consoleSettings.keys.inDays', { days: Number(one) })}
          </option>
        ))}
      </SelectField>
      {create.error !== null && <ActionFault error={create.error} />}
    </Dialog>
  );
}

export function FreshKey({ secret, onClose }: { secret: string; onClose(): void }) {
  const { t } = useMessages();
  return (
    <SecretDialog
      secret={secret}
      title={t('consoleSettings.keys.fresh')}
      lead={t('consoleSettings.keys.freshLead')}
      note={t('consoleSettings.keys.freshNote')}
      kept={t('consoleSettings.keys.kept')}
      onClose={onClose}
    />
  );
}
