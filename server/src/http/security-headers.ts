import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import type { Http } from './http.ts';

/** Nothing of a browser's equipment is asked for, so no script that slips in gets it either. */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
  'interest-cohort',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/**
 * Of answers of the API, which are data and no page: a browser that shows one loads nothing for it and runs nothing, and
 * no cache on the way keeps what is an organization's.
 */
const API_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A browser asks again whether another site may call, at most this often. */
const PREFLIGHT_SECONDS = 600;

/** Helmet composes the same headers anew for every answer. Asked once, it has said them all. */
async function composeHeaders(): Promise<Record<string, string>> {
  const probe = fastify();
  await probe.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'style-src': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'upgrade-insecure-requests': null,
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // A browser that once saw this over plain HTTP must still reach it: the proxy that adds TLS adds this header.
    strictTransportSecurity: false,
  });
  probe.get('/', async () => '');
  const bare = new Set(['content-type', 'content-length', 'date', 'connection']);
  const { headers } = await probe.inject('/');
  await probe.close();
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (bare.has(name) ? [] : [[name, String(value)]])),
  );
}

export async function addSecurityHeaders(
  http: Http,
  { corsOrigins }: { corsOrigins: readonly string[] },
): Promise<void> {
  const headers = { ...(await composeHeaders()), 'permissions-policy': PERMISSIONS_POLICY };
  http.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/api/') ? API_HEADERS : headers);
    done();
  });
  if (corsOrigins.length === 0) return;
  await http.register(cors, {
    origin: [...corsOrigins],
    // Cookies stay with the console's own site: a program on another one has an API key.
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'accept-language',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'x-file-name',
      'x-request-id',
    ],
    exposedHeaders: [
      'etag',
      'location',
      'retry-after',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
      'idempotent-replayed',
      'x-request-id',
    ],
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: true,
  });
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    // What the browser is allowed to read must not be cut off again by the policy for everybody else.
    if (origin !== undefined && corsOrigins.includes(origin)) {
      void reply.header('cross-origin-resource-policy', 'cross-origin');
    }
  });
}
