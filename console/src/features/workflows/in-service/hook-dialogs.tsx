import { useMutation, useQueryClient } from '@tanstack/react-query';
import { hooksQuery, removeHook, rotateHook } from '../../../api/hooks.ts';
import type { FreshHook, Hook } from '../../../api/types.ts';
import { useMessages } from '../../../lib/messages/messages.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SecretLine } from '../../../ui/secret-line.tsx';
import { ActionFault } from '../../../ui/states.tsx';
import { writeCall } from './call-example.ts';
import { useEditor } from '../editor-context.ts';
import { NewHookDialog } from './new-hook-dialog.tsx';

export interface HookDialogProps {
  opened: { kind: 'new' } | { kind: 'example' | 'rotate' | 'remove'; hook: Hook };
  onClose(): void;
}

export function HookDialogs({ opened, onClose }: HookDialogProps) {
  if (opened.kind === 'new') return <NewHookDialog Fresh={FreshDialog} onClose={onClose} />;
  if (opened.kind === 'example') return <ExampleDialog hook={opened.hook} onClose={onClose} />;
  return <EndDialog key={opened.kind} how={opened.kind} hook={opened.hook} onClose={onClose} />;
}

/** The one moment at which the address can be read, with a call that can be tried at once. */
function FreshDialog({ hook, onClose }: { hook: FreshHook; onClose(): void }) {
  const { t, rich } = useMessages();
  const { url, signing_secret: secret } = hook;
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleTriggers.hooks.fresh', { name: hook.name })}
      description={t('consoleTriggers.hooks.freshLead')}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('consoleTriggers.hooks.kept')}
        </Button>
      }
    >
      <div className="stack">
        <SecretLine label={t('consoleWorkflowEditor.field.url')} text={url} />
        {secret !== null && <SecretLine label={t('consoleTriggers.hooks.secret')} text={secret} />}
        <Example url={url} secret={secret} />
      </div>
    </Dialog>
  );
}

/** The same call later, when the address is no longer known here. */
function ExampleDialog({ hook, onClose }: { hook: Hook; onClose(): void }) {
  const { t } = useMessages();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleTriggers.hooks.example')}
      description={t('consoleTriggers.hooks.exampleLead')}
      actions={<Button onClick={onClose}>{t('consoleWorkflowEditor.close')}</Button>}
    >
      <Example url={`${location.origin}/hooks/${hook.prefix}…`} secret={hook.signed ? 'whsec_…' : null} />
    </Dialog>
  );
}

function Example({ url, secret }: { url: string; secret: string | null }) {
  const { t } = useMessages();
  const { pinned } = useEditor();
  const text = writeCall({ url, secret, body: pinned.trigger });
  const label = t('consoleTriggers.hooks.example');
  return (
    <figure className="json-block">
      <figcaption className="row">
        <span className="label grow">{label}</span>
        <CopyButton text={text} />
      </figcaption>
      {/* It scrolls by itself, so it can be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="mono" dir="ltr" tabIndex={0} role="group" aria-label={label}>
        {text}
      </pre>
    </figure>
  );
}

interface EndProps {
  how: 'rotate' | 'remove';
  hook: Hook;
  onClose(): void;
}

/** Asks first: an address that has ended cannot be brought back. */
function EndDialog({ how, hook, onClose }: EndProps) {
  const { t, rich } = useMessages();
  const { workflowId } = useEditor();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: hooksQuery(workflowId).queryKey });
  const rotate = useMutation({ mutationFn: () => rotateHook(hook.id), onSuccess: refresh });
  const remove = useMutation({
    mutationFn: () => removeHook(hook.id),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  if (rotate.data !== undefined) return <FreshDialog hook={rotate.data} onClose={onClose} />;
  const act = how === 'rotate' ? rotate : remove;
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich(`consoleTriggers.hooks.${how}Title`, { name: hook.name })}
      description={t(`consoleTriggers.hooks.${how}Lead`)}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleWorkflowEditor.cancel')}</Button>
          <Button kind={how === 'remove' ? 'danger' : 'primary'} busy={act.isPending} onClick={() => act.mutate()}>
            {t(`consoleTriggers.hooks.${how}`)}
          </Button>
        </>
      }
    >
      {act.isError && <ActionFault error={act.error} />}
    </Dialog>
  );
}
