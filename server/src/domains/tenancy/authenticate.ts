import type { FastifyRequest } from 'fastify';
import { httpErrors } from '../../http/http.errors.ts';
import type { Authenticate, Principal } from '../../http/principal.ts';
import type { KeyPrincipal, Principals } from './access/principals.ts';
import { readApiKey } from './api-keys.ts';
import type { CurrentSession } from './identity.ts';
import { tenancyErrors } from './tenancy.errors.ts';

/** By key or by session; a request that carries a key is never looked up by its cookie. */
export function createAuthenticate(principals: Principals): Authenticate {
  function byKey(key: string): Principal | null | Promise<Principal | null> {
    const found = principals.findKey(key);
    return found instanceof Promise ? found.then(toPrincipal) : toPrincipal(found);
  }

  async function bySession(request: FastifyRequest): Promise<Principal | null> {
    const session = await findCurrentSession(principals, request);
    if (!session) return null;
    refuseForeignOrigin(request);
    const { user } = session;
    const wanted = readOrganization(request);
    const memberships = await principals.listMemberships(user.id);
    const membership = wanted === null ? memberships[0] : memberships.find((each) => each.organization_id === wanted);
    // Somebody who belongs nowhere can still accept an invitation or make an organization.
    if (!membership && request.routeOptions.config.permission === 'public') return null;
    if (!membership) throw tenancyErrors.not_a_member({ organization: wanted ?? 0 });
    if (membership.require_second_factor && !session.hasSecondFactor) {
      const { permission, beforeSecondFactor = false } = request.routeOptions.config;
      // Who has none is nobody to a route that is open to all, and let in nowhere but to set one up.
      if (permission === 'public') return null;
      if (!beforeSecondFactor) throw tenancyErrors.second_factor_required();
    }
    return {
      organizationId: membership.organization_id,
      userId: user.id,
      apiKeyId: null,
      permissions: membership.permissions,
      userLanguage: user.language,
      organizationLanguage: membership.default_language,
    };
  }

  return (request) => {
    if (request.headers.authorization !== undefined) {
      const key = readApiKey(request.headers.authorization);
      return key === null ? null : byKey(key);
    }
    return bySession(request);
  };
}

function toPrincipal(key: KeyPrincipal | null): Principal | null {
  if (!key) return null;
  return {
    organizationId: key.organizationId,
    userId: null,
    apiKeyId: key.id,
    permissions: key.permissions,
    userLanguage: null,
    organizationLanguage: key.defaultLanguage,
  };
}

/** The session of a browser that signed in; null for keys and for those who did not. */
export async function findCurrentSession(
  principals: Principals,
  request: FastifyRequest,
): Promise<CurrentSession | null> {
  const cookie = /(?:^|; ?)(?:__Secure-)?suite\.session_token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (cookie === undefined || request.headers.authorization !== undefined) return null;
  return principals.findSession(cookie, toHeaders(request));
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
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  // What a client says of its own address counts only behind a trusted proxy, and that is already decided here.
  headers.set('x-forwarded-for', request.ip);
  return headers;
}
