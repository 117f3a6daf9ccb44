import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Workflow, workflowQuery } from '../../api/workflow.ts';
import { publishWorkflow, removeWorkflow, startRun, takeOver, workflowsQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useEditor } from './editor-context.ts';
import { ObjectInput } from './json-block.tsx';
import type { useDraft } from './use-draft.ts';

const route = getRouteApi('/o/$organization/workflows/$workflowId');

interface DialogProps {
  workflow: Workflow;
  work: ReturnType<typeof useDraft>;
  onClose(): void;
}

export function EditorDialogs({ dialog, ...props }: DialogProps & { dialog: EditorDialog }) {
  const Chosen = dialogs[dialog];
  return <Chosen {...props} />;
}

export type EditorDialog = 'publish' | 'run' | 'remove' | 'conflict';

const dialogs = { publish: PublishDialog, run: RunDialog, remove: RemoveDialog, conflict: ConflictDialog };

function PublishDialog({ workflow, onClose }: DialogProps) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const [note, setNote] = useState('');
  const publish = useMutation({
    mutationFn: () => publishWorkflow(workflow.id, note.trim()),
    onSuccess: async () => {
      await takeOver(queryClient, workflow.id);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflowEditor.publishAs', { version: workflow.latest_version + 1 })}
      description={t(
        workflow.published_version === null
          ? 'consoleWorkflowEditor.publishFirst'
          : 'consoleWorkflowEditor.publishLead',
      )}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleWorkflowEditor.cancel')}</Button>
          <Button kind="primary" busy={publish.isPending} onClick={() => publish.mutate()}>
            {t('consoleWorkflowEditor.publish')}
          </Button>
        </>
      }
    >
      <TextAreaField
        label={t('consoleWorkflowEditor.publishNote')}
        maxLength={1000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {publish.isError && <ActionFault error={publish.error} />}
    </Dialog>
  );
}

function RunDialog({ workflow, onClose }: DialogProps) {
  const { organization } = route.useParams();
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const { pinned } = useEditor();
  const [input, setInput] = useState(pinned.trigger);
  const start = useMutation({
    mutationFn: () => startRun(workflow.id, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['runs'] }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflowEditor.runNow')}
      description={t('consoleWorkflowEditor.runLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleWorkflowEditor.close')}</Button>
          <Button kind="primary" busy={start.isPending} onClick={() => start.mutate()}>
            {t('consoleWorkflowEditor.run')}
          </Button>
        </>
      }
    >
      <ObjectInput label={t('consoleWorkflowEditor.test.trigger')} value={input} onChange={setInput} />
      {start.isError && <ActionFault error={start.error} />}
      {start.data !== undefined && (
        <Note tone="good" title={t('consoleWorkflowEditor.runStarted')} urgent>
          <Link className="link" to="/o/$organization/runs/$runId" params={{ organization, runId: start.data.run_id }}>
            {t('consoleWorkflowEditor.runSee')}
          </Link>
        </Note>
      )}
    </Dialog>
  );
}

function RemoveDialog({ workflow, onClose }: DialogProps) {
  const { organization } = route.useParams();
  const { t } = useMessages();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeWorkflow(workflow.id),
    onSuccess: async () => {
      await navigate({ to: '/o/$organization/workflows', params: { organization }, ignoreBlocker: true });
      queryClient.removeQueries({ queryKey: workflowQuery(workflow.id).queryKey });
      await queryClient.invalidateQueries({ queryKey: workflowsQuery.queryKey, exact: true });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflowEditor.removeTitle', { name: workflow.workflow_name })}
      description={t('consoleWorkflowEditor.removeLead')}
      actions={
        <>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('consoleWorkflowEditor.remove')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('consoleWorkflowEditor.keep')}
          </Button>
        </>
      }
    >
      {remove.isError && <ActionFault error={remove.error} />}
    </Dialog>
  );
}

/** Somebody else has saved meanwhile. Neither writing is lost without a word. */
function ConflictDialog({ workflow, work, onClose }: DialogProps) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const takeTheirs = useMutation({
    mutationFn: () => queryClient.fetchQuery({ ...workflowQuery(workflow.id), staleTime: 0 }),
    onSuccess: (theirs) => {
      work.load(theirs);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflowEditor.conflict')}
      description={t('consoleWorkflowEditor.conflictLead')}
      actions={
        <>
          <Button busy={takeTheirs.isPending} onClick={() => takeTheirs.mutate()}>
            {t('consoleWorkflowEditor.takeTheirs')}
          </Button>
          <Button kind="danger" busy={work.save.isPending} onClick={() => work.save.mutate('over theirs')}>
            {t('consoleWorkflowEditor.keepMine')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('consoleWorkflowEditor.goOn')}
          </Button>
        </>
      }
    />
  );
}
