import type Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { type Principal, principalOf } from '../../../http/principal.ts';
import type { NotificationRequest } from '../notification.ts';
import { NOTIFICATIONS, sendBody, sentSchema, tags } from '../notifications.schema.ts';
import type { SendService } from './send.service.ts';
import { toSent } from './send.view.ts';
import { notificationErrors } from '../notifications.errors.ts';

export function registerSendRoute(http: Http, sending: SendService): void {
  http.post(
    NOTIFICATIONS,
    {
      config: { permission: 'notifications:send', operation: 'notifications.send' },
      schema: {
        tags,
        summary: 'Tell people and programs something',
        description:
          'Each by the ways that they wish, in-app, live, by e-mail, and by signed webhooks. With an `Idempotency-Key` a repeat sends nothing twice.',
        body: sendBody,
        response: { 202: sentSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const outcome = await sending.send(principal.organizationId, toRequest(request.body, principal));
      return reply.code(202).send(toSent(outcome));
    },
  );
}

function toRequest(body: Type.Static<typeof sendBody>, { userId, apiKeyId }: Principal): NotificationRequest {
  const { recipients = {}, priority, link, data, throttle, escalate } = body;
  const {
    user_ids: userIds,
    emails: addresses,
    all_members: allMembers,
    endpoint_ids: endpointIds,
    roles,
  } = recipients;
  return {
    category: body.category,
    channels: body.channels,
    recipients: {
      ...(userIds ? { userIds } : {}),
      ...(roles ? { roles } : {}),
      ...(addresses ? { addresses } : {}),
      ...(allMembers === undefined ? {} : { allMembers }),
      ...(endpointIds ? { endpointIds } : {}),
    },
    text: toText(body),
    ...(priority ? { priority } : {}),
    ...(data ? { data } : {}),
    ...(throttle ? { throttle } : {}),
    ...(escalate ? { escalate } : {}),
    ...(link === undefined ? {} : { link }),
    source: { kind: userId === null ? 'api_key' : 'user', id: String(userId ?? apiKeyId ?? ''), name: '' },
  };
}

/** @throws AppError notification_refused */
function toText(body: Type.Static<typeof sendBody>): NotificationRequest['text'] {
  const { template, title = '', message = '', translations, values } = body;
  if (template === undefined) {
    const text = { title, message, translations: translations ?? {} };
    return values ? { kind: 'template', ...text, values } : { kind: 'words', ...text };
  }
  if (title !== '' || message !== '' || translations) {
    throw notificationErrors.notification_refused({}, { faults: [{ pointer: '/template', code: 'template_or_text' }] });
  }
  return { kind: 'stored', template, values: values ?? {} };
}
