import type { FastifyRequest } from 'fastify';
import { httpErrors } from '../../http/http.errors.ts';
import type { Authenticate, Principal } from '../../http/principal.ts';
import type { Database } from '../../platform/db/database.ts';
import { hashApiKey, readApiKey } from './api-keys.ts';
import type { Identity } from './identity.ts';
import { permissionsOfRole } from './permissions.ts';
import { findApiKey, findMemberships } from './tenancy.repository.ts';
import { tenancyErrors } from './tenancy.errors.ts';

/** By key or by session; a request that carries a key is never looked up by its cookie. */
export function createAuthenticate(database: Database, identity: Identity): Authenticate {
  async function byKey(key: string): Promise<Principal | null> {
    const found = await findApiKey(database, hashApiKey(key));
    if (!found) return null;
    return {
      organizationId: found.organization_id,
      userId: null,
      apiKeyId: found.id,
      permissions: new Set(found.permissions),
      userLanguage: null,
      organizationLanguage: found.default_language,
    };
  }

  async function bySession(request: FastifyRequest): Promise<Principal | null> {
    const user = await identity.findUser(toHeaders(request));
    if (!user) return null;
    refuseForeignOrigin(request);
    const wanted = readOrganization(request);
    const memberships = await findMemberships(database, user.id);
    const membership = wanted === null ? memberships[0] : memberships.find((each) => each.organization_id === wanted);
    if (!membership) throw tenancyErrors.not_a_member({ organization: wanted ?? 0 });
    return {
      organizationId: membership.organization_id,
      userId: user.id,
      apiKeyId: null,
      permissions: new Set(permissionsOfRole(membership.role)),
      userLanguage: user.language,
      organizationLanguage: membership.default_language,
    };
  }

  return async (request) => {
    if (request.headers.authorization !== undefined) {
      const key = readApiKey(request.headers.authorization);
      return key === null ? null : byKey(key);
    }
    return request.headers.cookie?.includes('suite.session_token=') === true ? bySession(request) : null;
  };
}

/** A browser sends cookies along with requests that other sites make: only our own pages may change anything. */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
  const notABrowser = origin === undefined && (site === undefined || site === 'same-origin' || site === 'none');
  if (!own && !notABrowser) throw httpErrors.origin_refused({ origin: origin ?? '' });
}

/** The organization that the console is looking at; null leaves the choice to us. */
export function readOrganization(request: FastifyRequest): number | null {
  const header = request.headers['x-organization'];
  if (typeof header !== 'string') return null;
  return /^\d{1,9}$/.test(header) ? Number(header) : 0;
}

export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'user-agent', 'x-forwarded-for'] as const) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
