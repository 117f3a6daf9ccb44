import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { Messages } from '../platform/messages/messages.ts';
import type { Negotiate } from '../platform/messages/negotiation.ts';
import { addFailureHandlers, refuseUnrouted } from './failure-handlers.ts';
import { toAppError } from './failures.ts';
import { addEtags, addGuards, addIdempotency, type GuardOptions, type LimitRate } from './guards.ts';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';
import { parseJsonBody } from './json-body.ts';
import { registerOpenApi } from './openapi.ts';
import { type Authenticate, requirePermission } from './principal.ts';
import { createSchemaCompilers } from './schema-compilers.ts';

export interface HttpOptions extends GuardOptions {
  messages: Messages;
  negotiate: Negotiate;
  authenticate: Authenticate;
  newId(prefix: string): string;
  trustProxy: boolean;
  version: string;
}

const MAX_JSON_BYTES = 1024 * 1024;
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/** A server with every rule that holds for all routes, and no route yet. */
export async function createHttp(options: HttpOptions): Promise<Http> {
  const compilers = createSchemaCompilers();
  const loggerInstance: FastifyBaseLogger = options.log;
  const http: Http = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // Nobody logs by way of a request: its one line names the request itself.
    childLoggerFactory: (logger) => logger,
    trustProxy: options.trustProxy,
    bodyLimit: MAX_JSON_BYTES,
    // Slow senders do not hold a connection for ever; uploads set their own limit.
    requestTimeout: 0,
    connectionTimeout: 0,
    schemaController: { compilersFactory: { buildSerializer: compilers.buildSerializer } },
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
    // What the router refuses reaches no hook and no handler of ours.
    frameworkErrors: refuseUnrouted(options),
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : options.newId('req');
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  http.setValidatorCompiler(compilers.validator);
  http.decorate('compileSchemas', compilers.compileAll);
  http.removeContentTypeParser(['application/json', 'text/plain']);
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(String(body)));
    } catch (error) {
      done(toAppError(error));
    }
  });
  const limitRate = await addGuards(http, options);
  await registerOpenApi(http, options.version);
  addHooks(http, options, limitRate);
  addIdempotency(http, options.idempotencyKeys, options.log);
  addEtags(http);
  addFailureHandlers(http, options);
  return http;
}

function addHooks(http: Http, options: HttpOptions, limitRate: LimitRate): void {
  http.decorateRequest('principal', null);
  http.decorateRequest('language', 'en');
  http.addHook('onRoute', (route) => {
    const declared = route.config?.permission;
    if (declared === undefined && route.url.startsWith('/api/')) throw new Error(`${route.url} declares no permission`);
  });
  http.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    const acceptLanguage = request.headers['accept-language'];
    request.language = options.negotiate({ acceptLanguage });
    const permission = request.routeOptions.config.permission;
    if (permission === undefined) return;
    if (request.url.includes('%') && decodeURIComponentSafely(request.url).includes('\0')) throw httpErrors.nul_byte();
    const isLimited = request.routeOptions.config.rateLimit !== false;
    try {
      request.principal = await options.authenticate(request);
    } finally {
      // Whoever is not let in is counted too, by address.
      if (isLimited) await limitRate(request, reply);
    }
    const { principal } = request;
    if (principal) {
      request.language = options.negotiate({
        user: principal.userLanguage,
        organization: principal.organizationLanguage,
        acceptLanguage,
      });
    }
    if (permission === 'public') return;
    if (!principal) throw httpErrors.not_signed_in();
    if (permission !== 'signed_in') requirePermission(principal, permission);
  });
  // Its fields are known and none is a secret: looking for secrets would be most of the line's cost.
  const log = options.log.child({}, { redact: [] });
  http.addHook('onResponse', (request, reply, done) => {
    done();
    const { permission, operation } = request.routeOptions.config;
    if (permission === undefined) return;
    log.info(
      {
        requestId: request.id,
        organizationId: request.principal?.organizationId ?? null,
        operation: operation ?? `${request.method} ${request.routeOptions.url ?? ''}`,
        outcome: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
