import rateLimit from '@fastify/rate-limit';
import type { IdempotencyKeys } from '../platform/idempotency/idempotency-keys.ts';
import type { Logger } from '../platform/log.ts';
import type { RedisLink } from '../platform/redis/redis-link.ts';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';
import {
  createLimitRate,
  createRequestCounter,
  createRouteLimitStore,
  type LimitRate,
  networkOf,
} from './rate-limit.ts';
import { addSecurityHeaders } from './security-headers.ts';

export { addEtags } from './etag.ts';
export { addIdempotency } from './idempotency.ts';
export type { LimitRate } from './rate-limit.ts';

export interface GuardOptions {
  log: Logger;
  idempotencyKeys: IdempotencyKeys;
  redis: RedisLink | null;
  config: { rateLimitPerMinute: number; corsOrigins: readonly string[] };
}

/** What stands before every route, whoever asks. @returns what counts a request once it is known who sends it */
export async function addGuards(http: Http, { redis, config }: GuardOptions): Promise<LimitRate> {
  await addSecurityHeaders(http, config);
  const counter = createRequestCounter(redis);
  await http.register(rateLimit, {
    global: false,
    enableDraftSpec: true,
    store: createRouteLimitStore(counter),
    keyGenerator: (request) => networkOf(request.ip),
    errorResponseBuilder: (_request, { ttl, max }) =>
      httpErrors.rate_limited({ seconds: Math.ceil(ttl / 1000), limit: max }),
  });
  return createLimitRate(counter, config.rateLimitPerMinute);
}
