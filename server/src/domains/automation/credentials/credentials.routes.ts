import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import type { CredentialRow } from './credentials.repository.ts';
import { credentialBody, credentialParams, credentialSchema, newCredentialBody } from './credentials.schema.ts';
import type { CredentialService } from './credentials.service.ts';

const CREDENTIALS = '/api/v1/ai-analytics/credentials';
const tags = ['Workflows'];
const permission = 'ai_analytics:automation';

const toCredential = ({ settings, created_at: createdAt, updated_at: updatedAt, ...rest }: CredentialRow) => ({
  ...rest,
  ...settings,
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

export function registerCredentialRoutes(http: Http, credentials: CredentialService): void {
  http.get(
    CREDENTIALS,
    {
      config: { permission, operation: 'credentials.list' },
      schema: {
        tags,
        summary: 'List credentials',
        description: 'Never with their secrets.',
        querystring: pageQuery,
        response: { 200: pageOf(credentialSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const rows = await credentials.list(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(rows.map(toCredential), ({ id }) => id);
    },
  );
  http.post(
    CREDENTIALS,
    {
      config: { permission, operation: 'credentials.create' },
      schema: {
        tags,
        summary: 'Keep a credential',
        description: 'Steps of workflows that call others name it; its secret is encrypted and never shown again.',
        body: newCredentialBody,
        response: { 201: credentialSchema },
      },
    },
    async (request, reply) =>
      reply.code(201).send(toCredential(await credentials.create(principalOf(request), request.body))),
  );
  http.put(
    `${CREDENTIALS}/:id`,
    {
      config: { permission, operation: 'credentials.replace' },
      schema: {
        tags,
        summary: 'Replace a credential',
        description: 'Under the same name, so that workflows go on.',
        params: credentialParams,
        body: credentialBody,
        response: { 200: credentialSchema },
      },
    },
    async (request) => toCredential(await credentials.replace(principalOf(request), request.params.id, request.body)),
  );
  http.delete(
    `${CREDENTIALS}/:id`,
    {
      config: { permission, operation: 'credentials.remove' },
      schema: {
        tags,
        summary: 'Remove a credential',
        description: 'Refused while a workflow calls by it.',
        params: credentialParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await credentials.remove(principalOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
