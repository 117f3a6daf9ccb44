import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { outboundErrors } from './outbound.errors.ts';
import type { Target } from './target.ts';

export interface ExchangeLimits {
  responseBytes: number;
  /** Until there is a connection, encrypted where it should be. */
  connectMs: number;
  /** From then until the head of the answer is there. */
  headersMs: number;
}

interface Exchange {
  target: Target;
  /** Those that were checked; the connection goes to one of them and nowhere else. */
  addresses: readonly string[];
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
  limits: ExchangeLimits;
  signal: AbortSignal;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Decompressed. */
  body: Buffer;
}

const MAX_HEADER_BYTES = 32_768;

/** One request and its answer, without following anywhere. */
export async function exchange({ target, addresses, limits, signal, ...request }: Exchange): Promise<Answer> {
  const late = new AbortController();
  const timer = createTimer(() => late.abort(outboundErrors.no_answer_in_time({ host: target.host })));
  const ended = AbortSignal.any([signal, late.signal]);
  timer.set(limits.connectMs);
  try {
    const response = await ask({ target, addresses, limits, signal: ended, ...request }, () =>
      timer.set(limits.headersMs),
    );
    timer.clear();
    const body = await readBody(response, limits.responseBytes, ended);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } catch (error) {
    ended.throwIfAborted();
    throw error;
  } finally {
    timer.clear();
  }
}

function createTimer(ring: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const clear = () => clearTimeout(timer);
  return {
    clear,
    set(ms: number): void {
      clear();
      timer = setTimeout(ring, ms);
    },
  };
}

function ask(given: Exchange, onConnected: () => void): Promise<IncomingMessage> {
  const { target, addresses, method, headers, body, signal } = given;
  const { url, host, port, isAddress } = target;
  const isSecure = url.protocol === 'https:';
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (isSecure ? https : http).request({
    host,
    port,
    path: `${url.pathname}${url.search}`,
    method,
    headers: { ...headers, host: url.host, ...(body ? { 'content-length': body.length } : {}) },
    agent: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    lookup: pinnedTo(addresses),
    // The certificate must be the host's, whatever the address.
    ...(isSecure ? { servername: isAddress ? '' : host } : {}),
    signal,
  });
  request.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', onConnected));
  request.on('response', resolve);
  request.on('error', (cause) => reject(toOutboundError(cause, host)));
  request.end(body ?? undefined);
  return promise;
}

/** Answers with what was checked, whatever the name's servers would say now. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family ?? 4);
  };
}

async function readBody(response: IncomingMessage, limitBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const decoder = createDecoder(response.headers['content-encoding']);
  if (!decoder) {
    response.destroy();
    throw outboundErrors.answer_unreadable();
  }
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) chunks.push(chunk);
  };
  try {
    await pipeline(response, atMost(limitBytes), decoder, atMost(limitBytes), collect, { signal });
  } catch (error) {
    if (error instanceof Error && 'namespace' in error) throw error;
    throw outboundErrors.answer_unreadable({}, { cause: error });
  }
  return Buffer.concat(chunks);
}

function createDecoder(encoding = 'identity') {
  switch (encoding.toLowerCase()) {
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}

function atMost(limitBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limitBytes) done(outboundErrors.answer_too_large({ limit_kb: Math.round(limitBytes / 1024) }));
      else done(null, chunk);
    },
  });
}

function toOutboundError(cause: NodeJS.ErrnoException, host: string) {
  const isCertificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_(GET|VERIFY)/.test(cause.code ?? '');
  return isCertificate
    ? outboundErrors.certificate_refused({ host }, { cause })
    : outboundErrors.connection_failed({ host }, { cause });
}
