import type { QueryClient } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import { errorFrom } from './errors.ts';
import { type KeptWorkflow, workflowQuery } from './workflow.ts';

type Json = Readonly<Record<string, unknown>>;
type Answered<Call extends (...given: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>;

const mostListed = 200;
const listWorkflows = () =>
  answer(api.GET('/api/v1/ai-analytics/workflows', { params: { query: { limit: mostListed } } }));
export type WorkflowHead = Answered<typeof listWorkflows>['items'][number];
export type WorkflowStatus = WorkflowHead['status'];

export const workflowsQuery = queryOptions({ queryKey: ['workflows'], queryFn: listWorkflows });

/** The latest runs of all workflows. */
export const latestRunsQuery = queryOptions({
  queryKey: ['runs', 'latest'],
  queryFn: () => answer(api.GET('/api/v1/ai-analytics/workflow-runs', { params: { query: { limit: mostListed } } })),
});

const listTemplates = () => answer(api.GET('/api/v1/ai-analytics/workflow-templates'));
export type WorkflowTemplate = Answered<typeof listTemplates>['items'][number];

export const templatesQuery = queryOptions({ queryKey: ['workflow-templates'], queryFn: listTemplates });

export function importWorkflow(file: unknown) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is inside is looked at by the server, which names every fault
  return answer(api.POST('/api/v1/ai-analytics/workflows/import', { body: file as never }));
}

/** Keeps the draft, unless somebody else has changed it since. */
export async function updateWorkflow(id: number, body: Json, etag: string | null): Promise<KeptWorkflow> {
  const request = api.PUT('/api/v1/ai-analytics/workflows/{id}', {
    params: { path: { id }, ...(etag !== null && { header: { 'if-match': etag } }) },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    body: body as never,
  });
  const workflow = await answer(request);
  return { workflow, etag: (await request).response.headers.get('etag') };
}

export function removeWorkflow(id: number) {
  return done(api.DELETE('/api/v1/ai-analytics/workflows/{id}', { params: { path: { id } } }));
}

export function publishWorkflow(id: number, note: string) {
  const body = note === '' ? {} : { note };
  return answer(api.POST('/api/v1/ai-analytics/workflows/{id}/publish', { params: { path: { id } }, body }));
}

export function rollBackWorkflow(id: number, version: number) {
  return answer(
    api.POST('/api/v1/ai-analytics/workflows/{id}/rollback', { params: { path: { id } }, body: { version } }),
  );
}

export function switchWorkflow(id: number, on: boolean) {
  const params = { path: { id } };
  return on
    ? answer(api.POST('/api/v1/ai-analytics/workflows/{id}/enable', { params }))
    : answer(api.POST('/api/v1/ai-analytics/workflows/{id}/disable', { params }));
}

export function validateWorkflow(definition: unknown) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return answer(api.POST('/api/v1/ai-analytics/workflows/validate', { body: definition as never }));
}

export function tryWorkflow(body: { definition: Json; trigger: Json; outputs?: Json; step_id?: string }) {
  return answer(api.POST('/api/v1/ai-analytics/workflows/try', { body }));
}
export type Trial = Answered<typeof tryWorkflow>;

export function startRun(id: number, input: Json) {
  return answer(api.POST('/api/v1/ai-analytics/workflows/{id}/runs', { params: { path: { id } }, body: { input } }));
}

export const versionsQuery = (id: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'versions'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/ai-analytics/workflows/{id}/versions', {
          params: { path: { id }, query: { limit: mostListed } },
        }),
      ),
  });

/** What the draft changes about a version. */
export const comparisonQuery = (id: number, from: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'compare', from],
    queryFn: () =>
      answer(api.GET('/api/v1/ai-analytics/workflows/{id}/compare', { params: { path: { id }, query: { from } } })),
  });

export const backtestsQuery = (id: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'back-tests'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/ai-analytics/workflows/{id}/back-tests', { params: { path: { id }, query: { limit: 1 } } }),
      ),
  });

export const backtestQuery = (id: number, backtest: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'back-tests', backtest],
    queryFn: () =>
      answer(
        api.GET('/api/v1/ai-analytics/workflows/{id}/back-tests/{backtest_id}', {
          params: { path: { id, backtest_id: backtest } },
        }),
      ),
  });

export function startBacktest(id: number, range: { from: string; to: string }) {
  return answer(api.POST('/api/v1/ai-analytics/workflows/{id}/back-tests', { params: { path: { id } }, body: range }));
}

/** The latest events of some types, to try a workflow with. */
export const eventsQuery = (types: readonly string[]) =>
  queryOptions({
    queryKey: ['events', types],
    queryFn: () => answer(api.GET('/api/v1/events', { params: { query: { event_type: types.join(','), limit: 10 } } })),
    enabled: types.length > 0,
  });

/** What is known of every type of event: those that have come, and those that the product tells of. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  queryFn: async () => {
    const [sent, told] = await Promise.all([
      answer(api.GET('/api/v1/events/types', { params: { query: { limit: mostListed } } })),
      answer(api.GET('/api/v1/events/product-types')),
    ]);
    return [...sent.items, ...told.items.filter(({ name }) => sent.items.every((known) => known.name !== name))];
  },
});

/** What a run was begun with, and what each of its steps gave. */
export const runDataQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', id, 'data'],
    queryFn: async () => {
      const params = { path: { id } };
      const [run, steps] = await Promise.all([
        answer(api.GET('/api/v1/ai-analytics/workflow-runs/{id}', { params })),
        answer(
          api.GET('/api/v1/ai-analytics/workflow-runs/{id}/steps', {
            params: { ...params, query: { limit: mostListed } },
          }),
        ),
      ]);
      return { run, steps: steps.items };
    },
  });

/** Takes over what an act has answered, and fetches the list anew. */
export async function takeOver(queryClient: QueryClient, id: number): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: workflowsQuery.queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: workflowQuery(id).queryKey, exact: true }),
    queryClient.invalidateQueries({ queryKey: versionsQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: ['workflows', id, 'compare'] }),
    queryClient.invalidateQueries({ queryKey: ['plan'] }),
  ]);
}

export const workflowFile = (id: number): string => `/api/v1/ai-analytics/workflows/${id}/export`;

/** For a file that is no JSON at all. */
export const notJson = (detail: string) => errorFrom(422, { detail });
