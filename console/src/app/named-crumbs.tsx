import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { modelQuery } from '../api/models.ts';
import { runQuery, workflowNamesQuery } from '../api/runs.ts';
import { workflowQuery } from '../api/workflow.ts';

// What the page knows already is called by its name: nothing is fetched for it.

export function ModelCrumb() {
  const { modelId } = useParams({ strict: false });
  const model = useQuery({ ...modelQuery(Number(modelId)), enabled: false });
  return <bdi>{model.data?.model_name ?? modelId}</bdi>;
}

export function WorkflowCrumb() {
  const { workflowId } = useParams({ strict: false });
  const kept = useQuery({ ...workflowQuery(Number(workflowId)), enabled: false });
  return <bdi>{kept.data?.workflow.workflow_name ?? workflowId}</bdi>;
}

/** A run has no name but that of its workflow. */
export function RunCrumb() {
  const { runId = '' } = useParams({ strict: false });
  const workflowId = useQuery({ ...runQuery(runId), enabled: false }).data?.workflow_id;
  const name = useQuery({ ...workflowNamesQuery, enabled: false }).data?.get(workflowId ?? 0)?.name;
  return <bdi>{name ?? runId.slice(-6)}</bdi>;
}
