import { outboundErrors } from './outbound.errors.ts';

/** These belong to the connection, and decide where one message ends and the next begins. */
const OWN = new Set([
  'host',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);
const NAME = /^[\w!#$%&'*+.^`|~-]{1,100}$/;
// oxlint-disable-next-line no-control-regex -- what ends a line, or is no text
const NO_VALUE = /[^\t\u0020-\u007e\u0080-\u00ff]/;
const MAX_BYTES = 16_384;

/**
 * The headers of a request as they are sent, by small letters.
 * @throws AppError header_refused
 */
export function readHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': 'Business-Suite', 'accept-encoding': 'gzip' };
  let size = 0;
  for (const [spelling, value] of Object.entries(given)) {
    const name = spelling.toLowerCase();
    size += name.length + value.length;
    if (!NAME.test(name) || NO_VALUE.test(value) || OWN.has(name) || /^(proxy|sec)-/.test(name) || size > MAX_BYTES) {
      throw outboundErrors.header_refused({ header: spelling.slice(0, 100) });
    }
    headers[name] = value;
  }
  return headers;
}
