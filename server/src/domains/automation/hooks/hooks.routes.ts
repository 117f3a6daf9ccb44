import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import type { HookRow } from './hooks.repository.ts';
import {
  callParams,
  calledSchema,
  hookListSchema,
  hookParams,
  newHookBody,
  newHookSchema,
  rotateHookBody,
  workflowParams,
} from './hooks.schema.ts';
import { hashOfToken, type HookSecrets, type HookService } from './hooks.service.ts';
import type { createReceiveCall } from './receive-call.ts';

const tags = ['Workflows'];
const permission = 'ai_analytics:automation';
const OF_WORKFLOW = '/api/v1/ai-analytics/workflows/:id/hooks';
const HOOK = '/api/v1/ai-analytics/hooks/:id';
const DEFAULT_WAIT_SECONDS = 20;
const MAX_BODY_BYTES = 256 * 1024;
const CALLS_A_MINUTE = 600;

export interface HookRoutesDeps {
  hooks: HookService;
  receiveCall: ReturnType<typeof createReceiveCall>;
}

const toHook = ({ is_signed: signed, last_called_at: last, created_at: createdAt, ...rest }: HookRow) => ({
  ...rest,
  signed,
  last_called_at: last?.toISOString() ?? null,
  created_at: createdAt.toISOString(),
});

const toNewHook = ({ url, signingSecret, ...row }: HookRow & HookSecrets) => ({
  ...toHook(row),
  url,
  signing_secret: signingSecret,
});

export async function registerHookRoutes(http: Http, deps: HookRoutesDeps): Promise<void> {
  registerMaking(http, deps);
  registerChanging(http, deps);
  await http.register(async (scope: Http) => registerCall(scope, deps));
}

function registerMaking(http: Http, { hooks }: HookRoutesDeps): void {
  http.get(
    OF_WORKFLOW,
    {
      config: { permission, operation: 'hooks.list' },
      schema: {
        tags,
        summary: 'List the hooks of a workflow',
        params: workflowParams,
        response: { 200: hookListSchema },
      },
    },
    async (request) => {
      const rows = await hooks.list(principalOf(request).organizationId, request.params.id);
      return { items: rows.map(toHook) };
    },
  );
  http.post(
    OF_WORKFLOW,
    {
      config: { permission, operation: 'hooks.create' },
      schema: {
        tags,
        summary: 'Make an address that starts a workflow',
        description:
          'Usually for a workflow of the type `webhook`. The address is a secret: it is shown in this answer and never again.',
        params: workflowParams,
        body: newHookBody,
        response: { 201: newHookSchema },
      },
    },
    async (request, reply) => {
      const { name, answer = null, signed = null, wait_seconds: wait, signing_secret: secret } = request.body;
      const waitSeconds = wait ?? DEFAULT_WAIT_SECONDS;
      const wanted = { name, answer, waitSeconds, isSigned: signed, signingSecret: secret ?? null };
      const made = await hooks.create(principalOf(request), request.params.id, wanted);
      return reply.code(201).send(toNewHook(made));
    },
  );
}

function registerChanging(http: Http, { hooks }: HookRoutesDeps): void {
  http.post(
    `${HOOK}/rotate`,
    {
      config: { permission, operation: 'hooks.rotate' },
      schema: {
        tags,
        summary: 'Give a hook another address',
        description: 'And another signing secret where it has one. Those of before end at once.',
        params: hookParams,
        body: rotateHookBody,
        response: { 200: newHookSchema },
      },
    },
    async (request) => {
      const { signing_secret: secret = null } = request.body;
      return toNewHook(await hooks.rotate(principalOf(request), request.params.id, secret));
    },
  );
  http.delete(
    HOOK,
    {
      config: { permission, operation: 'hooks.remove' },
      schema: { tags, summary: 'Remove a hook', params: hookParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await hooks.remove(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

/** The one route that others call, with whatever body they have; signatures are of its bytes. */
function registerCall(scope: Http, { receiveCall }: HookRoutesDeps): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  scope.post(
    '/hooks/:token',
    {
      config: {
        permission: 'public',
        operation: 'hooks.call',
        rateLimit: {
          max: CALLS_A_MINUTE,
          timeWindow: '1 minute',
          keyGenerator: ({ params }) => hashOfToken(JSON.stringify(params)).toString('hex'),
        },
      },
      schema: {
        tags,
        summary: 'Start a workflow from outside',
        description:
          'JSON, a form or text, at most 256 KB; its fields are the trigger’s. The same `webhook-id` (or `Idempotency-Key`) starts one run, however often it comes. 202: the run is under way; 200: this is what it came to.',
        params: callParams,
        response: { 200: calledSchema, 202: calledSchema },
      },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { headers, params, signal } = request;
      const run = await receiveCall({ token: params.token, headers, body, signal });
      return reply
        .code(run.finished_at === null ? 202 : 200)
        .send({ run_id: run.id, status: run.status, output: run.output });
    },
  );
}
