import Type from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';
import { nullable, timestamp } from '../notifications.schema.ts';
import { statuses } from './deliveries.repository.ts';

const status = Type.Enum(statuses, {
  description:
    '`pending` waits, for its time or its next attempt; `not_sent`: mail that was kept, since the server knows no mail server; `dead`: given up.',
});
const channel = Type.Enum(['websocket', 'email', 'webhook', 'slack']);

const head = {
  id: Type.String({ description: 'Also the `webhook-id` of a webhook and part of the `Message-ID` of a mail.' }),
  request_id: Type.String(),
  notification_id: nullable(Type.String()),
  endpoint_id: nullable(Type.Integer()),
  channel: Type.String(),
  category: Type.String(),
  priority: Type.String(),
  target: Type.String({ description: 'An e-mail address, a URL, or the number of a user.' }),
  status,
  attempts: Type.Integer(),
  next_attempt_at: nullable(timestamp('Null: there will be none.')),
  error: nullable(Type.String({ description: 'The last failure.' })),
  provider_id: nullable(Type.String({ description: 'The id by which the other side knows it.' })),
  created_at: timestamp('When it was sent on its way.'),
  finished_at: nullable(timestamp('When it arrived or was given up.')),
};

export const deliveryQuery = Type.Object({
  ...pageQuery.properties,
  status: Type.Optional(status),
  channel: Type.Optional(channel),
  endpoint_id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
});
export const deliveryPage = pageOf(Type.Object(head));

export const deliverySchema = Type.Object({
  ...head,
  content: nullable(
    Type.Object({
      subject: Type.Optional(Type.String()),
      text: Type.Optional(Type.String()),
      html: Type.Optional(Type.String()),
      payload: Type.Optional(Type.String({ description: 'The body of a webhook, to the byte.' })),
    }),
    'What exactly is sent.',
  ),
  log: Type.Array(
    Type.Object({
      attempt: Type.Integer(),
      at: timestamp(''),
      outcome: Type.String({ description: '`sent`, `not_sent`, `failed`, `cancelled`.' }),
      status_code: nullable(Type.Integer(), 'Of HTTP or SMTP.'),
      answer: nullable(Type.String(), 'What the other side said, or why it could not be asked; shortened.'),
      provider_id: nullable(Type.String()),
      duration_ms: Type.Integer(),
      next_attempt_at: nullable(timestamp('')),
    }),
  ),
});

export const mailboxPage = pageOf(
  Type.Object({
    id: Type.String(),
    to: Type.String(),
    subject: Type.String(),
    text: Type.String(),
    html: Type.String(),
    category: Type.String(),
    sent: Type.Literal(false, { description: 'Kept here instead of being sent.' }),
    created_at: timestamp(''),
  }),
);
