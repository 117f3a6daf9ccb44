import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Outbound } from '../../../platform/outbound/outbound.ts';
import type { Secrets } from '../../../platform/secrets/secrets.ts';
import { isCategory, type SendOutcome } from '../notification.ts';
import { notificationErrors } from '../notifications.errors.ts';
import type { SendService } from '../sending/send.service.ts';
import * as repository from './endpoints.repository.ts';
import { createResealEndpoints } from './reseal-endpoints.ts';
import { sealSecret } from './sealed-secret.ts';
import { newSecret } from './signature.ts';

export type EndpointService = ReturnType<typeof createEndpointService>;

interface EndpointDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  outbound: Pick<Outbound, 'check'>;
  secrets: Secrets;
  send: SendService['send'];
}

interface EndpointChange {
  name?: string;
  url?: string;
  categories?: string[] | null;
  enabled?: boolean;
}

const MOST_ENDPOINTS = 50;

/** Programs of an organization that are told by signed HTTP calls. */
export function createEndpointService(deps: EndpointDeps) {
  const { database, audit, outbound, secrets } = deps;

  /** @throws AppError webhook_endpoint_not_found */
  async function get(organizationId: number, id: number): Promise<repository.EndpointRow> {
    const endpoint = await repository.findEndpoint(database.tenant(organizationId), organizationId, id);
    if (!endpoint) throw notFound(id);
    return endpoint;
  }

  return {
    get,
    list: (organizationId: number) => repository.listEndpoints(database.tenant(organizationId), organizationId),

    /**
     * @returns it with its secret, this once
     * @throws AppError too_many_webhook_endpoints, and what `outbound` refuses of the URL
     */
    async create(
      organizationId: number,
      { kind, name, url, categories }: Pick<repository.EndpointRow, 'kind' | 'name' | 'url' | 'categories'>,
      actor: Actor,
    ) {
      outbound.check(url);
      const secret = kind === 'slack' ? url : newSecret();
      const id = await database.transaction(organizationId, async (db) => {
        const { length } = await repository.listEndpoints(db, organizationId);
        if (length >= MOST_ENDPOINTS) throw notificationErrors.too_many_webhook_endpoints({ limit: MOST_ENDPOINTS });
        const shown = kind === 'slack' ? withoutPath(url) : url;
        const endpoint = { kind, name, url: shown, categories, created_by: userOf(actor) };
        const created = await repository.insertEndpoint(db, organizationId, endpoint, (made) =>
          sealSecret(secrets, organizationId, made, secret),
        );
        await audit.record(
          db,
          organizationId,
          record(actor, 'created', created, { kind, name, host: new URL(url).host }),
        );
        return created;
      });
      return { ...(await get(organizationId, id)), secret };
    },

    /** @throws AppError webhook_endpoint_not_found, and what `outbound` refuses of the URL */
    async update(organizationId: number, id: number, change: EndpointChange, actor: Actor) {
      const { kind } = await get(organizationId, id);
      const { url, ...rest } = change;
      if (url !== undefined) outbound.check(url);
      const where =
        url === undefined
          ? {}
          : kind === 'slack'
            ? { url: withoutPath(url), secret: sealSecret(secrets, organizationId, id, url) }
            : { url };
      await database.transaction(organizationId, async (db) => {
        if (!(await repository.updateEndpoint(db, organizationId, id, { ...rest, ...where }))) throw notFound(id);
        const detail = { ...rest, ...(url === undefined ? {} : { host: new URL(url).host }) };
        await audit.record(db, organizationId, record(actor, 'updated', id, detail));
      });
      return get(organizationId, id);
    },

    /** What still waits for it is given up. @throws AppError webhook_endpoint_not_found */
    remove: (organizationId: number, id: number, actor: Actor): Promise<void> =>
      database.transaction(organizationId, async (db) => {
        if (!(await repository.deleteEndpoint(db, organizationId, id))) throw notFound(id);
        await audit.record(db, organizationId, record(actor, 'removed', id));
      }),

    ...createEndpointActs(deps, get),
    reseal: createResealEndpoints(secrets),
  };
}

/** What is done with an endpoint that is there. */
function createEndpointActs(
  { database, audit, secrets, send }: EndpointDeps,
  get: (organizationId: number, id: number) => Promise<repository.EndpointRow>,
) {
  return {
    /**
     * A new secret; the one before signs beside it for a while.
     * @returns it with its new secret, this once
     * @throws AppError webhook_endpoint_not_found, endpoint_has_no_secret
     */
    async rotate(organizationId: number, id: number, graceSeconds: number, actor: Actor) {
      const { kind } = await get(organizationId, id);
      if (kind === 'slack') throw notificationErrors.endpoint_has_no_secret({ endpoint: id });
      const secret = newSecret();
      const sealed = sealSecret(secrets, organizationId, id, secret);
      await database.transaction(organizationId, async (db) => {
        const isRotated = await repository.rotateSecret(db, organizationId, id, { secret: sealed, graceSeconds });
        if (!isRotated) throw notFound(id);
        await audit.record(db, organizationId, record(actor, 'secret_rotated', id, { grace_seconds: graceSeconds }));
      });
      return { ...(await get(organizationId, id)), secret };
    },

    /** Sends a message that says it is a test. @throws AppError webhook_endpoint_not_found, delivery_target_gone */
    async test(organizationId: number, id: number, actor: Actor): Promise<SendOutcome> {
      const { kind, enabled, name, categories } = await get(organizationId, id);
      if (!enabled) throw notificationErrors.delivery_target_gone({ delivery: '' });
      return send(organizationId, {
        category: categories?.find(isCategory) ?? 'workflow_results',
        recipients: { endpointIds: [id] },
        channels: [kind],
        text: {
          kind: 'catalogue',
          title: { key: 'notifications.own.test.title' },
          message: { key: 'notifications.own.test.message', params: { name } },
        },
        data: { test: true },
        source: { kind: actor.kind === 'api_key' ? 'api_key' : 'user', id: String(actor.id ?? ''), name: '' },
      });
    },
  };
}

/** The path of an address of Slack is its secret. */
const withoutPath = (url: string): string => `${new URL(url).origin}/…`;

const notFound = (id: number) => notificationErrors.webhook_endpoint_not_found({ endpoint: id });

function record(actor: Actor, what: string, id: number, detail: Record<string, unknown> = {}) {
  return { actor, action: `webhook_endpoint.${what}`, subject: { kind: 'webhook_endpoint', id: String(id) }, detail };
}
