import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { idParams } from '../models.schema.ts';
import type { RetrainingPolicyService } from './retraining-policy.service.ts';
import { acceptedLook, driftSchema, policyBody, type PolicyRequest, retrainingPolicySchema } from './watch.schema.ts';
import type { WatchService } from './watch.service.ts';
import { createWatchView, toSummary } from './watch.view.ts';

const MODEL = '/api/v1/ai-analytics/models/:id';
const tags = ['Models'];

interface WatchRoutesDeps {
  watch: WatchService;
  policies: RetrainingPolicyService;
  messages: Messages;
}

export function registerWatchRoutes(http: Http, deps: WatchRoutesDeps): void {
  registerLooks(http, deps);
  registerRetraining(http, deps);
}

function registerLooks(http: Http, { watch, messages }: WatchRoutesDeps): void {
  http.post(
    `${MODEL}/watch`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.watch' },
      schema: {
        tags,
        summary: 'Look at a deployed model now',
        description:
          'Compares what it is asked and answers with its training, as a job; every model with `monitoring_enabled` is looked at by itself every few hours. See `…/drift`.',
        params: idParams,
        response: { 202: acceptedLook },
      },
    },
    async (request, reply) => {
      const { organizationId, userId } = principalOf(request);
      return reply.code(202).send({ job_id: await watch.request(organizationId, request.params.id, userId) });
    },
  );
  http.get(
    `${MODEL}/drift`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.drift' },
      schema: {
        tags,
        summary: 'Is it still what it was trained for?',
        description:
          'Drift of every feature and of the answers, live accuracy beside what was promised, volume: the latest look in full, all looks in short, and what began when.',
        params: idParams,
        querystring: pageQuery,
        response: { 200: driftSchema },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { beforeId: readIdCursor(request.query), limit };
      const found = await watch.getDrift(principalOf(request).organizationId, request.params.id, page);
      const { items, next_cursor } = more(found.reports, ({ id }) => id);
      return { ...createWatchView(request.language, messages).drift(found), items: items.map(toSummary), next_cursor };
    },
  );
}

function registerRetraining(http: Http, { policies, messages }: WatchRoutesDeps): void {
  async function show(request: FastifyRequest, id: number, query: Static<typeof pageQuery>) {
    const { limit, more } = limitOf(query);
    const page = { beforeId: readIdCursor(query), limit };
    const found = await policies.get(principalOf(request).organizationId, id, page);
    const view = createWatchView(request.language, messages);
    const { items, next_cursor } = more(found.retrainings, (row) => row.id);
    return { ...view.policy(found), items: items.map(view.retraining), next_cursor };
  }

  http.get(
    `${MODEL}/retraining`,
    {
      config: { permission: 'ai_analytics:read', operation: 'models.retraining' },
      schema: {
        tags,
        summary: 'When is it trained anew, and what came of it?',
        params: idParams,
        querystring: pageQuery,
        response: { 200: retrainingPolicySchema },
      },
    },
    async (request) => show(request, request.params.id, request.query),
  );
  http.put(
    `${MODEL}/retraining`,
    {
      config: { permission: 'ai_analytics:manage', operation: 'models.set_retraining' },
      schema: {
        tags,
        summary: 'Say when it is to be trained anew',
        description:
          'By the clock, when its data has drifted, or when its error has grown. The new version replaces the one that answers only if it is better by more than chance, and only if `auto_promote` says so.',
        params: idParams,
        body: policyBody,
        response: { 200: retrainingPolicySchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { id } = request.params;
      await policies.set(principal.organizationId, id, toPolicy(request.body), actorOf(principal));
      return show(request, id, {});
    },
  );
}

const DEFAULT_DAYS_BETWEEN = 7;

const toPolicy = (body: PolicyRequest) => ({
  schedule: body.schedule ?? null,
  on_drift: body.on_drift ?? false,
  on_error: body.on_error ?? null,
  min_days_between: body.min_days_between ?? DEFAULT_DAYS_BETWEEN,
  auto_promote: body.auto_promote ?? false,
});
