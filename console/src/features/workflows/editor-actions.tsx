import { CircleAlert, Download, Ellipsis, Play, Rocket, Save, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { isStatus } from '../../api/errors.ts';
import { type Workflow } from '../../api/workflow.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { listSteps } from './definition.ts';
import { useEditor } from './editor-context.ts';
import type { EditorDialog } from './editor-dialogs.tsx';
import { EnableSwitch } from './enable-switch.tsx';
import type { useDraft } from './use-draft.ts';
import { useKeepFile } from './use-keep-file.ts';

const Dialogs = lazy(async () => ({ default: (await import('./editor-dialogs.tsx')).EditorDialogs }));
interface ActionsProps {
  workflow: Workflow;
  work: ReturnType<typeof useDraft>;
  faultCount: number;
}

/** Save, publish, switch on: the way of a draft into service. */
export function EditorActions({ workflow, work, faultCount }: ActionsProps) {
  const { t } = useMessages();
  const { mayChange } = useEditor();
  const { save, isDirty } = work;
  const [dialog, setDialog] = useState<EditorDialog | null>(null);
  const [exportFault, keepFile] = useKeepFile(workflow);
  if (!mayChange) return <span className="small faint">{t('consoleWorkflowEditor.readOnly')}</span>;

  const isConflict = save.isError && isStatus(save.error, 412);
  const hasNews = isDirty || workflow.has_unpublished_changes;
  const publish = () => {
    if (isDirty) save.mutate('gently', { onSuccess: () => setDialog('publish') });
    else setDialog('publish');
  };
  return (
    <>
      {save.isError && !isConflict && <ActionFault error={save.error} />}
      {exportFault !== null && <ActionFault error={exportFault} />}
      <FaultsButton count={faultCount} />
      <EnableSwitch workflow={workflow} />
      <Button icon={Save} busy={save.isPending} unavailable={!isDirty} onClick={() => save.mutate('gently')}>
        {t('consoleWorkflowEditor.save')}
      </Button>
      <Button kind="primary" icon={Rocket} unavailable={!hasNews || faultCount > 0} onClick={publish}>
        {t('consoleWorkflowEditor.publish')}
      </Button>
      <Menu
        label={t('consoleWorkflowEditor.actions')}
        className="icon-button"
        trigger={<Icon as={Ellipsis} />}
        actions={[
          { label: t('consoleWorkflowEditor.runNow'), icon: Play, onSelect: () => setDialog('run') },
          { label: t('consoleWorkflowEditor.export'), icon: Download, onSelect: keepFile },
          { label: t('consoleWorkflowEditor.remove'), icon: Trash2, onSelect: () => setDialog('remove') },
        ]}
      />
      {(dialog !== null || isConflict) && (
        <Suspense>
          <Dialogs
            dialog={dialog ?? 'conflict'}
            workflow={workflow}
            work={work}
            onClose={() => {
              setDialog(null);
              if (isConflict) save.reset();
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** How many faults there are; it leads to the first. */
function FaultsButton({ count }: { count: number }) {
  const { t } = useMessages();
  const { draft, faults, select } = useEditor();
  if (count === 0) return null;
  const first = listSteps(draft).find(({ step }) => faults.has(step.id));
  return (
    <button type="button" className="button button-small faults-button" onClick={() => select(first?.step.id ?? null)}>
      <Icon as={CircleAlert} size={14} />
      {t('consoleWorkflowEditor.faults', { count })}
    </button>
  );
}
