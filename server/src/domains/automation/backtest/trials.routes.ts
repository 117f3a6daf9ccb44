import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { JsonObject } from '../expressions/scope.ts';
import { WORKFLOWS } from '../workflows/workflows.routes.ts';
import type { BacktestRow } from './backtests.repository.ts';
import type { TrialService } from './create-trials.ts';

const tags = ['Trying workflows'];
const permission = 'ai_analytics:automation';
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const closed = { additionalProperties: false } as const;
const values = (description: string) =>
  Type.Unsafe<JsonObject>({ type: 'object', maxProperties: 1000, additionalProperties: true, description });

const tryBody = Type.Object(
  {
    workflow_id: Type.Optional(id),
    definition: Type.Optional(values('In place of a workflow that is kept.')),
    trigger: Type.Optional(values('What starts the run: what the steps find under `trigger`.')),
    outputs: Type.Optional(
      values('Outputs that are assumed, by the ids of steps; for one step, by the names it uses.'),
    ),
    step_id: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Try this step alone.' })),
    approvals: Type.Optional(
      Type.Enum(['approved', 'rejected', 'none'], {
        default: 'approved',
        description: 'What people are assumed to answer.',
      }),
    ),
  },
  {
    ...closed,
    description: '`workflow_id` (its draft) or `definition`.',
    examples: [{ workflow_id: 1, trigger: { company_name: 'Acme', lead_source: 'website' } }],
  },
);

const triedSchema = Type.Object({
  status: Type.Enum(['succeeded', 'failed', 'cancelled', 'unfinished']),
  output: Type.Unknown(),
  failure: Type.Unknown(),
  steps: Type.Array(
    Type.Object({
      key: Type.String(),
      step_id: Type.String(),
      step_type: Type.String(),
      status: Type.Enum(['succeeded', 'failed', 'skipped']),
      input: Type.Unknown(),
      output: Type.Unknown({ description: 'What the step says it would do, or gives.' }),
      failure: Type.Unknown(),
    }),
  ),
});

const workflowParams = Type.Object({ id });
const backtestParams = Type.Object({ id, backtest_id: id });
const backtestBody = Type.Object(
  {
    from: timestamp('Events and ticks of then or later.'),
    to: timestamp('Events and ticks of earlier.'),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20_000, default: 5000, description: 'The latest so many events and ticks.' }),
    ),
  },
  { ...closed, examples: [{ from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }] },
);
const startedSchema = Type.Object({ job_id: Type.String(), backtest_id: id });
const backtestFields = {
  id,
  job_id: Type.String(),
  status: Type.Enum(['running', 'succeeded', 'failed', 'cancelled']),
  from: timestamp('Of the range.'),
  to: timestamp('Of the range.'),
  created_at: timestamp('When it was asked for.'),
  finished_at: nullable(timestamp('When it ended.')),
};
const backtestSchema = Type.Object({
  ...backtestFields,
  result: Type.Unknown({
    description:
      'Null while it runs. `{events, fired, repeated, from_predictions, is_cut, outcomes, by_day, recipients, changes, steps, failures, examples}`: how often it would have fired, whom it would have written to how often, what it would have changed.',
  }),
});

const serializerCompiler = () => (answer: unknown) => JSON.stringify(answer);
const DEFAULT_EVENTS = 5000;

export function registerTrialRoutes(http: Http, { trials }: { trials: TrialService }): void {
  http.post(
    `${WORKFLOWS}/try`,
    {
      config: { permission, operation: 'workflows.try' },
      schema: {
        tags,
        summary: 'Try a workflow, or one step, without effect',
        description: 'Steps say what they would do; nobody is written to, nothing is changed, waits pass at once.',
        body: tryBody,
        response: { 200: triedSchema },
      },
      serializerCompiler,
    },
    async (request) => {
      const { body } = request;
      const { trigger = {}, outputs = {}, step_id: stepId = null, approvals = 'approved' } = body;
      const what =
        body.workflow_id === undefined ? { source: body.definition ?? {} } : { workflowId: body.workflow_id };
      const { organizationId } = principalOf(request);
      const tried = await trials.tryOut(organizationId, what, { trigger, outputs, stepId, approvals });
      const steps = tried.steps.map(({ stepId: step_id, stepType: step_type, ...step }) => ({
        ...step,
        step_id,
        step_type,
      }));
      return { ...tried, steps };
    },
  );
  registerBacktests(http, trials);
}

function registerBacktests(http: Http, trials: TrialService): void {
  http.post(
    `${WORKFLOWS}/:id/back-tests`,
    {
      config: { permission, operation: 'workflow_backtests.start' },
      schema: {
        tags,
        summary: 'Replay the past through the draft',
        description:
          'Events that are kept, predictions that are kept, or the ticks of its schedule, as a job and without effect: how often it would have fired, whom told, what changed. Data are read as they are now. At most 2,000 runs.',
        params: workflowParams,
        body: backtestBody,
        response: { 202: startedSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { from, to, limit: mostEvents = DEFAULT_EVENTS } = request.body;
      const range = { from: new Date(from), to: new Date(to), mostEvents };
      const started = await trials.start(principal.organizationId, request.params.id, range, actorOf(principal));
      return reply.code(202).send({ job_id: started.jobId, backtest_id: started.backtestId });
    },
  );
  http.get(
    `${WORKFLOWS}/:id/back-tests`,
    {
      config: { permission, operation: 'workflow_backtests.list' },
      schema: {
        tags,
        summary: 'List back-tests, latest first',
        params: workflowParams,
        querystring: pageQuery,
        response: { 200: pageOf(Type.Object(backtestFields)) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { beforeId: readIdCursor(request.query), limit };
      const rows = await trials.list(principalOf(request).organizationId, request.params.id, page);
      return more(rows.map(toHead), (row) => row.id);
    },
  );
  http.get(
    `${WORKFLOWS}/:id/back-tests/:backtest_id`,
    {
      config: { permission, operation: 'workflow_backtests.get' },
      schema: { tags, summary: 'Get a back-test', params: backtestParams, response: { 200: backtestSchema } },
      serializerCompiler,
    },
    async (request) => {
      const { id: workflowId, backtest_id: backtestId } = request.params;
      const row = await trials.get(principalOf(request).organizationId, workflowId, backtestId);
      return { ...toHead(row), result: row.result };
    },
  );
}

const toHead = (row: BacktestRow) => ({
  id: row.id,
  job_id: row.job_id,
  status: row.status,
  from: row.from_time.toISOString(),
  to: row.to_time.toISOString(),
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
});
