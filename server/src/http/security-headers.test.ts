import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createTestHttp } from '../../test/support/test-http.ts';
import type { Http } from './http.ts';

const database = await createTestDatabase();
const createServer = (corsOrigins: string[]): Promise<Http> =>
  createTestHttp(database, {
    config: { corsOrigins, rateLimitPerMinute: 1000 },
    routes(http) {
      http.get('/api/v1/things', { config: { permission: 'public' } }, async () => ({}));
      http.put('/api/v1/things/:id', { config: { permission: 'do' } }, async () => ({}));
    },
  });
const closed = await createServer([]);
const open = await createServer(['https://app.example.com', 'http://localhost:3000']);
const preflight = (http: Http, origin: string) =>
  http.inject({
    method: 'OPTIONS',
    url: '/api/v1/things/1',
    headers: {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,if-match',
    },
  });

test('every answer carries what keeps a browser from doing more than it must', async () => {
  for (const url of ['/api/v1/things', '/api/v1/nothing', '/docs/', '/nothing']) {
    const { headers } = await closed.inject(url);
    const policy = String(headers['content-security-policy']);
    if (url.startsWith('/api/')) {
      assert.equal(policy, "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers['cache-control'], 'no-store');
    } else {
      assert.match(policy, /default-src 'self'/, url);
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.match(String(headers['permissions-policy']), /camera=\(\).*microphone=\(\)/);
    }
    if (url === '/nothing') {
      for (const part of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
        assert.ok(policy.includes(part), part);
      }
      assert.ok(!/script-src[^;]*unsafe/.test(policy));
    }
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.equal(headers['x-powered-by'], undefined);
  }
});

test('no other site may call unless it is named', async () => {
  const answer = await closed.inject({ url: '/api/v1/things', headers: { origin: 'https://app.example.com' } });
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
  assert.equal((await preflight(closed, 'https://app.example.com')).headers['access-control-allow-origin'], undefined);
});

test('a named site may call with a key, never with cookies, and its browser asks only once in a while', async () => {
  const answer = await open.inject({ url: '/api/v1/things', headers: { origin: 'https://app.example.com' } });
  assert.equal(answer.headers['access-control-allow-origin'], 'https://app.example.com');
  assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin');
  assert.match(String(answer.headers['vary']), /Origin/i);
  assert.match(String(answer.headers['access-control-expose-headers']), /etag/);
  const asked = await preflight(open, 'http://localhost:3000');
  assert.equal(asked.statusCode, 204);
  assert.equal(asked.headers['access-control-allow-origin'], 'http://localhost:3000');
  assert.equal(asked.headers['access-control-max-age'], '600');
  assert.match(String(asked.headers['access-control-allow-methods']), /PUT/);
  assert.match(String(asked.headers['access-control-allow-headers']), /authorization.*if-match/);
  for (const { headers } of [answer, asked]) assert.equal(headers['access-control-allow-credentials'], undefined);
});

test('what only looks like a named site is none', async () => {
  const lookalikes = [
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'https://APP.example.com:8443',
    'null',
  ];
  for (const origin of lookalikes) {
    const answer = await open.inject({ url: '/api/v1/things', headers: { origin } });
    assert.equal(answer.headers['access-control-allow-origin'], undefined, origin);
    assert.equal((await preflight(open, origin)).headers['access-control-allow-origin'], undefined, origin);
  }
});
