import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Negotiate } from '../platform/messages/negotiation.ts';
import type { LimitRate } from './guards.ts';
import { httpErrors } from './http.errors.ts';
import { type Authenticate, type Principal, requirePermission } from './principal.ts';

interface AdmissionOptions {
  authenticate: Authenticate;
  negotiate: Negotiate;
  limitRate: LimitRate;
}

/**
 * Who asks, how often, in which language, and whether they may.
 * @returns what answers with a promise only where something must be waited for
 */
export function createAdmission({ authenticate, negotiate, limitRate }: AdmissionOptions) {
  const count = (request: FastifyRequest, reply: FastifyReply) =>
    request.routeOptions.config.rateLimit === false ? undefined : limitRate(request, reply);

  function admitCounted(request: FastifyRequest, permission: string): void {
    const { principal } = request;
    if (principal) {
      request.language = negotiate({
        user: principal.userLanguage,
        organization: principal.organizationLanguage,
        acceptLanguage: request.headers['accept-language'],
      });
    }
    if (permission === 'public') return;
    if (!principal) throw httpErrors.not_signed_in();
    if (permission !== 'signed_in') requirePermission(principal, permission);
  }

  function admitKnown(request: FastifyRequest, reply: FastifyReply, permission: string): Promise<void> | void {
    const counting = count(request, reply);
    return counting ? counting.then(() => admitCounted(request, permission)) : admitCounted(request, permission);
  }

  async function admitLater(
    request: FastifyRequest,
    reply: FastifyReply,
    permission: string,
    lookup: Promise<Principal | null>,
  ): Promise<void> {
    try {
      request.principal = await lookup;
    } catch (error) {
      // Whoever is not let in is counted too, by address.
      await count(request, reply);
      throw error;
    }
    await admitKnown(request, reply, permission);
  }

  return (request: FastifyRequest, reply: FastifyReply): Promise<void> | void => {
    request.language = negotiate({ acceptLanguage: request.headers['accept-language'] });
    const { permission } = request.routeOptions.config;
    if (permission === undefined) return undefined;
    if (request.url.includes('%') && decodeURIComponentSafely(request.url).includes('\0')) throw httpErrors.nul_byte();
    const principal = authenticate(request);
    if (principal instanceof Promise) return admitLater(request, reply, permission, principal);
    request.principal = principal;
    return admitKnown(request, reply, permission);
  };
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
