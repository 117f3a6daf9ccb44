import Type from 'typebox';
import { MIN_PASSWORD_LENGTH } from '../../platform/config.ts';
import { permissions } from './permissions.ts';

export const timestamp = (description: string) => Type.String({ format: 'date-time', description });
export const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const roleKey = Type.String({
  maxLength: 20,
  description: "A built-in role, or `role_<id>` for one of the organization's own.",
  examples: ['analyst', 'role_7'],
});
export const roleName = nullable(
  Type.String({ description: 'The name that the organization gave the role; null for built-in roles.' }),
);
export const organizationInListSchema = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  plan: Type.String(),
  role: roleKey,
  role_name: roleName,
});

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
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', examples: ['Amira Haddad'] })),
    language: Type.Optional(nullable(Type.String({ minLength: 2, maxLength: 5, examples: ['ar'] }))),
  },
  { additionalProperties: false },
);

export const sessionSchema = Type.Object({
  user: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    email: Type.String(),
    language: nullable(Type.String({ description: "Null: the organization's language or the browser's." })),
  }),
  second_factor: Type.Object({
    is_on: Type.Boolean({ description: 'Whether you have one.' }),
    is_required: Type.Boolean({
      description: 'Whether the organization asks for one; nothing of it is open to members without.',
    }),
  }),
  organization: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    plan: Type.String(),
    time_zone: Type.String(),
    currency: Type.String(),
    default_language: nullable(Type.String()),
  }),
  organizations: Type.Array(organizationInListSchema),
  role: roleKey,
  role_name: roleName,
  permissions: Type.Array(Type.String()),
});

/** The length alone is refused here; what makes a long password weak, by the service. */
export const newPassword = Type.String({
  minLength: MIN_PASSWORD_LENGTH,
  maxLength: 200,
  description: 'Not among the common ones, and not made of the name or address.',
  examples: ['correct horse battery'],
});

export const passwordBody = Type.Object(
  { current_password: Type.String({ minLength: 1, maxLength: 200 }), new_password: newPassword },
  { additionalProperties: false },
);

export const sessionInListSchema = Type.Object({
  id: Type.Integer(),
  current: Type.Boolean({ description: 'The one that asks.' }),
  created_at: timestamp('When the user signed in.'),
  expires_at: timestamp('When it ends by itself.'),
  ip_address: nullable(Type.String()),
  user_agent: nullable(Type.String()),
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
  permissions: Type.Array(Type.String(), {
    description: 'What it was given. It does no more of that than whoever made it may do today.',
  }),
  created_by: nullable(Type.Integer({ description: 'The member who made it; null where the command line did.' })),
  created_at: timestamp('When it was made.'),
  expires_at: nullable(timestamp('From then on it is refused.')),
  last_used_at: nullable(timestamp('To the minute.')),
  previous_valid_until: nullable(timestamp('Until then the secret of before the last rotation is accepted as well.')),
});

export const createdApiKeySchema = Type.Object({
  ...apiKeySchema.properties,
  key: Type.String({ description: 'Shown here once; only its hash is kept.' }),
});

export const apiKeyPatch = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100, examples: ['Nightly import'] })),
    permissions: Type.Optional(
      Type.Array(Type.String({ maxLength: 60 }), {
        minItems: 1,
        maxItems: 50,
        description: 'What it keeps of its permissions. None can be added.',
        examples: [['ai_analytics:read']],
      }),
    ),
  },
  { additionalProperties: false },
);

export const rotateBody = Type.Object(
  {
    grace_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 604_800,
        default: 86_400,
        description: 'So long the old secret is accepted as well.',
        examples: [3600],
      }),
    ),
  },
  { additionalProperties: false },
);

export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
