import type { FastifyRequest } from 'fastify';
import type { Http } from '../../../http/http.ts';
import { limitOf, readCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { notificationErrors } from '../notifications.errors.ts';
import {
  bulkBody,
  changedSchema,
  idParams,
  inboxPatch,
  inboxQuery,
  notificationPage,
  notificationSchema,
  NOTIFICATIONS,
  tags,
  unreadSchema,
} from '../notifications.schema.ts';
import type { InboxChange, InboxFilter } from './inbox.repository.ts';
import type { InboxService } from './inbox.service.ts';
import { toNotification } from './inbox.view.ts';

interface InboxRoutesDeps {
  inbox: InboxService;
  messages: Messages;
}

const permission = 'notifications:read';

export function registerInboxRoutes(http: Http, deps: InboxRoutesDeps): void {
  registerReading(http, deps);
  registerChanging(http, deps);
}

function registerReading(http: Http, { inbox, messages }: InboxRoutesDeps): void {
  http.get(
    NOTIFICATIONS,
    {
      config: { permission, operation: 'notifications.list' },
      schema: {
        tags,
        summary: 'Your inbox, latest first',
        description: 'Of the person who asks; an API key is nobody and has none.',
        querystring: inboxQuery,
        response: { 200: notificationPage },
      },
    },
    async (request) => {
      const { organizationId, userId } = personOf(request);
      const { limit, more } = limitOf(request.query);
      const found = await inbox.list(organizationId, userId, {
        ...filterOf(request.query),
        before: readCursor(request.query),
        limit,
      });
      return more(
        found.map((row) => toNotification(row, request.language, messages)),
        ({ id }) => id,
      );
    },
  );
  http.get(
    `${NOTIFICATIONS}/unread-count`,
    {
      config: { permission, operation: 'notifications.unread_count' },
      schema: {
        tags,
        summary: 'How many messages you have not read',
        description: 'Live as `unread` on `/ws/notifications`.',
        response: { 200: unreadSchema },
      },
    },
    async (request) => {
      const { organizationId, userId } = personOf(request);
      return { count: await inbox.countUnread(organizationId, userId) };
    },
  );
  http.get(
    `${NOTIFICATIONS}/:id`,
    {
      config: { permission, operation: 'notifications.get' },
      schema: { tags, summary: 'One message of yours', params: idParams, response: { 200: notificationSchema } },
    },
    async (request) => {
      const { organizationId, userId } = principalOf(request);
      return toNotification(await inbox.get(organizationId, userId, request.params.id), request.language, messages);
    },
  );
}

function registerChanging(http: Http, { inbox, messages }: InboxRoutesDeps): void {
  http.patch(
    `${NOTIFICATIONS}/:id`,
    {
      config: { permission, operation: 'notifications.change' },
      schema: {
        tags,
        summary: 'Mark a message read or unread, archive it, or put it off',
        params: idParams,
        body: inboxPatch,
        response: { 200: notificationSchema },
      },
    },
    async (request) => {
      const { organizationId, userId } = principalOf(request);
      const row = await inbox.change(organizationId, userId, request.params.id, changeOf(request.body));
      return toNotification(row, request.language, messages);
    },
  );
  http.post(
    `${NOTIFICATIONS}/bulk`,
    {
      config: { permission, operation: 'notifications.change_many' },
      schema: {
        tags,
        summary: 'Change several messages of yours together, or all',
        description: 'By `ids` or by `filter`. What arrives meanwhile stays unread.',
        body: bulkBody,
        response: { 200: changedSchema },
      },
    },
    async (request) => {
      const { organizationId, userId } = personOf(request);
      const { ids, filter = {}, change } = request.body;
      const which = ids ? { ids } : { filter: filterOf(filter) };
      return { changed: await inbox.changeMany(organizationId, userId, which, changeOf(change)) };
    },
  );
}

/** Who has an inbox. @throws AppError person_required */
export function personOf(request: FastifyRequest): { organizationId: number; userId: number } {
  const { organizationId, userId } = principalOf(request);
  if (userId === null) throw notificationErrors.person_required();
  return { organizationId, userId };
}

const filterOf = ({ state, category, priority }: Partial<InboxFilter>): InboxFilter => ({
  state: state ?? null,
  category: category ?? null,
  priority: priority ?? null,
});

function changeOf({
  read,
  archived,
  snoozed_until: until,
}: {
  read?: boolean;
  archived?: boolean;
  snoozed_until?: string | null;
}): InboxChange {
  return {
    ...(read === undefined ? {} : { read }),
    ...(archived === undefined ? {} : { archived }),
    ...(until === undefined ? {} : { snoozed_until: until === null ? null : new Date(until) }),
  };
}
