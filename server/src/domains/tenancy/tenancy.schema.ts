import Type from 'typebox';
import { permissions } from './permissions.ts';

const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const signInBody = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254, examples: ['owner@localhost.example'] }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    remember: Type.Optional(
      Type.Boolean({ description: 'Stay signed in for 30 days; otherwise until the browser closes.' }),
    ),
  },
  { additionalProperties: false },
);

export const sessionPatch = Type.Object(
  { language: Type.Optional(nullable(Type.String({ minLength: 2, maxLength: 5, examples: ['ar'] }))) },
  { additionalProperties: false },
);

export const sessionSchema = Type.Object({
  user: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    email: Type.String(),
    language: nullable(Type.String({ description: "Null: the organization's language or the browser's." })),
  }),
  organization: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    plan: Type.String(),
    time_zone: Type.String(),
    currency: Type.String(),
    default_language: nullable(Type.String()),
  }),
  organizations: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String(), role: Type.String() })),
  role: Type.String(),
  permissions: Type.Array(Type.String()),
});

export const newApiKeyBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, examples: ['Nightly import'] }),
    permissions: Type.Union(
      [Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 50 }), Type.Literal('all')],
      {
        description: `"all", or some of: ${permissions.join(', ')}. A key never gets more than its maker has.`,
        examples: [['ai_analytics:read', 'ai_analytics:predict']],
      },
    ),
    expires_at: Type.Optional(timestamp('From then on the key is refused.')),
  },
  { additionalProperties: false },
);

export const apiKeySchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  prefix: Type.String({ description: 'The first characters of the key.' }),
  permissions: Type.Array(Type.String()),
  created_at: timestamp('When it was made.'),
  expires_at: nullable(timestamp('From then on it is refused.')),
  last_used_at: nullable(timestamp('To the minute.')),
});

export const createdApiKeySchema = Type.Object({
  ...apiKeySchema.properties,
  key: Type.String({ description: 'Shown here once; only its hash is kept.' }),
});

export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
