import type { FastifyReply, FastifySchemaCompiler } from 'fastify';
import type { Http } from '../../http/http.ts';
import { limitOf, readIdCursor } from '../../http/page.ts';
import { actorOf, principalOf } from '../../http/principal.ts';
import { createValidatorCompiler } from '../../http/validation.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { registerItemRoutes } from './items/items.routes.ts';
import {
  analysisBody,
  analysisPage,
  analysisParams,
  analysisQuery,
  analysisSchema,
  anyKindSchema,
  requestSchemas,
  startedSchema,
} from './predictive.schema.ts';
import type { PredictiveService } from './predictive.service.ts';
import { toAnalysis, toHead } from './predictive.view.ts';

const ANALYSES = '/api/v1/ai-analytics/predictive';
const tags = ['Predictive analytics'];
const DEFAULT_WAIT_SECONDS = 10;

interface PredictiveRoutesDeps {
  predictive: PredictiveService;
  messages: Messages;
}

export function registerPredictiveRoutes(http: Http, { predictive, messages }: PredictiveRoutesDeps): void {
  registerAsking(http, { predictive, messages });
  registerItemRoutes(http, { predictive, messages });
  http.get(
    ANALYSES,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictive.list' },
      schema: {
        tags,
        summary: 'List analyses, latest first',
        querystring: analysisQuery,
        response: { 200: analysisPage },
      },
    },
    async (request) => {
      const { query, language } = request;
      const { limit, more } = limitOf(query);
      const filter = { kind: query.kind ?? null, beforeId: readIdCursor(query), limit };
      const found = await predictive.list(principalOf(request).organizationId, filter);
      return more(
        found.map((row) => toHead(row, language, messages)),
        ({ id }) => id,
      );
    },
  );
  http.get(
    `${ANALYSES}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'predictive.get' },
      schema: { tags, summary: 'Get an analysis', params: analysisParams, response: { 200: analysisSchema } },
      serializerCompiler,
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const row = await predictive.get(organizationId, request.params.id);
      const failure = row.status === 'failed' ? await predictive.findFailure(organizationId, row.job_id) : null;
      return toAnalysis(row, failure, request.language, messages);
    },
  );
}

function registerAsking(http: Http, { predictive, messages }: PredictiveRoutesDeps): void {
  http.post(
    ANALYSES,
    {
      config: { permission: 'ai_analytics:predict', operation: 'predictive.create' },
      schema: {
        tags,
        summary: 'Generate predictive analytics',
        description:
          'Answers a question about the standard datasets and keeps the answer. What is ready within `wait_seconds` comes at once; for the rest a job is named, and the answer is read by `analysis_id` when it has ended.',
        body: analysisBody,
        response: { 200: analysisSchema, 202: startedSchema },
      },
      validatorCompiler: compileByKind,
      serializerCompiler,
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { kind, parameters = {}, wait_seconds: waitSeconds = DEFAULT_WAIT_SECONDS, fresh = false } = request.body;
      const row = await predictive.create(principal.organizationId, {
        kind,
        parameters,
        isFresh: fresh,
        waitMs: waitSeconds * 1000,
        actor: actorOf(principal),
        signal: goneOf(reply),
      });
      if (row.status === 'running') return reply.code(202).send({ job_id: row.job_id, analysis_id: row.id });
      return toAnalysis(row, null, request.language, messages);
    },
  );
}

/** Aborts when whoever waits goes away. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

const compileSchema = createValidatorCompiler();

/** Faults are those of the kind that was asked for, not of all kinds that were not. */
const compileByKind: FastifySchemaCompiler<object> = (route) => {
  if (route.httpPart !== 'body') return compileSchema(route);
  const compile = (schema: object) => compileSchema({ ...route, schema });
  const checkKind = compile(anyKindSchema);
  const checks = new Map<string, ReturnType<typeof compile>>();
  return (body: unknown) => {
    const kind: unknown = typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
    const schema = typeof kind === 'string' ? requestSchemas.get(kind) : undefined;
    if (typeof kind !== 'string' || !schema) return checkKind(body);
    const check = checks.get(kind) ?? compile(schema);
    checks.set(kind, check);
    return check(body);
  };
};

/** Results are what the kinds made, and long: nothing is gained by looking for the schema that fits. */
const serializerCompiler = () => (answer: unknown) => JSON.stringify(answer);
