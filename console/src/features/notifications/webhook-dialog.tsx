import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { notificationCategories } from '../../lib/notification-categories.ts';
import type { NewWebhookEndpoint, NotificationCategory, WebhookEndpoint } from '../../api/types.ts';
import { createWebhook, updateWebhook, webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useCategoryName } from './category.tsx';
import { FreshSecret } from './webhook-secret-dialog.tsx';

/** Makes an endpoint, whose secret is then shown once, or changes one. */
export function WebhookDialog({ webhook, onClose }: { webhook?: WebhookEndpoint; onClose(): void }) {
  const { t, rich } = useMessages();
  const formId = useId();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [taken, setTaken] = useState<readonly NotificationCategory[]>(() =>
    notificationCategories.filter((each) => webhook?.categories?.includes(each) ?? true),
  );
  const [tried, setTried] = useState(false);
  const { create, update } = useKeepWebhook(onClose);
  if (create.data !== undefined) return <FreshSecret secret={create.data.secret} onClose={onClose} />;

  const isNameMissing = name.trim() === '';
  const isUrlMissing = !/^https?:\/\/./.test(url.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNameMissing || isUrlMissing || taken.length === 0) return;
    const isWhole = taken.length === notificationCategories.length;
    const body = { name: name.trim(), url: url.trim(), categories: isWhole ? null : [...taken] };
    if (webhook === undefined) create.mutate(body);
    else update.mutate({ id: webhook.id, body });
  };
  const error = create.error ?? update.error;
  const faults = error instanceof ApiError ? error.faults : [];
  const faultAt = (field: string) => faults.find(({ pointer }) => pointer === `/${field}`)?.detail;
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        webhook === undefined
          ? t('consoleOutside.webhooks.create')
          : rich('consoleOutside.webhooks.editTitle', { name: webhook.name })
      }
      description={t('consoleOutside.webhooks.createLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={create.isPending || update.isPending}>
            {webhook === undefined ? t('consoleOutside.webhooks.make') : t('console.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className="settings-fields" onSubmit={submit} noValidate>
        <TextField
          label={t('consoleOutside.webhooks.name')}
          value={name}
          maxLength={100}
          error={tried && isNameMissing ? t('consoleOutside.webhooks.nameMissing') : faultAt('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('consoleOutside.webhooks.url')}
          hint={t('consoleOutside.webhooks.urlHint')}
          type="url"
          dir="ltr"
          value={url}
          maxLength={2000}
          error={tried && isUrlMissing ? t('consoleOutside.webhooks.urlMissing') : faultAt('url')}
          onChange={(event) => setUrl(event.target.value)}
        />
        <CategoryChoice taken={taken} onChange={setTaken} />
        {tried && taken.length === 0 && (
          <p className="field-error" role="alert">
            {t('consoleOutside.webhooks.noneTaken')}
          </p>
        )}
        {error !== null && faults.length === 0 && <ActionFault error={error} />}
      </form>
    </Dialog>
  );
}

function useKeepWebhook(onClose: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  return {
    create: useMutation({ mutationFn: createWebhook, onSuccess: refresh }),
    update: useMutation({
      mutationFn: ({ id, body }: { id: number; body: NewWebhookEndpoint }) => updateWebhook(id, body),
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  };
}

interface CategoryChoiceProps {
  taken: readonly NotificationCategory[];
  onChange(taken: readonly NotificationCategory[]): void;
}

function CategoryChoice({ taken, onChange }: CategoryChoiceProps) {
  const { t } = useMessages();
  const nameOf = useCategoryName();
  return (
    <fieldset>
      <legend className="label">{t('consoleOutside.webhooks.what')}</legend>
      {notificationCategories.map((each) => (
        <label key={each} className="check">
          <input
            type="checkbox"
            checked={taken.includes(each)}
            onChange={() => onChange(notificationCategories.filter((one) => (one === each) !== taken.includes(one)))}
          />
          <span>{nameOf(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}
