import type { Http } from '../../../http/http.ts';
import { limitOf, readCursor, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Json } from '../interpreter/protocol.ts';
import { WORKFLOWS } from '../workflows/workflows.routes.ts';
import * as schema from './running.schema.ts';
import type { RetryWish, RunningService } from './running.service.ts';

const RUNS = '/api/v1/ai-analytics/workflow-runs';
const tags = ['Workflow runs'];
const permission = 'ai_analytics:automation';

/** What runs hold may be anything: nothing is gained by looking for the schema that fits. */
const serializerCompiler = () => (answer: unknown) => JSON.stringify(answer);

export function registerRunRoutes(http: Http, running: RunningService): void {
  registerStart(http, running);
  registerReading(http, running);
  registerOrders(http, running);
  registerRetries(http, running);
}

function registerStart(http: Http, running: RunningService): void {
  http.post(
    `${WORKFLOWS}/:id/runs`,
    {
      config: { permission, operation: 'workflow_runs.start' },
      schema: {
        tags,
        summary: 'Start a workflow by hand',
        params: schema.workflowParams,
        body: schema.startBody,
        response: { 202: schema.startedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { input = {}, idempotency_key: key = null } = request.body;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- out of a JSON body
      const data = input as Json;
      const started = await running.start(principal.organizationId, request.params.id, data, key, actorOf(principal));
      return reply.code(202).send({ run_id: started.runId, is_new: started.isNew });
    },
  );
}

function registerReading(http: Http, running: RunningService): void {
  http.get(
    RUNS,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_runs.list' },
      schema: {
        tags,
        summary: 'List runs, latest first',
        querystring: schema.runQuery,
        response: { 200: schema.runPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const filter = { ...toFilter(request.query), limit };
      const before = readCursor(request.query);
      const rows = await running.list(
        principalOf(request).organizationId,
        before === null ? filter : { ...filter, before },
      );
      return more(rows.map(toRun), ({ id }) => id);
    },
  );
  http.get(
    `${RUNS}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_runs.get' },
      schema: { tags, summary: 'Get a run', params: schema.runParams, response: { 200: schema.runSchema } },
      serializerCompiler,
    },
    async (request) => toDetails(await running.get(principalOf(request).organizationId, request.params.id)),
  );
  http.get(
    `${RUNS}/:id/steps`,
    {
      config: { permission: 'ai_analytics:read', operation: 'workflow_runs.steps' },
      schema: {
        tags,
        summary: 'The history of a run',
        description: 'Every attempt of every step with its input, output and times, in the order in which they ended.',
        params: schema.runParams,
        querystring: schema.ticksQuery,
        response: { 200: schema.stepsPage },
      },
      serializerCompiler,
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { after: readIdCursor(request.query) ?? 0, limit };
      const steps = await running.steps(principalOf(request).organizationId, request.params.id, page);
      return more(steps.map(toStep), ({ sequence }) => sequence);
    },
  );
}

interface RunQuery {
  workflow_id?: number;
  status?: 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';
  parent_run_id?: string;
  from?: string;
  to?: string;
}

const toFilter = ({ workflow_id: workflowId, status, parent_run_id: parentRunId, from, to }: RunQuery) => ({
  ...(workflowId === undefined ? {} : { workflowId }),
  ...(status === undefined ? {} : { statuses: [status] }),
  ...(parentRunId === undefined ? {} : { parentRunId }),
  ...(from === undefined ? {} : { from: new Date(from) }),
  ...(to === undefined ? {} : { to: new Date(to) }),
});

function registerOrders(http: Http, running: RunningService): void {
  for (const [order, summary, description] of [
    ['cancel', 'Cancel a run', 'It ends at once, also inside loops and waits.'],
    ['pause', 'Pause a run', 'What is under way is finished; nothing more begins before it is resumed.'],
    ['resume', 'Resume a run', 'It goes on where it paused.'],
  ] as const) {
    http.post(
      `${RUNS}/:id/${order}`,
      {
        config: { permission, operation: `workflow_runs.${order}` },
        schema: { tags, summary, description, params: schema.runParams, response: { 202: schema.runSchema } },
        serializerCompiler,
      },
      async (request, reply) => {
        const principal = principalOf(request);
        await running.order(principal.organizationId, request.params.id, order, actorOf(principal));
        return reply.code(202).send(toDetails(await running.get(principal.organizationId, request.params.id)));
      },
    );
  }
}

function registerRetries(http: Http, running: RunningService): void {
  http.post(
    `${RUNS}/:id/retry`,
    {
      config: { permission, operation: 'workflow_runs.retry' },
      schema: {
        tags,
        summary: 'Retry a run',
        description:
          'From the step that failed, from the start, or from any step; on its own version or on the newest.',
        params: schema.runParams,
        body: schema.retryBody,
        response: { 202: schema.runSchema },
      },
      serializerCompiler,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await running.retry(principal.organizationId, request.params.id, toWish(request.body), actorOf(principal));
      return reply.code(202).send(toDetails(await running.get(principal.organizationId, request.params.id)));
    },
  );
  http.post(
    `${RUNS}/retry`,
    {
      config: { permission, operation: 'workflow_runs.retry_many' },
      schema: {
        tags,
        summary: 'Retry many runs',
        body: schema.retryManyBody,
        response: { 202: schema.retriedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { run_ids: runIds = null, workflow_id: workflowId = null } = request.body;
      const which = { runIds, workflowId };
      const done = await running.retryMany(principal.organizationId, which, toWish(request.body), actorOf(principal));
      const refused = done.refused.map(({ runId, code }) => ({ run_id: runId, code }));
      return reply.code(202).send({ retried: done.retried, refused });
    },
  );
}

interface RetryRequest {
  from?: 'failed' | 'start' | { step_key: string };
  version?: 'same' | 'newest';
  input?: Readonly<Record<string, unknown>>;
}

const toWish = ({ from = 'failed', version = 'same', input }: RetryRequest): RetryWish => ({
  where: input !== undefined ? 'start' : typeof from === 'string' ? from : { key: from.step_key },
  isNewest: version === 'newest',
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- out of a JSON body
  ...(input === undefined ? {} : { input: input as Json }),
});

const toStep = (step: Awaited<ReturnType<RunningService['steps']>>[number]) => ({
  ...step,
  started_at: step.started_at.toISOString(),
  finished_at: step.finished_at.toISOString(),
});

type ListedRun = Awaited<ReturnType<RunningService['list']>>[number];

function toRun(run: ListedRun) {
  return {
    id: run.id,
    workflow_id: run.workflow_id,
    version: run.version,
    parent_run_id: run.parent_run_id,
    trigger_kind: run.trigger_kind,
    status: run.status,
    activity: run.activity,
    failure: run.failure,
    created_at: run.created_at.toISOString(),
    updated_at: run.updated_at.toISOString(),
    finished_at: run.finished_at?.toISOString() ?? null,
  };
}

const toDetails = (run: Awaited<ReturnType<RunningService['get']>>) => ({
  ...toRun(run),
  trigger: run.trigger,
  output: run.output,
  plan: run.plan,
  under_way: run.under_way,
});
