import { createHash, type Hash } from 'node:crypto';
import { pipeline, Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { ClaimedCall, IdempotencyKeys } from '../platform/idempotency/idempotency-keys.ts';
import type { KeptAnswer } from '../platform/idempotency/sealed-answer.ts';
import type { Logger } from '../platform/log.ts';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';
import type { Principal } from './principal.ts';

interface KeyedCall {
  key: string;
  body: Hash;
  /** The whole body went through `body`. */
  isWhole: boolean;
  claimed: ClaimedCall | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    keyedCall: KeyedCall | null;
  }
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** What is larger is not given again; that it was done is remembered all the same. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024;
const KEPT_HEADERS = ['content-type', 'content-language', 'content-disposition', 'location', 'etag'] as const;
const SWEEP_INTERVAL_MS = 10 * 60_000;

/**
 * A request that changes something may carry an `Idempotency-Key`: sent again with the same key, it gets the first answer
 * again and changes nothing. The body is hashed as it passes, so that a large upload is never held in memory.
 */
export function addIdempotency(http: Http, keys: IdempotencyKeys, log: Logger): void {
  http.decorateRequest('keyedCall', null);
  http.addHook('onRoute', documentHeader);
  http.addHook('preParsing', (request, _reply, payload, done) => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !request.principal || !UNSAFE.has(request.method)) {
      done(null, payload);
      return;
    }
    const call: KeyedCall = { key, body: createHash('sha256'), isWhole: false, claimed: null };
    request.keyedCall = call;
    done(null, hashInto(call, payload));
  });
  // Requests without a key are let pass without a promise.
  http.addHook('preHandler', (request, reply, done) => {
    const { keyedCall: call, principal } = request;
    if (!call || !principal) done();
    // Fastify asks by callback.
    // oxlint-disable-next-line promise/no-callback-in-promise
    else void claim(keys, request, reply, call, principal).then((isOurs) => (isOurs ? done() : undefined), done);
  });
  http.addHook('onSend', (request, reply, payload: unknown, done) => {
    // oxlint-disable-next-line promise/no-callback-in-promise -- as above
    if (request.keyedCall?.claimed) void keep(request.keyedCall, request, reply, payload, log).then(() => done());
    else done();
  });
  const timer = setInterval(() => void keys.sweep().catch(() => {}), SWEEP_INTERVAL_MS).unref();
  http.addHook('onClose', async () => clearInterval(timer));
}

/** @returns false where the first answer was given again */
async function claim(
  keys: IdempotencyKeys,
  request: FastifyRequest,
  reply: FastifyReply,
  call: KeyedCall,
  principal: Principal,
): Promise<boolean> {
  const found = await keys.claim({
    organizationId: principal.organizationId,
    scope: [principalName(principal), request.method, request.routeOptions.url ?? ''],
    key: call.key,
    requestHash: hashRequest(request),
    bodyHash: request.body instanceof Readable ? null : call.body.copy().digest(),
  });
  if (found.outcome === 'running') throw httpErrors.idempotency_key_running({ seconds: 1 });
  if (found.outcome === 'different') throw httpErrors.idempotency_key_reused();
  if (found.outcome === 'ours') {
    call.claimed = found.call;
    return true;
  }
  await replay(request, reply, call, found.answer, found.bodyHash);
  return false;
}

async function keep(
  call: KeyedCall,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  log: Logger,
): Promise<void> {
  const { body, isWhole, claimed } = call;
  call.claimed = null;
  try {
    const bodyHash = isWhole || !(request.body instanceof Readable) ? body.digest() : null;
    await (isFinal(reply) ? claimed?.keep(toAnswer(reply, payload), bodyHash) : claimed?.release());
  } catch (err) {
    // The work is done and its answer stands; only a repetition will not know of it.
    log.warn({ requestId: request.id, err }, 'the answer could not be kept for its idempotency key');
  }
}

function hashInto(call: KeyedCall, payload: NodeJS.ReadableStream): Readable {
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      call.body.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      call.isWhole = true;
      done();
    },
  });
  // A sender who gives up is heard of by whoever reads.
  pipeline(payload, hashing, () => {});
  return hashing;
}

/** What the request was, apart from its body. The language does not count: the first answer's stays. */
function hashRequest({ method, url, headers }: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, url, headers['content-type'] ?? '', headers['if-match'] ?? '']))
    .digest();
}

function principalName({ userId, apiKeyId }: Principal): string {
  return userId === null ? `key ${apiKeyId}` : `user ${userId}`;
}

/** An answer that is nobody's fault but the moment's is not the answer for ever: the request may be tried again. */
function isFinal(reply: FastifyReply): boolean {
  const { statusCode } = reply;
  return statusCode < 500 && ![401, 408, 425, 429].includes(statusCode) && !reply.hasHeader('retry-after');
}

function toAnswer(reply: FastifyReply, payload: unknown): KeptAnswer {
  const headers = Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => {
      const value = reply.getHeader(name);
      return value === undefined ? [] : [[name, String(value)]];
    }),
  );
  const body = typeof payload === 'string' ? Buffer.from(payload) : (payload ?? Buffer.alloc(0));
  const isKept = Buffer.isBuffer(body) && body.length <= MOST_KEPT_BYTES;
  return { status: reply.statusCode, headers, body: isKept ? body : null };
}

async function replay(
  request: FastifyRequest,
  reply: FastifyReply,
  call: KeyedCall,
  answer: KeptAnswer,
  bodyHash: Buffer | null,
): Promise<FastifyReply> {
  if (request.body instanceof Readable) {
    // Read to its end in any case, or the answer would not reach a sender who is still sending.
    for await (const _ of request.body.iterator({ destroyOnReturn: false }));
    if (bodyHash && !bodyHash.equals(call.body.digest())) throw httpErrors.idempotency_key_reused();
  }
  if (answer.body === null) throw httpErrors.idempotency_answer_gone({ answered: answer.status });
  return reply
    .code(answer.status)
    .headers(answer.headers)
    .header('idempotent-replayed', 'true')
    .send(answer.body.length > 0 ? answer.body : null);
}

function documentHeader(route: RouteOptions): void {
  const { permission } = route.config ?? {};
  const isUnsafe = [route.method].flat().some((method) => UNSAFE.has(method));
  if (!isUnsafe || permission === undefined || permission === 'public') return;
  const own: { properties?: object } = typeof route.schema?.headers === 'object' ? { ...route.schema.headers } : {};
  route.schema = {
    ...route.schema,
    headers: {
      type: 'object',
      ...own,
      properties: {
        ...own.properties,
        'idempotency-key': {
          type: 'string',
          minLength: 1,
          maxLength: 255,
          pattern: '^[\\x20-\\x7e]+$',
          description:
            'Made up by the sender, different for every act. The same request with the same key gets the first answer again, marked `Idempotent-Replayed`, for 24 hours, and changes nothing.',
        },
      },
    },
  };
}
