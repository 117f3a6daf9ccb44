import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { updateWorkflowSettings, workflowSettingsQuery } from '../../api/workflow-settings.ts';
import { type WorkflowHead, workflowsQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';

/** Which workflow answers when a run of any other fails. */
export function FailuresCard() {
  const { t } = useMessages();
  const settings = useQuery(workflowSettingsQuery);
  const workflows = useQuery(workflowsQuery).data?.items ?? [];
  return (
    <Card title={t('consoleSettings.failures.title')}>
      <Loaded query={settings}>
        {({ error_workflow_id: chosen }) => <ErrorWorkflowField chosen={chosen} workflows={workflows} />}
      </Loaded>
    </Card>
  );
}

function ErrorWorkflowField({ chosen, workflows }: { chosen: number | null; workflows: readonly WorkflowHead[] }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const mayChange = useMay('ai_analytics:automation');
  const keep = useMutation({
    mutationFn: (id: number | null) => updateWorkflowSettings({ error_workflow_id: id }),
    onSuccess: (kept) => queryClient.setQueryData(workflowSettingsQuery.queryKey, kept),
  });
  const choose = (id: number | null) => {
    const before = chosen;
    keep.mutate(id, {
      onSuccess: () => offerUndo({ text: t('console.saved'), undo: () => keep.mutate(before) }),
    });
  };
  const offered = workflows.filter(({ id, published_version: version }) => version !== null || id === chosen);
  return (
    <>
      <SelectField
        label={t('consoleSettings.failures.workflow')}
        hint={t('consoleSettings.failures.hint')}
        disabled={!mayChange}
        value={keep.isPending ? (keep.variables ?? '') : (chosen ?? '')}
        onChange={({ target }) => choose(target.value === '' ? null : Number(target.value))}
      >
        <option value="">{t('consoleSettings.failures.none')}</option>
        {offered.map(({ id, workflow_name: name, status }) => (
          <option key={id} value={id} translate={status === 'active' ? 'no' : undefined}>
            {status === 'active' ? name : t('consoleSettings.failures.off', { name })}
          </option>
        ))}
      </SelectField>
      {keep.isError && <ActionFault error={keep.error} />}
    </>
  );
}
