import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** What holds for all workflows of the organization. */
export const workflowSettingsQuery = queryOptions({
  queryKey: ['workflow-settings'],
  queryFn: () => answer(api.GET('/api/v1/ai-analytics/workflow-settings')),
});

export function updateWorkflowSettings(body: { error_workflow_id: number | null }) {
  return answer(api.PUT('/api/v1/ai-analytics/workflow-settings', { body }));
}
