import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ComponentType, FormEvent } from 'react';
import { useId, useState } from 'react';
import { ApiError } from '../../../api/errors.ts';
import { createHook, hooksQuery } from '../../../api/hooks.ts';
import type { FreshHook, NewHook } from '../../../api/types.ts';
import { useMessages } from '../../../lib/messages/messages.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { ActionFault } from '../../../ui/states.tsx';
import { getAt } from '../definition.ts';
import { useEditor } from '../editor-context.ts';
import { FlagControl } from '../fields.tsx';

interface NewHookDialogProps {
  /** Shows what was made. */
  Fresh: ComponentType<{ hook: FreshHook; onClose(): void }>;
  onClose(): void;
}

interface Wish {
  name: string;
  answer: 'now' | 'at_end';
  isSigned: boolean;
  waitSeconds: string;
  secret: string;
}

const bodyOf = ({ name, answer, isSigned, waitSeconds, secret }: Wish): NewHook => ({
  name: name.trim(),
  answer,
  signed: isSigned,
  ...(answer === 'at_end' && { wait_seconds: Number(waitSeconds) }),
  ...(isSigned && secret.trim() !== '' && { signing_secret: secret.trim() }),
});

/** Asks for what an address is to be like; what the trigger says of its calls is what it begins with. */
export function NewHookDialog({ Fresh, onClose }: NewHookDialogProps) {
  const { t } = useMessages();
  const { workflowId, draft } = useEditor();
  const queryClient = useQueryClient();
  const formId = useId();
  const [tried, setTried] = useState(false);
  const [wish, setWish] = useState<Wish>(() => {
    const usual = (name: string) => getAt(draft.trigger_conditions, ['webhook', name]);
    const answer = usual('answer') === 'at_end' ? 'at_end' : 'now';
    return { name: '', answer, isSigned: usual('verify') === 'standard_webhooks', waitSeconds: '20', secret: '' };
  });
  const create = useMutation({
    mutationFn: (body: NewHook) => createHook(workflowId, body),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: hooksQuery(workflowId).queryKey }),
  });
  if (create.data !== undefined) return <Fresh hook={create.data} onClose={onClose} />;

  const isNameMissing = wish.name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isNameMissing) create.mutate(bodyOf(wish));
  };
  const faults = create.error instanceof ApiError ? create.error.faults : [];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleTriggers.hooks.new')}
      description={t('consoleTriggers.hooks.newLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleWorkflowEditor.cancel')}</Button>
          <Button kind="primary" type="submit" form={formId} busy={create.isPending}>
            {t('consoleTriggers.hooks.new')}
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={submit} noValidate>
        <WishFields
          wish={wish}
          isNameMissing={tried && isNameMissing}
          faultOf={(field) => faults.find(({ pointer }) => pointer === `/${field}`)?.detail}
          onChange={(some) => setWish((now) => ({ ...now, ...some }))}
        />
        {create.isError && faults.length === 0 && <ActionFault error={create.error} />}
      </form>
    </Dialog>
  );
}

interface WishFieldsProps {
  wish: Wish;
  isNameMissing: boolean;
  faultOf(field: string): string | undefined;
  onChange(some: Partial<Wish>): void;
}

function WishFields({ wish, isNameMissing, faultOf, onChange }: WishFieldsProps) {
  const { t } = useMessages();
  return (
    <>
      <TextField
        label={t('consoleWorkflowEditor.field.name')}
        hint={t('consoleTriggers.hooks.nameHint')}
        error={isNameMissing ? t('consoleTriggers.hooks.nameMissing') : faultOf('name')}
        value={wish.name}
        maxLength={100}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <SelectField
        label={t('consoleWorkflowEditor.field.answer')}
        value={wish.answer}
        onChange={({ target }) => onChange({ answer: target.value === 'at_end' ? 'at_end' : 'now' })}
      >
        <option value="now">{t('consoleWorkflowEditor.choice.now')}</option>
        <option value="at_end">{t('consoleWorkflowEditor.choice.at_end')}</option>
      </SelectField>
      {wish.answer === 'at_end' && (
        <TextField
          label={t('consoleTriggers.hooks.wait')}
          error={faultOf('wait_seconds')}
          type="number"
          min={1}
          max={60}
          value={wish.waitSeconds}
          onChange={({ target }) => onChange({ waitSeconds: target.value })}
        />
      )}
      <FlagControl
        label={t('consoleWorkflowEditor.field.verify')}
        value={wish.isSigned}
        onChange={(on) => onChange({ isSigned: on === true })}
      />
      {wish.isSigned && (
        <TextField
          label={t('consoleTriggers.hooks.own')}
          hint={t('consoleTriggers.hooks.ownHint')}
          error={faultOf('signing_secret')}
          dir="ltr"
          className="mono"
          autoComplete="off"
          value={wish.secret}
          maxLength={200}
          onChange={({ target }) => onChange({ secret: target.value })}
        />
      )}
    </>
  );
}
