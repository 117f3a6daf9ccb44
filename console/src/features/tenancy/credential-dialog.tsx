import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { createCredential, credentialsQuery, replaceCredential } from '../../api/credentials.ts';
import { ApiError } from '../../api/errors.ts';
import type { Credential } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import {
  contentOf,
  type CredentialDraft,
  credentialKinds,
  draftOf,
  type DraftField,
  fieldsOfKind,
  missingIn,
} from './credential-draft.ts';

/** Keeps a new credential, or puts another in the place of one that workflows already name. */
export function CredentialDialog({ credential, onClose }: { credential?: Credential; onClose(): void }) {
  const { t, rich } = useMessages();
  const formId = useId();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<CredentialDraft>(() => draftOf(credential));
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      credential === undefined
        ? createCredential({ name: draft.name.trim(), ...contentOf(draft) })
        : replaceCredential(credential.id, contentOf(draft)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: credentialsQuery.queryKey });
      onClose();
    },
  });
  const missing = missingIn(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length === 0) save.mutate();
  };
  const faults = save.error instanceof ApiError ? save.error.faults : [];
  const errorOf = (field: DraftField) => {
    if (tried && missing.includes(field)) return t(`consoleOutside.credentials.missing.${field}`);
    return faults.find(({ pointer }) => pointer.startsWith(`/${field}`))?.detail;
  };
  const set = (change: Partial<CredentialDraft>) => setDraft((now) => ({ ...now, ...change }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        credential === undefined
          ? t('consoleOutside.credentials.create')
          : rich('consoleOutside.credentials.replaceTitle', { name: credential.name })
      }
      description={t(
        credential === undefined ? 'consoleOutside.credentials.createLead' : 'consoleOutside.credentials.replaceLead',
      )}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={save.isPending}>
            {t(credential === undefined ? 'consoleOutside.credentials.keep' : 'consoleOutside.credentials.replace')}
          </Button>
        </>
      }
    >
      <form id={formId} className="settings-fields" onSubmit={submit} noValidate>
        <Fields draft={draft} isNew={credential === undefined} errorOf={errorOf} onChange={set} />
        {save.isError && faults.length === 0 && <ActionFault error={save.error} />}
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  draft: CredentialDraft;
  isNew: boolean;
  errorOf(field: DraftField): string | undefined;
  onChange(change: Partial<CredentialDraft>): void;
}

function Fields({ draft, isNew, errorOf, onChange }: FieldsProps) {
  const { t } = useMessages();
  const text = (field: Exclude<DraftField, 'hosts' | 'secret'>, hint?: string) => (
    <TextField
      key={field}
      label={t(`consoleOutside.credentials.${field}`)}
      hint={hint}
      dir={field === 'name' ? 'auto' : 'ltr'}
      autoComplete="off"
      value={draft[field]}
      error={errorOf(field)}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <>
      {isNew && text('name', t('consoleOutside.credentials.nameHint'))}
      <SelectField
        label={t('consoleOutside.credentials.kind')}
        hint={t(`consoleOutside.credentials.kindHint.${draft.kind}`)}
        value={draft.kind}
        onChange={({ target }) =>
          onChange({ kind: credentialKinds.find((kind) => kind === target.value) ?? draft.kind })
        }
      >
        {credentialKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`consoleOutside.credentials.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      {fieldsOfKind[draft.kind].map((field) => text(field))}
      <TextField
        label={t('consoleOutside.credentials.secret')}
        hint={t('consoleOutside.credentials.secretHint')}
        type="password"
        dir="ltr"
        autoComplete="off"
        maxLength={8000}
        value={draft.secret}
        error={errorOf('secret')}
        onChange={(event) => onChange({ secret: event.target.value })}
      />
      <TextAreaField
        label={t('consoleOutside.credentials.hosts')}
        hint={t('consoleOutside.credentials.hostsHint')}
        dir="ltr"
        rows={2}
        value={draft.hosts}
        error={errorOf('hosts')}
        onChange={(event) => onChange({ hosts: event.target.value })}
      />
    </>
  );
}
