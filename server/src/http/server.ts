import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { Messages } from '../platform/messages/messages.ts';
import type { Negotiate } from '../platform/messages/negotiation.ts';
import { createAdmission } from './admission.ts';
import { addFailureHandlers, refuseUnrouted } from './failure-handlers.ts';
import { toAppError } from './failures.ts';
import { addEtags, addGuards, addIdempotency, type GuardOptions, type LimitRate } from './guards.ts';
import type { Http } from './http.ts';
import { parseJsonBody } from './json-body.ts';
import { registerOpenApi } from './openapi.ts';
import type { Authenticate } from './principal.ts';
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
  const loggerInstance: FastifyBaseLogger = options.log.child({});
  // Nobody logs by way of a request: its one line names the request itself.
  loggerInstance.child = () => loggerInstance;
  const http: Http = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
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
  const admit = createAdmission({ ...options, limitRate });
  // Who is known already is let in without a promise.
  http.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    const admitting = admit(request, reply);
    // Fastify asks by callback.
    // oxlint-disable-next-line promise/no-callback-in-promise
    if (admitting) void admitting.then(() => done(), done);
    else done();
  });
  // Its fields are known and none is a secret: looking for secrets would be most of the line's cost.
  const log = options.log.child({}, { redact: [] });
  http.addHook('onResponse', (request, reply, done) => {
    done();
    const { config, url = '' } = request.routeOptions;
    if (config.permission === undefined) return;
    log.info(
      {
        requestId: request.id,
        organizationId: request.principal?.organizationId ?? null,
        operation: config.operation ?? `${request.method} ${url}`,
        outcome: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}
