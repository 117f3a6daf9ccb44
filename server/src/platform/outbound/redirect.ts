import type { Answer } from './exchange.ts';
import { outboundErrors } from './outbound.errors.ts';

/** A request on its way, which may be sent on to another place. */
export interface Hop {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
}

/** What says nothing about who asks; any other header may hold a secret, so it stays with the origin it was meant for. */
const SAFE_ELSEWHERE = new Set(['accept', 'accept-language', 'accept-encoding', 'user-agent']);
const ABOUT_THE_BODY = /^content-/;

/**
 * Where an answer sends the request on to; null where it does not.
 * @throws AppError redirect_refused where it would take a body to somebody else, or a request out of its encryption
 */
export function nextHop(hop: Hop, from: URL, { status, headers }: Answer): Hop | null {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  if (!URL.canParse(location, from.href)) throw outboundErrors.redirect_refused();
  // A location that names a host is read as strictly as any URL; the rest is completed.
  const isAbsolute = /^[a-z][\w+.-]*:/i.test(location);
  const to = new URL(location, from);
  const url = isAbsolute ? location : to.href;
  const isSameOrigin = to.origin === from.origin;
  if (from.protocol === 'https:' && to.protocol !== 'https:') throw outboundErrors.redirect_refused();
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : status <= 302 && hop.method === 'POST';
  const body = becomesGet ? null : hop.body;
  if (!isSameOrigin && body) throw outboundErrors.redirect_refused();
  const kept = Object.entries(hop.headers).filter(
    ([name]) => (isSameOrigin || SAFE_ELSEWHERE.has(name)) && (body !== null || !ABOUT_THE_BODY.test(name)),
  );
  return { url, method: becomesGet ? 'GET' : hop.method, headers: Object.fromEntries(kept), body };
}
