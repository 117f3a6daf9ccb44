import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** A workflow and the mark of its state, which says later whether somebody else has changed it meanwhile. */
async function getWorkflow(id: number) {
  const request = api.GET('/api/v1/ai-analytics/workflows/{id}', { params: { path: { id } } });
  const workflow = await answer(request);
  return { workflow, etag: (await request).response.headers.get('etag') };
}
export type KeptWorkflow = Awaited<ReturnType<typeof getWorkflow>>;
export type Workflow = KeptWorkflow['workflow'];

export const workflowQuery = (id: number) =>
  queryOptions({ queryKey: ['workflows', id], queryFn: () => getWorkflow(id) });
