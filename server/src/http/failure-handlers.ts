import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../platform/errors.ts';
import type { Logger } from '../platform/log.ts';
import type { Messages } from '../platform/messages/messages.ts';
import type { Negotiate } from '../platform/messages/negotiation.ts';
import { toAppError } from './failures.ts';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';
import { toProblem } from './problem.ts';

interface FailureOptions {
  log: Logger;
  messages: Messages;
  negotiate: Negotiate;
}

/** Answers what the router refuses; it reaches no hook and no error handler. */
export function refuseUnrouted({ messages, negotiate }: FailureOptions) {
  return (thrown: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const error = toAppError(thrown);
    const language = negotiate({ acceptLanguage: request.headers['accept-language'] });
    void sendProblem(reply, error, toProblem(error, language, messages, request.id), language);
  };
}

function sendProblem(reply: FastifyReply, error: AppError, problem: object, language: string): FastifyReply {
  return reply
    .code(error.status)
    .headers(error.headers)
    .header('content-type', 'application/problem+json')
    .header('content-language', language)
    .serializer(JSON.stringify)
    .send(problem);
}

/** Puts every failure of a route into a problem document, and what has no route too. */
export function addFailureHandlers(http: Http, { log, messages }: FailureOptions): void {
  http.setErrorHandler((thrown, request, reply) => {
    const error = toAppError(thrown);
    if (error.status >= 500) {
      const organizationId = request.principal?.organizationId ?? null;
      log.error({ requestId: request.id, organizationId, err: error.cause ?? error }, 'request failed');
    }
    void sendProblem(reply, error, toProblem(error, request.language, messages, request.id), request.language);
  });
  const routes: { method: string; pattern: RegExp }[] = [];
  http.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith('/api/')) return;
    const pattern = new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`);
    for (const each of [method].flat()) routes.push({ method: each, pattern });
  });
  http.setNotFoundHandler((request) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (methods.length > 0) throw httpErrors.method_not_allowed({ allowed: methods.join(', ') });
    throw httpErrors.not_found({ path: path.slice(0, 200) });
  });
}
