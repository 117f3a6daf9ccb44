import { after } from 'node:test';
import type { Http } from '../../src/http/http.ts';
import { createHttp, type HttpOptions } from '../../src/http/server.ts';
import { createIdempotencyKeys } from '../../src/platform/idempotency/idempotency-keys.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMessages } from '../../src/platform/messages/messages.ts';
import { createNegotiation } from '../../src/platform/messages/negotiation.ts';
import type { TestDatabase } from './test-database.ts';

/** A server with the rules of all routes and none of the product's: a test adds its own. `x-user: 7 1` is user 7 of organization 1. */
export async function createTestHttp(
  { database, accounts }: TestDatabase,
  options: Partial<HttpOptions> & { routes?(http: Http): void } = {},
): Promise<Http> {
  const log = createLog('silent');
  const http = await createHttp({
    log,
    messages: createMessages({ onFault: () => {} }),
    negotiate: createNegotiation({ defaultLanguage: 'en', supportedLanguages: ['en', 'de'], autoDetect: true }),
    idempotencyKeys: createIdempotencyKeys(database, accounts.secret),
    redis: null,
    newId: createIds(Date.now),
    trustProxy: true,
    version: '0.0.0-test',
    authenticate: async ({ headers }) => {
      const [userId, organizationId] = String(headers['x-user'] ?? '')
        .split(' ')
        .map(Number);
      if (!userId || !organizationId) return null;
      const all = { apiKeyId: null, permissions: new Set(['do']), userLanguage: null, organizationLanguage: null };
      return { ...all, userId, organizationId };
    },
    ...options,
    config: { rateLimitPerMinute: 1_000_000, corsOrigins: [], ...options.config },
  });
  options.routes?.(http);
  await http.ready();
  after(() => http.close());
  return http;
}
