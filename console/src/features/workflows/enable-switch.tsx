import { useMutation, useQueryClient } from '@tanstack/react-query';
import { switchWorkflow, takeOver, type WorkflowHead } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ActionFault } from '../../ui/states.tsx';
import './workflows.css';

type Switched = Pick<WorkflowHead, 'id' | 'workflow_name' | 'is_active' | 'status'>;

/** Whether anything starts a workflow. It is taken back by the same touch, so nobody is asked whether they are sure. */
export function EnableSwitch({ workflow, disabled = false }: { workflow: Switched; disabled?: boolean }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (on: boolean) => switchWorkflow(workflow.id, on),
    onSettled: () => takeOver(queryClient, workflow.id),
  });
  const on = change.isPending ? change.variables : workflow.is_active && workflow.status !== 'draft';
  const blocked = disabled || change.isPending || workflow.status === 'draft';
  return (
    <>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-disabled={blocked || undefined}
        aria-label={t('consoleWorkflows.switch', { name: workflow.workflow_name })}
        title={workflow.status === 'draft' ? t('consoleWorkflows.publishFirst') : undefined}
        className="switch"
        onClick={() => !blocked && change.mutate(!on)}
      >
        <span className="switch-knob" />
      </button>
      {change.isError && <ActionFault error={change.error} />}
    </>
  );
}
