import Type from 'typebox';
import { pageOf, pageQuery } from '../../http/page.ts';
import { categories, channels, priorities } from './notification.ts';
import { states } from './inbox/inbox.repository.ts';

export const tags = ['Notifications'];
export const NOTIFICATIONS = '/api/v1/notifications';

export const timestamp = (description: string) => Type.String({ format: 'date-time', description });
export const nullable = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
export const category = Type.Enum(categories, {
  description: 'What it is about; members choose by it what they are told.',
});
const priority = Type.Enum(priorities, { description: '`urgent` passes quiet hours.' });

export const TEMPLATE_NAME = '^[A-Za-z_][A-Za-z0-9_-]{0,59}$';

export const idParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 60 }) });

const skippedSchema = Type.Object({
  recipient: Type.String(),
  channel: nullable(Type.String(), 'Null: by none.'),
  reason: Type.String({
    description:
      '`not_a_member`, `no_such_role`, `not_wanted` (preferences), `unsubscribed`, `has_no_inbox` (an address of nobody here takes e-mail alone), `no_endpoint`, `throttled`, `email_off`.',
  }),
});

export const sentSchema = Type.Object({
  request_id: Type.String(),
  is_new: Type.Boolean({ description: 'False: the same idempotency key was sent before; nothing was made.' }),
  notification_ids: Type.Array(Type.String(), { description: 'One a reader.' }),
  delivery_ids: Type.Array(Type.String(), { description: 'What goes out by e-mail, by webhook, or later.' }),
  skipped: Type.Array(skippedSchema, { description: 'Whom it did not reach, and why.' }),
});

const closed = { additionalProperties: false } as const;
const throttleSchema = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200, examples: ['stock of B-7'] }),
    seconds: Type.Integer({ minimum: 1, maximum: 604_800, examples: [3600] }),
  },
  { ...closed, description: 'Whoever was told of the key within the time is skipped, with `throttled`.' },
);
const escalateSchema = Type.Array(
  Type.Object(
    {
      channel: Type.Enum(['websocket', 'email']),
      after_seconds: Type.Integer({ minimum: 1, maximum: 86_400, examples: [900] }),
    },
    closed,
  ),
  {
    maxItems: 5,
    description: 'Members who have not read it in their inbox by then are told by this channel too, if they take it.',
  },
);

const translation = Type.Optional(
  Type.Object(
    {
      title: Type.String({ minLength: 1, maxLength: 2000 }),
      message: Type.String({ minLength: 1, maxLength: 20_000 }),
    },
    closed,
  ),
);
export const translationsSchema = Type.Object(
  {
    en: translation,
    es: translation,
    fr: translation,
    de: translation,
    hi: translation,
    ja: translation,
    zh: translation,
    ar: translation,
  },
  {
    ...closed,
    description: 'Title and message in other languages, each for its readers; everybody else gets those above.',
    examples: [{ de: { title: 'Der Bestand ist niedrig', message: '{{product}} reicht noch {{days}} Tage.' } }],
  },
);

export const sendBody = Type.Object(
  {
    category,
    priority: Type.Optional(priority),
    channels: Type.Array(Type.String({ maxLength: 40 }), {
      minItems: 1,
      maxItems: 10,
      description: `Of ${channels.join(', ')}.`,
      examples: [['in_app', 'websocket', 'email']],
    }),
    recipients: Type.Optional(
      Type.Object(
        {
          user_ids: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), { maxItems: 1000 })),
          roles: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })),
          emails: Type.Optional(Type.Array(Type.String({ minLength: 3, maxLength: 254 }), { maxItems: 100 })),
          all_members: Type.Optional(Type.Boolean()),
          endpoint_ids: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), { maxItems: 20 }),
          ),
        },
        {
          additionalProperties: false,
          description:
            'Whom to tell. Webhooks and Slack go to every endpoint that takes the category, or to `endpoint_ids`.',
          examples: [{ roles: ['admin'], emails: ['sales@company.com'] }],
        },
      ),
    ),
    template: Type.Optional(
      Type.String({
        pattern: TEMPLATE_NAME,
        description: 'A message template of the organization, in place of `title`, `message` and `translations`.',
      }),
    ),
    title: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description: 'The subject of a mail.',
        examples: ['Stock is low'],
      }),
    ),
    message: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 20_000,
        description: 'Plain text; blank lines part paragraphs.',
        examples: ['{{product}} lasts for {{days}} days, {{recipient.name}}.'],
      }),
    ),
    values: Type.Optional(
      Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
        description:
          'With it title and message are LiquidJS templates, rendered for each reader with these values and `recipient.name`. A missing value is an error.',
        examples: [{ product: 'Bolts', days: 3 }],
      }),
    ),
    translations: Type.Optional(translationsSchema),
    data: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { description: 'For programs.' })),
    throttle: Type.Optional(throttleSchema),
    escalate: Type.Optional(escalateSchema),
    link: Type.Optional(
      Type.String({
        maxLength: 2000,
        description: 'A path of the console, or an `https:` address.',
        examples: ['/data'],
      }),
    ),
  },
  { additionalProperties: false },
);

export const notificationSchema = Type.Object({
  id: Type.String({ examples: ['notif_01khy3z9x6m8'] }),
  category: Type.String(),
  priority: Type.String(),
  title: Type.String({ description: 'Exactly as it was sent.' }),
  message: Type.String(),
  language: Type.String({ description: 'Of title and message.' }),
  data: Type.Record(Type.String(), Type.Unknown()),
  link: nullable(Type.String()),
  state: Type.Enum(states, { description: 'What has been done with it.' }),
  timestamp: timestamp('When it was sent.'),
  read_at: nullable(timestamp('')),
  archived_at: nullable(timestamp('')),
  snoozed_until: nullable(timestamp('Until then it is out of sight; then its reader is told again.')),
  why: Type.Array(Type.String(), { description: 'Why you got this, in words.' }),
});

export const notificationPage = pageOf(notificationSchema);

const filters = {
  state: Type.Optional(Type.Enum(states, { description: 'Without it: what is neither archived nor snoozed.' })),
  category: Type.Optional(category),
  priority: Type.Optional(priority),
};

export const inboxQuery = Type.Object({ ...pageQuery.properties, ...filters });

const change = {
  read: Type.Optional(Type.Boolean({ examples: [true] })),
  archived: Type.Optional(Type.Boolean()),
  snoozed_until: Type.Optional(nullable(timestamp('In the future; null brings it back.'))),
};

export const inboxPatch = Type.Object(change, { additionalProperties: false, minProperties: 1 });

export const bulkBody = Type.Object(
  {
    ids: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 500, description: 'These.' }),
    ),
    filter: Type.Optional(
      Type.Object(filters, { additionalProperties: false, description: 'Or all of these; `{}` is all that is shown.' }),
    ),
    change: Type.Object(change, { additionalProperties: false, minProperties: 1, examples: [{ read: true }] }),
  },
  { additionalProperties: false },
);

export const changedSchema = Type.Object({ changed: Type.Integer() });
export const unreadSchema = Type.Object({
  count: Type.Integer({ description: 'Neither read, archived nor snoozed.' }),
});
