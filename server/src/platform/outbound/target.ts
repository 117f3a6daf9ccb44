import { isIP, isIPv4 } from 'node:net';
import { outboundErrors } from './outbound.errors.ts';

/** What the operator of the server lets through. */
export interface OutboundRules {
  /** `host` or `host:port` as people write them; IPv6 in brackets. */
  allowedHosts: readonly string[];
  /** Whether any host may be asked without encryption; those of the list may. */
  allowHttp: boolean;
}

/** Where a request goes, read from a URL that somebody has given. */
export interface Target {
  url: URL;
  /** A name, or an address without brackets. */
  host: string;
  port: number;
  isAddress: boolean;
  /** Whether the operator has named the host. */
  isAllowed: boolean;
}

const MAX_URL_LENGTH = 2048;
const AUTHORITY = /^(https?):\/\/(\[[\d.:a-f]+\]|[^/?#@:[\]%]+)(?::(\d{1,5}))?(?:[/?#]|$)/iu;
const LABEL = /^(?!-)[\w-]{1,63}(?<!-)$/;
// Services that no web server stands for, of which some take an HTTP request for one of their own.
const CLOSED_PORTS = new Set([
  2049, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
  11_211, 27_017,
]);

/**
 * Reads a URL as strictly as it can be read: what two programs could understand differently is refused.
 * @throws AppError url_refused, url_scheme_refused, url_credentials_refused, url_port_refused
 */
export function readTarget(text: string, rules: OutboundRules): Target {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (text.length > MAX_URL_LENGTH || /[\u0000-\u0020\u007f\\\s]/.test(text)) throw outboundErrors.url_refused();
  const scheme = /^([a-z][\w+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') throw outboundErrors.url_scheme_refused();
  if (/^[a-z]+:\/*[^/?#]*@/i.test(text)) throw outboundErrors.url_credentials_refused();
  const given = AUTHORITY.exec(text)?.[2];
  if (given === undefined || !URL.canParse(text)) throw outboundErrors.url_refused();
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const standardPort = scheme === 'http' ? 80 : 443;
  const port = url.port === '' ? standardPort : Number(url.port);
  // Decimal, octal, hexadecimal, short and full-width spellings of an address, each read otherwise by somebody.
  if (isIPv4(host) ? given !== host : !isIP(host) && !isName(host)) throw outboundErrors.url_refused();
  const isAllowed = isListed(rules.allowedHosts, url.hostname, port);
  if (!isAllowed) {
    if (scheme === 'http' && !rules.allowHttp) throw outboundErrors.url_scheme_refused();
    if (!isOpen(port)) throw outboundErrors.url_port_refused({ port });
  }
  return { url, host, port, isAddress: isIP(host) !== 0, isAllowed };
}

function isListed(allowed: readonly string[], hostname: string, port: number): boolean {
  return allowed.some((entry) => entry === hostname || entry === `${hostname}:${port}`);
}

function isName(host: string): boolean {
  return host.length <= 253 && host.split('.').every((label) => LABEL.test(label));
}

function isOpen(port: number): boolean {
  return port === 80 || port === 443 || (port >= 1024 && !CLOSED_PORTS.has(port));
}

/** An entry of the allow-list in the form that hosts are compared in; null where it names none. */
export function readAllowedHost(entry: string): string | null {
  const [, host, port] = /^(\[[\d.:a-f]+\]|[^/?#@:[\]%\s]+)(?::([1-9]\d{0,4}))?$/i.exec(entry) ?? [];
  if (host === undefined || !URL.canParse(`http://${host}`) || Number(port ?? 1) > 65_535) return null;
  const { hostname } = new URL(`http://${host}`);
  if (!isIP(hostname.replace(/^\[|\]$/g, '')) && !isName(hostname)) return null;
  return port === undefined ? hostname : `${hostname}:${port}`;
}
