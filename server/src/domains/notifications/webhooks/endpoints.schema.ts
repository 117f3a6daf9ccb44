import Type from 'typebox';
import { pageOf } from '../../../http/page.ts';
import { category, nullable, timestamp } from '../notifications.schema.ts';

const name = Type.String({ minLength: 1, maxLength: 100, examples: ['Ticket system'] });
const url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: '`https:`, on the public Internet, without credentials.',
  examples: ['https://hooks.example.com/suite'],
});
const taken = nullable(
  Type.Array(category, { minItems: 1, maxItems: 10, uniqueItems: true }),
  'What it is told; null: everything.',
);

export const endpointParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export const newEndpointBody = Type.Object(
  { name, url, categories: Type.Optional(taken) },
  { additionalProperties: false },
);

export const newSlackBody = Type.Object(
  {
    name,
    url: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'The address of the incoming webhook.',
      examples: ['https://hooks.slack.com/services/T0000/B0000/XXXX'],
    }),
    categories: Type.Optional(taken),
  },
  { additionalProperties: false },
);

export const endpointPatch = Type.Object(
  {
    name: Type.Optional(name),
    url: Type.Optional(url),
    categories: Type.Optional(taken),
    enabled: Type.Optional(Type.Boolean({ description: 'True begins anew after it was switched off.' })),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const rotateBody = Type.Object(
  {
    grace_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 604_800,
        default: 86_400,
        description: 'So long the old secret signs beside the new one.',
        examples: [3600],
      }),
    ),
  },
  { additionalProperties: false },
);

export const endpointSchema = Type.Object({
  id: Type.Integer(),
  kind: Type.Enum(['webhook', 'slack']),
  name: Type.String(),
  url: Type.String({ description: 'Of Slack the host alone.' }),
  categories: nullable(Type.Array(Type.String())),
  enabled: Type.Boolean(),
  disabled_reason: nullable(
    Type.String({
      description: '`gone`: it answered 410, or Slack 404; `failing`: nothing got through for five days.',
    }),
  ),
  failing_since: nullable(timestamp('')),
  previous_valid_until: nullable(timestamp('Until then the secret of before the last rotation signs as well.')),
  created_by: nullable(Type.Integer()),
  created_at: timestamp(''),
});

export const endpointPage = pageOf(endpointSchema);

export const secretEndpointSchema = Type.Object({
  ...endpointSchema.properties,
  secret: Type.String({
    description: 'Shown here once: `whsec_` and base64, as Standard Webhooks libraries take it.',
  }),
});
