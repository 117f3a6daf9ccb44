import Type from 'typebox';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../http/page.ts';
import { principalOf } from '../../http/principal.ts';
import type { Http } from '../../http/http.ts';
import { httpErrors } from '../../http/http.errors.ts';
import { readOrganization, refuseForeignOrigin, toHeaders } from './authenticate.ts';
import type { Identity, User } from './identity.ts';
import {
  apiKeySchema,
  createdApiKeySchema,
  idParams,
  newApiKeyBody,
  sessionPatch,
  sessionSchema,
  signInBody,
} from './tenancy.schema.ts';
import type { TenancyService } from './tenancy.service.ts';

/** So many sign-ins a minute from one address for one e-mail; guessing is slower than any password is worth. */
const SIGN_INS_A_MINUTE = 10;

export function registerSessionRoutes(http: Http, tenancy: TenancyService, identity: Identity): void {
  const currentUser = async (request: Parameters<typeof toHeaders>[0]): Promise<User> => {
    const user = await identity.findUser(toHeaders(request));
    if (!user) throw httpErrors.not_signed_in();
    return user;
  };

  http.post(
    '/api/v1/session',
    {
      config: {
        permission: 'public',
        operation: 'session.sign_in',
        rateLimit: {
          max: SIGN_INS_A_MINUTE,
          timeWindow: '1 minute',
          hook: 'preHandler',
          keyGenerator: (request) => `${request.ip} ${emailOf(request.body)}`,
        },
      },
      schema: {
        tags: ['Session'],
        summary: 'Sign in',
        description: 'Sets an httpOnly cookie.',
        body: signInBody,
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const { email, password, remember = false } = request.body;
      const { user, cookies } = await identity.signIn({ email, password, remember }, toHeaders(request));
      void reply.header('set-cookie', cookies);
      return tenancy.getSession(user, null);
    },
  );
  http.get(
    '/api/v1/session',
    {
      config: { permission: 'public', operation: 'session.get' },
      schema: { tags: ['Session'], summary: 'Who is signed in', response: { 200: sessionSchema } },
    },
    async (request) => tenancy.getSession(await currentUser(request), readOrganization(request)),
  );
  http.patch(
    '/api/v1/session',
    {
      config: { permission: 'signed_in', operation: 'session.update' },
      schema: { tags: ['Session'], summary: 'Choose a language', body: sessionPatch, response: { 200: sessionSchema } },
    },
    async (request) => {
      const user = await currentUser(request);
      if (request.body.language !== undefined) await tenancy.setUserLanguage(user, request.body.language);
      return tenancy.getSession(await currentUser(request), readOrganization(request));
    },
  );
  http.delete(
    '/api/v1/session',
    {
      config: { permission: 'public', operation: 'session.sign_out' },
      schema: { tags: ['Session'], summary: 'Sign out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      void reply.header('set-cookie', await identity.signOut(toHeaders(request)));
      return reply.code(204).send(null);
    },
  );
}

function emailOf(body: unknown): string {
  const email: unknown = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : '';
}

export function registerApiKeyRoutes(http: Http, tenancy: TenancyService): void {
  http.get(
    '/api/v1/tenancy/api-keys',
    {
      config: { permission: 'tenancy:read', operation: 'api_keys.list' },
      schema: {
        tags: ['Tenancy'],
        summary: 'List API keys',
        querystring: pageQuery,
        response: { 200: pageOf(apiKeySchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const rows = await tenancy.listApiKeys(principalOf(request).organizationId, readIdCursor(request.query), limit);
      return more(rows.map(toApiKey), (key) => key.id);
    },
  );
  http.post(
    '/api/v1/tenancy/api-keys',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.create' },
      schema: {
        tags: ['Tenancy'],
        summary: 'Make an API key',
        body: newApiKeyBody,
        response: { 201: createdApiKeySchema },
      },
    },
    async (request, reply) => {
      const { organizationId, userId, permissions: grantable } = principalOf(request);
      const { name, permissions, expires_at: expiresAt } = request.body;
      const row = await tenancy.createApiKey(organizationId, {
        name,
        permissions,
        grantable,
        createdBy: userId,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      });
      return reply.code(201).send({ ...toApiKey(row), key: row.key });
    },
  );
  http.delete(
    '/api/v1/tenancy/api-keys/:id',
    {
      config: { permission: 'tenancy:manage', operation: 'api_keys.revoke' },
      schema: { tags: ['Tenancy'], summary: 'Revoke an API key', params: idParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await tenancy.revokeApiKey(principalOf(request).organizationId, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

type ApiKeyRow = Awaited<ReturnType<TenancyService['listApiKeys']>>[number];

function toApiKey(row: ApiKeyRow) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    permissions: row.permissions,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
