import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import {
  apiKeyPatch,
  apiKeySchema,
  createdApiKeySchema,
  idParams,
  newApiKeyBody,
  rotateBody,
} from '../tenancy.schema.ts';
import { toApiKey } from './access.view.ts';
import type { ApiKeyService } from './api-keys.service.ts';

const tags = ['Tenancy'];

export function registerApiKeyRoutes(http: Http, keys: ApiKeyService): void {
  http.get(
    '/api/v1/tenancy/api-keys',
    {
      config: { permission: 'tenancy:read', operation: 'api_keys.list' },
      schema: { tags, summary: 'List API keys', querystring: pageQuery, response: { 200: pageOf(apiKeySchema) } },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const rows = await keys.list(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(rows.map(toApiKey), (key) => key.id);
    },
  );
  http.post(
    '/api/v1/tenancy/api-keys',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.create' },
      schema: { tags, summary: 'Make an API key', body: newApiKeyBody, response: { 201: createdApiKeySchema } },
    },
    async (request, reply) => {
      const { name, permissions, expires_at: end } = request.body;
      const expiresAt = end === undefined ? null : new Date(end);
      const row = await keys.createAs(principalOf(request), { name, permissions, expiresAt });
      return reply.code(201).send({ ...toApiKey(row), key: row.key });
    },
  );
  http.patch(
    '/api/v1/tenancy/api-keys/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.update' },
      schema: {
        tags,
        summary: 'Rename an API key, or take permissions from it',
        params: idParams,
        body: apiKeyPatch,
        response: { 200: apiKeySchema },
      },
    },
    async (request) => toApiKey(await keys.update(principalOf(request), request.params.id, request.body)),
  );
  http.post(
    '/api/v1/tenancy/api-keys/:id/rotate',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.rotate' },
      schema: {
        tags,
        summary: 'Give an API key a new secret',
        description: 'The old secret is accepted for a time as well, so that programs can be changed one by one.',
        params: idParams,
        body: rotateBody,
        response: { 200: createdApiKeySchema },
      },
    },
    async (request) => {
      const { grace_seconds: graceSeconds = 86_400 } = request.body;
      const row = await keys.rotate(principalOf(request), request.params.id, graceSeconds);
      return { ...toApiKey(row), key: row.key };
    },
  );
  http.delete(
    '/api/v1/tenancy/api-keys/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.revoke' },
      schema: { tags, summary: 'Revoke an API key', params: idParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await keys.revoke(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
