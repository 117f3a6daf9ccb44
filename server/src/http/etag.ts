import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, onSendHookHandler } from 'fastify';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers with one resource as it now is, and says so by an ETag. GET of an address that ends with an id always does. */
    etag?: boolean;
  }
}

/** Strong (RFC 9110, section 8.8.1): the same only where the answer is the same byte for byte. */
function etagOf(text: string | Buffer): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** Gives every answer with one resource its ETag, and answers 304 to whoever has it already. */
export function addEtags(http: Http): void {
  http.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) return;
    const isRead = route.method === 'GET';
    if (isRead && /\/:\w+$/.test(route.url)) route.config = { etag: true, ...route.config };
    if (!route.config?.etag) return;
    if (!isRead) documentIfMatch(route);
    route.onSend = [route.onSend ?? [], sendWithEtag].flat();
  });
}

const sendWithEtag: onSendHookHandler = (request, reply, payload, done) => {
  done(null, addEtag(request, reply, payload));
};

/** @returns what is left to send */
function addEtag(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode !== 200 && reply.statusCode !== 201) return payload;
  if (typeof payload !== 'string' || reply.hasHeader('etag')) return payload;
  const etag = etagOf(payload);
  void reply.header('etag', etag);
  const known = request.headers['if-none-match'];
  if (request.method !== 'GET' || known === undefined || !matches(known, etag, true)) return payload;
  void reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
}

/**
 * Refuses a change that was made from an older state than `current`, which is the resource as the route would answer it.
 * Call it where the resource can no longer change: behind its lock. A request without `If-Match` always passes.
 * @throws AppError precondition_failed
 */
export function requireMatch(request: FastifyRequest, reply: FastifyReply, current: object): void {
  const wanted = request.headers['if-match'];
  if (wanted === undefined) return;
  const text: unknown = reply.serialize(current);
  const etag = etagOf(typeof text === 'string' ? text : JSON.stringify(current));
  if (matches(wanted, etag, false)) return;
  throw httpErrors.precondition_failed({ etag });
}

/** A weak tag says that it is not byte for byte the same, which is enough for a cache and too little for a change. */
function matches(header: string, etag: string, weakly: boolean): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((each) => {
    const tag = each.trim();
    return tag === etag || (weakly && tag === `W/${etag}`);
  });
}

function documentIfMatch(route: { schema?: { headers?: unknown } }): void {
  const given: unknown = route.schema?.headers;
  const own: { properties?: object } = typeof given === 'object' && given !== null ? given : {};
  const description =
    'The ETag of the resource as it was read. If it has changed since, the request is refused with 412.';
  const properties = { ...own.properties, 'if-match': { type: 'string', maxLength: 1000, description } };
  route.schema = { ...route.schema, headers: { type: 'object', ...own, properties } };
}
