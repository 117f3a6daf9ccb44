import type { Http } from '../../../http/http.ts';
import { limitOf, pageQuery, readCursor } from '../../../http/page.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { idParams, NOTIFICATIONS, tags } from '../notifications.schema.ts';
import { deliveryPage, deliveryQuery, deliverySchema, mailboxPage } from './deliveries.schema.ts';
import type { DeliveryService } from './deliveries.service.ts';
import { toDelivery, toMail, toWholeDelivery } from './deliveries.view.ts';

const permission = 'notifications:manage';

export function registerDeliveryRoutes(http: Http, deliveries: DeliveryService): void {
  registerReading(http, deliveries);
  http.post(
    `${NOTIFICATIONS}/deliveries/:id/replay`,
    {
      config: { permission, operation: 'deliveries.replay' },
      schema: {
        tags,
        summary: 'Send a delivery once more',
        description: 'What was sent, given up or kept goes out again under its own id, as one that receivers know.',
        params: idParams,
        response: { 202: deliverySchema },
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const actor = actorOf(principalOf(request));
      return reply.code(202).send(toWholeDelivery(await deliveries.replay(organizationId, request.params.id, actor)));
    },
  );
}

function registerReading(http: Http, deliveries: DeliveryService): void {
  http.get(
    `${NOTIFICATIONS}/deliveries`,
    {
      config: { permission, operation: 'deliveries.list' },
      schema: {
        tags,
        summary: 'What went out, latest first',
        description: 'E-mails, webhooks, and live messages that were put off. `status=dead` lists what was given up.',
        querystring: deliveryQuery,
        response: { 200: deliveryPage },
      },
    },
    async (request) => {
      const { query } = request;
      const { limit, more } = limitOf(query);
      const { status = null, channel = null, endpoint_id: endpointId = null } = query;
      const filter = { status, channel, endpointId, before: readCursor(query), limit };
      const found = await deliveries.list(principalOf(request).organizationId, filter);
      return more(found.map(toDelivery), ({ id }) => id);
    },
  );
  http.get(
    `${NOTIFICATIONS}/deliveries/:id`,
    {
      config: { permission, operation: 'deliveries.get' },
      schema: {
        tags,
        summary: 'A delivery with its content and every attempt',
        params: idParams,
        response: { 200: deliverySchema },
      },
    },
    async (request) => toWholeDelivery(await deliveries.get(principalOf(request).organizationId, request.params.id)),
  );
  http.get(
    `${NOTIFICATIONS}/mailbox`,
    {
      config: { permission, operation: 'mailbox.list' },
      schema: {
        tags,
        summary: 'Mail that was kept instead of sent, latest first',
        description: 'Where the server has no `SMTP_URL`. With one, `…/deliveries/{id}/replay` sends it after all.',
        querystring: pageQuery,
        response: { 200: mailboxPage },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const page = { before: readCursor(request.query), limit };
      const found = await deliveries.listKept(principalOf(request).organizationId, page);
      return more(found.map(toMail), ({ id }) => id);
    },
  );
}
