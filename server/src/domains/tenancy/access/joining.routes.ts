import type { Http } from '../../../http/http.ts';
import { findCurrentSession, refuseForeignOrigin, toHeaders } from '../authenticate.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { sessionSchema } from '../tenancy.schema.ts';
import type { TenancyService } from '../tenancy.service.ts';
import { acceptInvitationBody, lookedInvitationSchema, lookInvitationBody, signUpBody } from './access.schema.ts';
import type { Principals } from './principals.ts';
import { toRoleKey } from './role-key.ts';

const tags = ['Tenancy'];
/** From one address; who guesses a token or a password gets nowhere. */
const rateLimit = { max: 20, timeWindow: '1 minute', hook: 'preHandler' } as const;
const signUpLimit = { max: 5, timeWindow: '10 minutes', hook: 'preHandler' } as const;

export function registerJoiningRoutes(http: Http, tenancy: TenancyService, principals: Principals): void {
  const { joining, sessions } = tenancy;

  http.post(
    '/api/v1/tenancy/invitations/look',
    {
      config: { permission: 'public', operation: 'invitations.look', rateLimit },
      schema: {
        tags,
        summary: 'What an invitation is for',
        body: lookInvitationBody,
        response: { 200: lookedInvitationSchema },
      },
    },
    async (request) => {
      const found = await joining.look(request.body.token);
      return {
        organization: { id: found.organization_id, name: found.organization_name },
        email: found.email,
        role: toRoleKey(found.role, found.role_id),
        role_name: found.role_name,
        expires_at: found.expires_at.toISOString(),
        has_account: found.hasAccount,
      };
    },
  );
  http.post(
    '/api/v1/tenancy/invitations/accept',
    {
      config: { permission: 'public', operation: 'invitations.accept', rateLimit },
      schema: {
        tags,
        summary: 'Accept an invitation',
        description:
          'Who is signed in joins as themselves; who has an account gives its password; who has none chooses name and password. Signs in.',
        body: acceptInvitationBody,
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const session = await findCurrentSession(principals, request);
      const joined = await joining.accept(request.body, session?.user ?? null, toHeaders(request));
      if (joined.cookies.length > 0) void reply.header('set-cookie', joined.cookies);
      if (joined.kind === 'code_needed') throw tenancyErrors.second_factor_needed();
      return sessions.get(joined.user, joined.organizationId);
    },
  );
  http.post(
    '/api/v1/tenancy/sign-up',
    {
      config: { permission: 'public', operation: 'tenancy.sign_up', rateLimit: signUpLimit },
      schema: {
        tags,
        summary: 'Make an account and an organization',
        description: 'Where the server allows it (`SIGN_UP=open`). Signs in.',
        body: signUpBody,
        response: { 201: sessionSchema },
      },
    },
    async (request, reply) => {
      refuseForeignOrigin(request);
      const { organization_name: organizationName, name, email, password } = request.body;
      const joined = await joining.signUp({ organizationName, name, email, password }, toHeaders(request));
      void reply.code(201).header('set-cookie', joined.cookies);
      return sessions.get(joined.user, joined.organizationId);
    },
  );
}
