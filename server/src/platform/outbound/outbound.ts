import type { Logger } from '../log.ts';
import { kindOf } from './address-kind.ts';
import { type Answer, exchange, type ExchangeLimits } from './exchange.ts';
import { outboundErrors } from './outbound.errors.ts';
import { type Hop, nextHop } from './redirect.ts';
import { readHeaders } from './request-headers.ts';
import { type ResolveHost, resolveHost } from './resolve-host.ts';
import { type OutboundRules, readTarget, type Target } from './target.ts';

export interface OutboundLimits extends ExchangeLimits {
  requestBytes: number;
  /** For everything, with all redirects. */
  totalMs: number;
  /** How many may be followed; with 0 an answer that redirects is the answer. */
  redirects: number;
}

export interface OutboundRequest {
  url: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: Buffer | string | null;
  signal?: AbortSignal;
  limits?: Partial<OutboundLimits>;
}

export interface OutboundAnswer extends Answer {
  /** Where the answer came from in the end. */
  url: string;
}

/** The one way to addresses that a user has named. */
export interface Outbound {
  /**
   * Whether a URL may be kept, as far as can be seen without asking anybody.
   * @throws AppError url_refused, url_scheme_refused, url_credentials_refused, url_port_refused, host_refused
   */
  check(url: string): void;
  /** @throws AppError of the namespace `outbound`; the reason of `signal` where it ends the request */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
}

interface OutboundOptions extends OutboundRules {
  log?: Pick<Logger, 'warn'>;
  resolve?: ResolveHost;
}

const DEFAULT_LIMITS: OutboundLimits = {
  requestBytes: 1024 * 1024,
  responseBytes: 1024 * 1024,
  connectMs: 5000,
  headersMs: 20_000,
  totalMs: 30_000,
  redirects: 3,
};
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

export function createOutbound({ resolve = resolveHost, log, ...rules }: OutboundOptions): Outbound {
  /** @returns the addresses that the connection may go to: every one that the host has, or nothing goes out */
  async function findAddresses(target: Target): Promise<readonly string[]> {
    const { host, isAddress, isAllowed } = target;
    // Why is for the operator alone.
    const refuse = (reason: string) => {
      log?.warn({ host, reason }, 'outbound request refused');
      return outboundErrors.host_refused({ host });
    };
    const addresses = isAddress ? [host] : await resolve(host, isAllowed).catch(() => []);
    if (addresses.length === 0) throw refuse('unknown');
    const kinds = new Set(addresses.map(kindOf));
    if (kinds.has('forbidden') || (kinds.has('internal') && !isAllowed)) throw refuse([...kinds].join(' and '));
    return addresses;
  }

  async function follow(first: Hop, limits: OutboundLimits, signal: AbortSignal): Promise<OutboundAnswer> {
    let hop = first;
    for (let redirects = 0; ; redirects += 1) {
      const target = readTarget(hop.url, rules);
      const addresses = await unlessAborted(findAddresses(target), signal);
      const answer = await exchange({ ...hop, target, addresses, limits, signal });
      const next = limits.redirects === 0 ? null : nextHop(hop, target.url, answer);
      if (!next) return { ...answer, url: target.url.href };
      if (redirects >= limits.redirects) throw outboundErrors.too_many_redirects({ limit: limits.redirects });
      hop = next;
    }
  }

  return {
    check(url) {
      const { host, isAddress, isAllowed } = readTarget(url, rules);
      if (isAddress && !isAllowed && kindOf(host) !== 'public') throw outboundErrors.host_refused({ host });
    },

    async send({ url, method = 'GET', headers = {}, body = null, signal, limits: own }) {
      const limits = { ...DEFAULT_LIMITS, ...own };
      const bytes = body === null ? null : Buffer.from(body);
      if (!METHODS.has(method)) throw outboundErrors.method_refused();
      if (bytes && bytes.length > limits.requestBytes) {
        throw outboundErrors.outbound_body_too_large({ limit_kb: Math.round(limits.requestBytes / 1024) });
      }
      const hop = { url, method, headers: readHeaders(headers), body: bytes };
      const late = new AbortController();
      const timer = setTimeout(
        () => late.abort(outboundErrors.no_answer_in_time({ host: new URL(url).hostname })),
        limits.totalMs,
      );
      try {
        return await follow(hop, limits, signal ? AbortSignal.any([signal, late.signal]) : late.signal);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Stops waiting; what was asked for is thrown away when it comes. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
