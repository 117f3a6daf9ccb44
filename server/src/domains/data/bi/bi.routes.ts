import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { BiAccess } from './bi.repository.ts';
import { biBody, biSchema, biWithPasswordSchema } from './bi.schema.ts';
import type { BiAccessService } from './bi.service.ts';

const PLACE = '/api/v1/data/bi-access';

export function registerBiRoutes(http: Http, bi: BiAccessService): void {
  const toAccess = (organizationId: number, access: BiAccess) => ({
    ...bi.getAddress(),
    schema: `bi_${organizationId}`,
    user: access.role_name,
    status: statusOf(access),
    connection_limit: access.connection_limit,
    statement_timeout_seconds: Math.round(access.statement_timeout_ms / 1000),
    expires_at: access.expires_at.toISOString(),
    created_at: access.created_at.toISOString(),
    rotated_at: access.rotated_at.toISOString(),
    last_seen_at: access.last_seen_at?.toISOString() ?? null,
  });

  http.get(
    PLACE,
    {
      config: { permission: 'data:bi', operation: 'bi_access.get' },
      schema: { tags: ['BI access'], summary: 'The database account of BI tools', response: { 200: biSchema } },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      return toAccess(organizationId, await bi.get(organizationId));
    },
  );
  http.post(
    PLACE,
    {
      config: { permission: 'data:bi', operation: 'bi_access.create' },
      schema: {
        tags: ['BI access'],
        summary: 'Make a database account for BI tools',
        description:
          'It reads the datasets of the organization as views, and nothing else. The password is shown once.',
        body: biBody,
        response: { 201: biWithPasswordSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { access, password } = await bi.create(principal.organizationId, request.body, actorOf(principal));
      return reply.code(201).send({ ...toAccess(principal.organizationId, access), password });
    },
  );
  http.post(
    `${PLACE}/rotate`,
    {
      config: { permission: 'data:bi', operation: 'bi_access.rotate' },
      schema: {
        tags: ['BI access'],
        summary: 'Give the account another password',
        description: 'The old one ends at once, and so do the sessions that came in by it.',
        body: biBody,
        response: { 200: biWithPasswordSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { access, password } = await bi.rotate(principal.organizationId, request.body, actorOf(principal));
      return { ...toAccess(principal.organizationId, access), password };
    },
  );
  http.delete(
    PLACE,
    {
      config: { permission: 'data:bi', operation: 'bi_access.revoke' },
      schema: { tags: ['BI access'], summary: 'Take the account away' },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await bi.revoke(principal.organizationId, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function statusOf({ is_there: isThere, is_open: isOpen, expires_at: expiresAt }: BiAccess) {
  if (!isThere) return 'missing' as const;
  if (!isOpen) return 'suspended' as const;
  return expiresAt.getTime() <= Date.now() ? ('expired' as const) : ('active' as const);
}
