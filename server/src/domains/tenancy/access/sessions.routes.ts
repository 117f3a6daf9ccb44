import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { httpErrors } from '../../../http/http.errors.ts';
import { findCurrentSession, readOrganization, refuseForeignOrigin, toHeaders } from '../authenticate.ts';
import type { CurrentSession } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import {
  idParams,
  passwordBody,
  sessionInListSchema,
  sessionPatch,
  sessionSchema,
  signInBody,
} from '../tenancy.schema.ts';
import type { Principals } from './principals.ts';
import type { SessionService } from './sessions.service.ts';

/** So many tries a minute from one address for one e-mail; guessing is slower than any password is worth. */
const TRIES_A_MINUTE = 10;

export type CurrentSessionOf = (request: FastifyRequest) => Promise<CurrentSession>;

/** The session of a route that a person alone can call. @throws AppError user_required, not_signed_in */
export function createCurrentSession(principals: Principals): CurrentSessionOf {
  return async (request) => {
    const session = await findCurrentSession(principals, request);
    if (session) return session;
    throw request.principal ? tenancyErrors.user_required() : httpErrors.not_signed_in();
  };
}

export function registerSessionRoutes(http: Http, sessions: SessionService, principals: Principals): void {
  const currentSession = createCurrentSession(principals);

  http.post(
    '/api/v1/session',
    {
      config: {
        permission: 'public',
        operation: 'session.sign_in',
        rateLimit: {
          max: TRIES_A_MINUTE,
          timeWindow: '1 minute',
          hook: 'preHandler',
          keyGenerator: (request) => `${request.ip} ${emailOf(request.body)}`,
        },
      },
      schema: {
        tags: ['Session'],
        summary: 'Sign in',
        description:
          'Sets an httpOnly cookie. Whoever has a second factor gets 401 `second_factor_needed` with a cookie for the second step.',
        body: signInBody,
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const { email, password, remember = false } = request.body;
      const credentials = { email, password, remember };
      const { kind, user, cookies } = await sessions.signIn(credentials, toHeaders(request), request.ip);
      void reply.header('set-cookie', cookies);
      if (kind === 'code_needed') throw tenancyErrors.second_factor_needed();
      return sessions.get(user, null);
    },
  );
  http.get(
    '/api/v1/session',
    {
      config: { permission: 'public', operation: 'session.get' },
      schema: { tags: ['Session'], summary: 'Who is signed in', response: { 200: sessionSchema } },
    },
    async (request) => {
      const session = await findCurrentSession(principals, request);
      if (!session) throw httpErrors.not_signed_in();
      return sessions.get(session.user, readOrganization(request));
    },
  );
  http.patch(
    '/api/v1/session',
    {
      config: { permission: 'signed_in', beforeSecondFactor: true, operation: 'session.update' },
      schema: {
        tags: ['Session'],
        summary: 'Change your name or choose a language',
        body: sessionPatch,
        response: { 200: sessionSchema },
      },
    },
    async (request) => {
      const { user } = await currentSession(request);
      return sessions.get(await sessions.update(user, request.body), readOrganization(request));
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
      const session = await findCurrentSession(principals, request);
      void reply.header('set-cookie', await sessions.signOut(session, toHeaders(request)));
      return reply.code(204).send(null);
    },
  );
  registerPasswordRoute(http, sessions, currentSession);
  registerSessionListRoutes(http, sessions, principals, currentSession);
}

function registerPasswordRoute(http: Http, sessions: SessionService, currentSession: CurrentSessionOf): void {
  http.post(
    '/api/v1/session/password',
    {
      config: {
        permission: 'signed_in',
        beforeSecondFactor: true,
        operation: 'session.change_password',
        rateLimit: { max: TRIES_A_MINUTE, timeWindow: '1 minute', hook: 'preHandler' },
      },
      schema: {
        tags: ['Session'],
        summary: 'Change the password',
        description: 'Ends every other session of yours and sets a new cookie for this one.',
        body: passwordBody,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { current_password: current, new_password: next } = request.body;
      const session = await currentSession(request);
      void reply.header('set-cookie', await sessions.changePassword(session, { current, next }, toHeaders(request)));
      return reply.code(204).send(null);
    },
  );
}

function registerSessionListRoutes(
  http: Http,
  sessions: SessionService,
  principals: Principals,
  currentSession: CurrentSessionOf,
): void {
  http.get(
    '/api/v1/sessions',
    {
      config: { permission: 'signed_in', operation: 'sessions.list' },
      schema: {
        tags: ['Session'],
        summary: 'Where you are signed in',
        response: { 200: Type.Object({ items: Type.Array(sessionInListSchema) }) },
      },
    },
    async (request) => {
      const { user, sessionId } = await currentSession(request);
      const items = (await sessions.list(user)).map((each) => ({
        id: each.id,
        current: each.id === sessionId,
        created_at: each.createdAt.toISOString(),
        expires_at: each.expiresAt.toISOString(),
        ip_address: each.ipAddress,
        user_agent: each.userAgent,
      }));
      return { items };
    },
  );
  http.delete(
    '/api/v1/sessions',
    {
      config: { permission: 'signed_in', operation: 'sessions.end_others' },
      schema: { tags: ['Session'], summary: 'End all your other sessions', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await sessions.removeOthers(await currentSession(request));
      return reply.code(204).send(null);
    },
  );
  http.delete(
    '/api/v1/sessions/:id',
    {
      config: { permission: 'signed_in', operation: 'sessions.end' },
      schema: {
        tags: ['Session'],
        summary: 'End a session of yours',
        params: idParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      // A key has no sessions, so it finds none.
      const session = await findCurrentSession(principals, request);
      if (!session) throw tenancyErrors.session_not_found({ id });
      await sessions.remove(session.user, id);
      return reply.code(204).send(null);
    },
  );
}

function emailOf(body: unknown): string {
  const email: unknown = typeof body === 'object' && body !== null && 'email' in body ? body.email : '';
  return typeof email === 'string' ? email.toLowerCase().slice(0, 254) : '';
}
