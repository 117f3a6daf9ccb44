import type { Http } from '../../../http/http.ts';
import { httpErrors } from '../../../http/http.errors.ts';
import { limitOf, pageOf, readCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { MOST_BODY_BYTES } from './event-limits.ts';
import type { BusinessEvent, EventPlace } from './events.repository.ts';
import {
  acceptedSchema,
  eventParams,
  eventQuery,
  eventSchema,
  eventsBody,
  replayBody,
  replayPreviewSchema,
  startedReplaySchema,
} from './events.schema.ts';
import type { createEventService } from './events.service.ts';
import type { createReplayService } from './replays.ts';
import { registerEventTypeRoutes } from './types/event-types.routes.ts';
import type { createEventTypeService } from './types/event-types.service.ts';

interface EventRoutesDeps {
  events: ReturnType<typeof createEventService>;
  eventTypes: ReturnType<typeof createEventTypeService>;
  eventReplays: ReturnType<typeof createReplayService>;
  messages: Messages;
}

export function registerEventRoutes(http: Http, deps: EventRoutesDeps): void {
  registerSendingRoute(http, deps);
  registerReadingRoutes(http, deps);
  registerReplayRoutes(http, deps);
  registerEventTypeRoutes(http, deps.eventTypes);
  http.addHook('onClose', () => deps.events.learning.flush());
}

function registerSendingRoute(http: Http, { events }: EventRoutesDeps): void {
  http.post(
    '/api/v1/events',
    {
      bodyLimit: MOST_BODY_BYTES,
      config: { permission: 'data:create', operation: 'events.create' },
      schema: {
        tags: ['Events'],
        summary: 'Send business events',
        description:
          'One event or a list: all are kept and published, or none, and then the answer names every fault. An idempotency key holds for as long as its event is kept.',
        body: eventsBody,
        response: { 202: acceptedSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const isList = Array.isArray(body);
      const { organizationId } = principalOf(request);
      return reply.code(202).send(await events.accept(organizationId, isList ? body : [body], isList));
    },
  );
}

function registerReadingRoutes(http: Http, { events, messages }: EventRoutesDeps): void {
  http.get(
    '/api/v1/events',
    {
      config: { permission: 'data:read', operation: 'events.list' },
      schema: {
        tags: ['Events'],
        summary: 'List business events, latest first',
        querystring: eventQuery,
        response: { 200: pageOf(eventSchema) },
      },
    },
    async (request) => {
      const { query, language } = request;
      const { limit, more } = limitOf(query);
      const found = await events.list(principalOf(request).organizationId, toFilter(query), {
        before: readPlace(readCursor(query)),
        limit,
      });
      const page = more(found, ({ occurred_at: at, id }) => `${at.getTime()}-${id}`);
      return { ...page, items: page.items.map((event) => toEvent(event, language, messages)) };
    },
  );
  http.get(
    '/api/v1/events/:id',
    {
      config: { permission: 'data:read', operation: 'events.get' },
      schema: { tags: ['Events'], summary: 'A business event', params: eventParams, response: { 200: eventSchema } },
    },
    async (request) => {
      const event = await events.get(principalOf(request).organizationId, request.params.id);
      return toEvent(event, request.language, messages);
    },
  );
}

function registerReplayRoutes(http: Http, { eventReplays: replays }: EventRoutesDeps): void {
  http.post(
    '/api/v1/events/replays/preview',
    {
      config: { permission: 'data:read', operation: 'event_replays.preview' },
      schema: {
        tags: ['Events'],
        summary: 'How many events a replay would publish',
        body: replayBody,
        response: { 200: replayPreviewSchema },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      return replays.preview(organizationId, toRange(request.body), request.body.limit);
    },
  );
  http.post(
    '/api/v1/events/replays',
    {
      config: { permission: 'data:update', operation: 'event_replays.create' },
      schema: {
        tags: ['Events'],
        summary: 'Publish events of the past again',
        description:
          'As a job, in the order in which they happened. Consumers see which event each one repeats, and act upon it again: look at the preview first.',
        body: replayBody,
        response: { 202: startedReplaySchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { body } = request;
      const started = await replays.start(principal.organizationId, toRange(body), body.limit, actorOf(principal));
      return reply.code(202).send({ job_id: started.jobId, events: started.events });
    },
  );
}

const toRange = (body: { event_types: string[]; from: string; to: string }) => ({
  types: body.event_types,
  from: new Date(body.from),
  to: new Date(body.to),
});

interface EventQuery {
  event_type?: string;
  from?: string;
  to?: string;
  field?: string;
  contains?: string;
  misfits?: boolean;
}

function toFilter({ event_type: types, from, to, field, contains, misfits }: EventQuery) {
  return {
    types: types?.split(',').map((each) => each.trim()) ?? [],
    from: from === undefined ? null : new Date(from),
    to: to === undefined ? null : new Date(to),
    field: field === undefined ? null : { path: field.split('.'), contains: contains ?? '' },
    onlyMisfits: misfits ?? false,
  };
}

/** @throws AppError invalid_cursor */
function readPlace(cursor: string | null): EventPlace | null {
  if (cursor === null) return null;
  const [, atMs, id] = /^(-?\d{1,15})-(\w+)$/.exec(cursor) ?? [];
  if (atMs === undefined || id === undefined) throw httpErrors.invalid_cursor();
  return { atMs: Number(atMs), id };
}

function toEvent(event: BusinessEvent, language: LanguageCode, messages: Messages) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the service wrote them
  const { data, misfits } = event as {
    data: Record<string, unknown>;
    misfits: { pointer: string; code: string }[] | null;
  };
  return {
    id: event.id,
    event_type: event.event_type,
    data,
    occurred_at: event.occurred_at.toISOString(),
    received_at: event.received_at.toISOString(),
    idempotency_key: event.idempotency_key,
    misfits: (misfits ?? []).map(({ pointer, code }) => ({
      pointer,
      code,
      detail: messages.translate(language, `events.misfits.${code}`, { field: pointer }),
    })),
  };
}
