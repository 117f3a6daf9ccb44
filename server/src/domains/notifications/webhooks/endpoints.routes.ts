import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { NOTIFICATIONS, sentSchema, tags } from '../notifications.schema.ts';
import { toSent } from '../sending/send.view.ts';
import type { EndpointRow } from './endpoints.repository.ts';
import {
  endpointPage,
  endpointParams,
  endpointPatch,
  endpointSchema,
  newEndpointBody,
  newSlackBody,
  rotateBody,
  secretEndpointSchema,
} from './endpoints.schema.ts';
import type { EndpointService } from './endpoints.service.ts';

const ENDPOINTS = `${NOTIFICATIONS}/webhook-endpoints`;
const permission = 'notifications:manage';
const DEFAULT_GRACE_SECONDS = 86_400;

export function registerEndpointRoutes(http: Http, endpoints: EndpointService): void {
  registerReading(http, endpoints);
  registerChanging(http, endpoints);
  registerActing(http, endpoints);
}

function registerReading(http: Http, endpoints: EndpointService): void {
  http.get(
    ENDPOINTS,
    {
      config: { permission, operation: 'webhook_endpoints.list' },
      schema: { tags, summary: 'The webhook endpoints of the organization', response: { 200: endpointPage } },
    },
    async (request) => ({
      items: (await endpoints.list(principalOf(request).organizationId)).map(toEndpoint),
      next_cursor: null,
    }),
  );
  http.get(
    `${ENDPOINTS}/:id`,
    {
      config: { permission, operation: 'webhook_endpoints.get' },
      schema: { tags, summary: 'A webhook endpoint', params: endpointParams, response: { 200: endpointSchema } },
    },
    async (request) => toEndpoint(await endpoints.get(principalOf(request).organizationId, request.params.id)),
  );
}

function registerChanging(http: Http, endpoints: EndpointService): void {
  http.post(
    ENDPOINTS,
    {
      config: { permission, operation: 'webhook_endpoints.create' },
      schema: {
        tags,
        summary: 'Make a webhook endpoint',
        description:
          'Messages that are sent by `webhook` are posted to it, signed as Standard Webhooks 1.0 says: check them with any of its libraries. Answer 2xx within 15 seconds; everything else is tried again, eight times within about 28 hours. 410 switches it off, and so do five days without a success. At most 50.',
        body: newEndpointBody,
        response: { 201: secretEndpointSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, url, categories = null } = request.body;
      const wanted = { kind: 'webhook', name, url, categories } as const;
      const made = await endpoints.create(principal.organizationId, wanted, actorOf(principal));
      return reply.code(201).send({ ...toEndpoint(made), secret: made.secret });
    },
  );
  http.post(
    `${ENDPOINTS}/slack`,
    {
      config: { permission, operation: 'webhook_endpoints.create_slack' },
      schema: {
        tags,
        summary: 'Connect a channel of Slack',
        description:
          'By an incoming webhook of Slack. Messages that are sent by `slack` appear in its channel. Whoever knows the address may write there, so it is kept sealed and not shown again. Listed, changed, tested and removed like other endpoints.',
        body: newSlackBody,
        response: { 201: endpointSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { name, url, categories = null } = request.body;
      const wanted = { kind: 'slack', name, url, categories } as const;
      return reply
        .code(201)
        .send(toEndpoint(await endpoints.create(principal.organizationId, wanted, actorOf(principal))));
    },
  );
  http.patch(
    `${ENDPOINTS}/:id`,
    {
      config: { permission, operation: 'webhook_endpoints.update' },
      schema: {
        tags,
        summary: 'Change a webhook endpoint, or switch it on or off',
        params: endpointParams,
        body: endpointPatch,
        response: { 200: endpointSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { id } = request.params;
      return toEndpoint(await endpoints.update(principal.organizationId, id, request.body, actorOf(principal)));
    },
  );
  http.delete(
    `${ENDPOINTS}/:id`,
    {
      config: { permission, operation: 'webhook_endpoints.remove' },
      schema: { tags, summary: 'Remove a webhook endpoint', params: endpointParams },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await endpoints.remove(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(204).send();
    },
  );
}

function registerActing(http: Http, endpoints: EndpointService): void {
  http.post(
    `${ENDPOINTS}/:id/rotate-secret`,
    {
      config: { permission, operation: 'webhook_endpoints.rotate_secret' },
      schema: {
        tags,
        summary: 'Give a webhook endpoint a new secret',
        params: endpointParams,
        body: rotateBody,
        response: { 200: secretEndpointSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const graceSeconds = request.body.grace_seconds ?? DEFAULT_GRACE_SECONDS;
      const { id } = request.params;
      const rotated = await endpoints.rotate(principal.organizationId, id, graceSeconds, actorOf(principal));
      return { ...toEndpoint(rotated), secret: rotated.secret };
    },
  );
  http.post(
    `${ENDPOINTS}/:id/test`,
    {
      config: { permission, operation: 'webhook_endpoints.test' },
      schema: {
        tags,
        summary: 'Send a test to a webhook endpoint',
        description: 'A message with `data.test`; `…/deliveries/{id}` shows what became of it.',
        params: endpointParams,
        response: { 202: sentSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const outcome = await endpoints.test(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(202).send(toSent(outcome));
    },
  );
}

function toEndpoint(row: EndpointRow) {
  const { id, kind, name, url, categories, enabled, disabled_reason, created_by } = row;
  return {
    id,
    kind,
    name,
    url,
    categories,
    enabled,
    disabled_reason,
    created_by,
    failing_since: row.failing_since?.toISOString() ?? null,
    previous_valid_until: row.previous_valid_until?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
