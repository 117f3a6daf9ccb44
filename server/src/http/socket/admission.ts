import type { FastifyRequest } from 'fastify';
import { isLanguageCode } from '../../platform/messages/languages.ts';
import type { Negotiate } from '../../platform/messages/negotiation.ts';
import type { StreamHead } from '../../platform/streams/stream-message.ts';
import type { Tickets } from '../../platform/streams/tickets.ts';
import { httpErrors } from '../http.errors.ts';
import type { Authenticate, Principal } from '../principal.ts';
import type { Reader } from './connection.ts';
import type { FindReader } from './sockets.ts';

export interface AdmissionDeps {
  authenticate: Authenticate;
  negotiate: Negotiate;
}

/** What was found out about a request before its socket is opened. */
export interface Admission {
  reader: Reader;
  head: StreamHead;
  findReader: FindReader | null;
}

/** A browser lets any page open a socket to us, cookies included: only our own and the allowed ones may. */
export function refuseForeignPage(request: FastifyRequest, origins: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || origins.includes(origin)) return;
  if (URL.canParse(origin) && new URL(origin).host === request.host) return;
  throw httpErrors.origin_refused({ origin: origin.slice(0, 200) });
}

export async function readerOfRequest(request: FastifyRequest, options: AdmissionDeps): Promise<Reader | null> {
  const principal = await options.authenticate(request);
  return principal && toReader(principal, options.negotiate, request.headers['accept-language']);
}

function toReader(principal: Principal, negotiate: Negotiate, acceptLanguage: string | undefined): Reader {
  const { organizationId, userId, permissions, userLanguage: user, organizationLanguage: organization } = principal;
  return { organizationId, userId, permissions, language: negotiate({ user, organization, acceptLanguage }) };
}

export async function readerOfTicket(tickets: Tickets, ticket: string): Promise<Reader | null> {
  const holder = await tickets.redeem(ticket);
  if (!holder) return null;
  const { organizationId, userId, permissions, language } = holder;
  return {
    organizationId,
    userId,
    permissions: new Set(permissions),
    language: isLanguageCode(language) ? language : 'en',
  };
}
