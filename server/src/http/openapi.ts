import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { Http } from './http.ts';
import { problemSchema } from './problem.ts';

const TAGS = [
  { name: 'Overview', description: 'The dashboard: what happened, what will happen, what needs attention.' },
  { name: 'Models', description: 'Create, train, deploy and watch models.' },
  { name: 'Predictions', description: 'Ask a deployed model, look back, say what really happened.' },
  { name: 'Data', description: 'Datasets and imports.' },
  { name: 'Jobs', description: 'Long work: how far it is, what came of it, how to stop it.' },
  { name: 'Notifications', description: 'Tell people and programs; the inbox, what went out, who wants what.' },
  { name: 'Session', description: 'Sign in and out with a browser.' },
  { name: 'Tenancy', description: 'Organizations and API keys.' },
  { name: 'Localization', description: 'Languages.' },
  { name: 'Monitoring', description: 'Is it well?' },
];

/** Describes every route at `/openapi.json`, made from the same schemas that check requests, with a page at `/docs`. */
export async function registerOpenApi(http: Http, version: string): Promise<void> {
  http.addSchema(problemSchema);
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Business Suite',
        version,
        description:
          'Data, models and predictions of an organization. Sign in with `Authorization: Bearer KEY`; the key names the organization. Errors are problem documents (RFC 9457) in the language of `Accept-Language`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: TAGS,
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the organization.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'suite.session_token',
            description: 'A browser that signed in.',
          },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `Schema${index}`,
    },
  });
  addProblemAnswers(http);
  http.get('/openapi.json', { schema: { hide: true } }, async () => http.swagger());
  await http.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { docExpansion: 'list', tryItOutEnabled: true },
  });
}

/** Every route may answer with a problem; saying so once keeps the routes' own schemas to what is theirs. */
function addProblemAnswers(http: Http): void {
  http.addHook('onRoute', (route) => {
    if (route.config?.permission === undefined) return;
    const { schema = {}, config } = route;
    const isPublic = config?.permission === 'public';
    const own = typeof schema.response === 'object' && schema.response !== null ? schema.response : {};
    const problem = {
      description: 'The request was refused; the document says why.',
      content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
    };
    // Whoever makes a key learns here what to ask for.
    const permission = { 'x-permission': config?.permission };
    route.schema = {
      ...schema,
      ...permission,
      ...(isPublic ? { security: [] } : {}),
      response: { ...own, '4xx': problem, '5xx': problem },
    };
  });
}
