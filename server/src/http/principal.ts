import type { FastifyRequest } from 'fastify';
import type { Actor } from '../platform/audit/audit.ts';
import type { LanguageCode } from '../platform/messages/languages.ts';
import { httpErrors } from './http.errors.ts';

/** Who asks, and what they may. */
export interface Principal {
  organizationId: number;
  /** Null for an API key. */
  userId: number | null;
  apiKeyId: number | null;
  permissions: ReadonlySet<string>;
  /** The language that the user chose. */
  userLanguage: string | null;
  organizationLanguage: string | null;
}

/**
 * Answers who sends the request, or null when it carries no valid key and no session; at once where that is known.
 * What is refused rejects the promise.
 */
export type Authenticate = (request: FastifyRequest) => Principal | null | Promise<Principal | null>;

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    language: LanguageCode;
  }
  interface FastifyContextConfig {
    /** The permission that the route takes; `signed_in` any member or key; `public` nobody. Every route says one. */
    permission?: string;
    /** Open to those too whom their organization still asks for a second factor. */
    beforeSecondFactor?: boolean;
    /** The route's name in logs. */
    operation?: string;
  }
}

/** The principal of a route that is not public. @throws AppError not_signed_in */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw httpErrors.not_signed_in();
  return request.principal;
}

/** Who did it, as the audit log names them. */
export function actorOf({ userId, apiKeyId }: Principal): Actor {
  if (userId !== null) return { kind: 'user', id: userId };
  if (apiKeyId !== null) return { kind: 'api_key', id: apiKeyId };
  return { kind: 'system', id: null };
}

/** @throws AppError forbidden */
export function requirePermission(principal: Principal, permission: string): void {
  if (!principal.permissions.has(permission)) throw httpErrors.forbidden({ permission });
}
