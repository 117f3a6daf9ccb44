import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { notificationCategories } from '../../lib/notification-categories.ts';
import type {
  NewWebhookEndpoint,
  NotificationCategory,
  WebhookEndpoint,
  WebhookEndpointChange,
} from '../../api/types.ts';
import { createSlackChannel, createWebhook, updateWebhook, webhooksQuery } from '../../api/webhooks.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useCategoryName } from './category.tsx';
import { FreshSecret } from './webhook-secret-dialog.tsx';

interface WebhookDialogProps {
  kind: WebhookEndpoint['kind'];
  /** The one that is changed; otherwise one is made. */
  webhook?: WebhookEndpoint;
  onClose(): void;
}

/** Makes an endpoint, whose secret is then shown once, or changes one. The address of a Slack channel is its secret. */
export function WebhookDialog({ kind, webhook, onClose }: WebhookDialogProps) {
  const { t, rich } = useMessages();
  const formId = useId();
  const { create, update } = useKeepWebhook(kind, onClose);
  if (typeof create.data === 'string') return <FreshSecret secret={create.data} onClose={onClose} />;
  const isSlack = kind === 'slack';
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        webhook === undefined
          ? t(isSlack ? 'consoleOutside.slack.create' : 'consoleOutside.webhooks.create')
          : rich('consoleOutside.webhooks.editTitle', { name: webhook.name })
      }
      description={t(isSlack ? 'consoleOutside.slack.lead' : 'consoleOutside.webhooks.createLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={create.isPending || update.isPending}>
            {webhook === undefined ? t('consoleOutside.webhooks.make') : t('console.save')}
          </Button>
        </>
      }
    >
      <WebhookForm
        id={formId}
        kind={kind}
        webhook={webhook}
        error={create.error ?? update.error}
        onSubmit={({ name, url, categories }) => {
          if (webhook === undefined) create.mutate({ name, url, categories });
          else update.mutate({ id: webhook.id, body: { name, categories, ...(url !== '' && { url }) } });
        }}
      />
    </Dialog>
  );
}

interface FormProps {
  id: string;
  kind: WebhookEndpoint['kind'];
  webhook: WebhookEndpoint | undefined;
  error: Error | null;
  onSubmit(wish: { name: string; url: string; categories: NotificationCategory[] | null }): void;
}

function WebhookForm({ id, kind, webhook, error, onSubmit }: FormProps) {
  const { t } = useMessages();
  const isSlack = kind === 'slack';
  // Of Slack only the host is known here.
  const mayStay = isSlack && webhook !== undefined;
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(mayStay ? '' : (webhook?.url ?? 'https://'));
  const [taken, setTaken] = useState<readonly NotificationCategory[]>(() =>
    notificationCategories.filter((each) => webhook?.categories?.includes(each) ?? true),
  );
  const [tried, setTried] = useState(false);
  const isNameMissing = name.trim() === '';
  const isUrlMissing = !/^https?:\/\/./.test(url.trim()) && !(mayStay && url.trim() === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNameMissing || isUrlMissing || taken.length === 0) return;
    const isWhole = taken.length === notificationCategories.length;
    onSubmit({ name: name.trim(), url: url.trim(), categories: isWhole ? null : [...taken] });
  };
  const faults = error instanceof ApiError ? error.faults : [];
  const faultAt = (field: string) => faults.find(({ pointer }) => pointer === `/${field}`)?.detail;
  const urlHint = isSlack
    ? t(`consoleOutside.slack.${mayStay ? 'urlAgain' : 'urlHint'}`)
    : t('consoleOutside.webhooks.urlHint');
  return (
    <form id={id} className="settings-fields" onSubmit={submit} noValidate>
      <TextField
        label={t('consoleOutside.webhooks.name')}
        value={name}
        maxLength={100}
        error={tried && isNameMissing ? t('consoleOutside.webhooks.nameMissing') : faultAt('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('consoleOutside.webhooks.url')}
        hint={urlHint}
        type="url"
        dir="ltr"
        autoComplete="off"
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
  );
}

function useKeepWebhook(kind: WebhookEndpoint['kind'], onClose: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const refreshAndClose = async () => {
    await refresh();
    onClose();
  };
  return {
    create: useMutation({
      mutationFn: async (body: NewWebhookEndpoint) => {
        if (kind === 'webhook') return (await createWebhook(body)).secret;
        await createSlackChannel(body);
        return null;
      },
      onSuccess: (secret) => (secret === null ? refreshAndClose() : refresh()),
    }),
    update: useMutation({
      mutationFn: ({ id, body }: { id: number; body: WebhookEndpointChange }) => updateWebhook(id, body),
      onSuccess: refreshAndClose,
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
