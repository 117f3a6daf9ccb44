import type { Http } from '../../../../http/http.ts';
import { limitOf, pageOf, pageQuery, readCursor } from '../../../../http/page.ts';
import { actorOf, principalOf } from '../../../../http/principal.ts';
import { productEvents } from '../product-events.ts';
import { eventFieldTypes, type FieldStats } from './event-shape.ts';
import type { EventType } from './event-types.repository.ts';
import { declareBody, eventTypeParams, eventTypeSchema } from './event-types.schema.ts';
import type { createEventTypeService } from './event-types.service.ts';

type EventTypeService = ReturnType<typeof createEventTypeService>;

export function registerEventTypeRoutes(http: Http, types: EventTypeService): void {
  registerReadingRoutes(http, types);
  http.put(
    '/api/v1/events/types/:name/schema',
    {
      config: { permission: 'data:update', operation: 'event_types.declare' },
      schema: {
        tags: ['Events'],
        summary: 'Declare what events of a type hold',
        description:
          'A change that breaks with the schema before is refused with what it breaks, unless `allow_breaking`.',
        params: eventTypeParams,
        body: declareBody,
        response: { 200: eventTypeSchema },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { params, body } = request;
      return toType(await types.declare(principal.organizationId, params.name, body, actorOf(principal)));
    },
  );
  http.delete(
    '/api/v1/events/types/:name/schema',
    {
      config: { permission: 'data:update', operation: 'event_types.withdraw' },
      schema: { tags: ['Events'], summary: 'Take a declared schema away', params: eventTypeParams },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await types.withdraw(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function registerReadingRoutes(http: Http, types: EventTypeService): void {
  http.get(
    '/api/v1/events/types',
    {
      config: { permission: 'data:read', operation: 'event_types.list' },
      schema: {
        tags: ['Events'],
        summary: 'List the types of events that have come, by name',
        querystring: pageQuery,
        response: { 200: pageOf(eventTypeSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const cursor = readCursor(request.query);
      // A cursor has no dots, and a name no hyphens.
      const after = cursor?.replaceAll('-', '.') ?? null;
      const found = await types.list(principalOf(request).organizationId, after, limit);
      const page = more(found, ({ name }) => name.replaceAll('.', '-'));
      return { ...page, items: page.items.map(toType) };
    },
  );
  http.get(
    '/api/v1/events/types/:name',
    {
      config: { permission: 'data:read', operation: 'event_types.get' },
      schema: {
        tags: ['Events'],
        summary: 'What is known of a type of events',
        params: eventTypeParams,
        response: { 200: eventTypeSchema },
      },
    },
    async (request) => {
      const product = productTypes.find(({ name }) => name === request.params.name);
      return product ?? toType(await types.get(principalOf(request).organizationId, request.params.name));
    },
  );
  http.get(
    '/api/v1/events/product-types',
    {
      config: { permission: 'data:read', operation: 'event_types.product' },
      schema: {
        tags: ['Events'],
        summary: 'What the product itself tells of, with fields and an example of each',
        response: { 200: pageOf(eventTypeSchema) },
      },
    },
    async () => ({ items: productTypes, next_cursor: null }),
  );
}

const productTypes = productEvents.map(({ name, fields, example }) => ({
  name,
  source: 'product' as const,
  description: null,
  events: 0,
  examples: 0,
  first_seen_at: null,
  last_seen_at: null,
  fields: fields.map((field) => ({ ...field, share: 1, samples: [], first_seen_at: null, last_seen_at: null })),
  version: 1,
  changes: [],
  schema: null,
  example,
}));

function toType(type: EventType) {
  const { schema, mode, schema_version: schemaVersion } = type;
  return {
    name: type.name,
    source: 'sent' as const,
    description: type.description,
    events: type.events,
    examples: type.examples,
    first_seen_at: type.events > 0 ? type.first_seen_at.toISOString() : null,
    last_seen_at: type.events > 0 ? type.last_seen_at.toISOString() : null,
    fields: Object.entries(type.fields)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([path, stats]) => toField(path, stats, type.examples)),
    version: type.version,
    changes: type.changes,
    schema: schema && { version: schemaVersion, mode, fields: schema.fields },
    example: null,
  };
}

function toField(path: string, { count, types, samples, ...seen }: FieldStats, examples: number) {
  return {
    path,
    types: eventFieldTypes
      .filter((type) => types[type] !== undefined)
      .toSorted((left, right) => (types[right] ?? 0) - (types[left] ?? 0)),
    share: examples === 0 ? 0 : count / examples,
    samples,
    ...seen,
  };
}
