import Type from 'typebox';
import { permissions } from '../permissions.ts';
import { newPassword, nullable, roleKey, roleName, timestamp } from '../tenancy.schema.ts';

const closed = { additionalProperties: false };
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const email = Type.String({ format: 'email', minLength: 3, maxLength: 254, examples: ['amira@example.com'] });
const someone = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', examples: ['Amira Haddad'] });
const permissionNames = (description: string) =>
  Type.Array(Type.String({ maxLength: 60 }), {
    maxItems: 50,
    description,
    examples: [['ai_analytics:read', 'ai_analytics:predict']],
  });

const settings = {
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', examples: ['Haddad Logistics'] }),
  time_zone: Type.String({
    maxLength: 60,
    description: 'A name of the IANA data base; days begin by it.',
    examples: ['Europe/Berlin'],
  }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217', examples: ['EUR'] }),
  country: nullable(
    Type.String({
      pattern: '^[A-Z]{2}$',
      description:
        'ISO 3166-1; forecasts know its holidays. Null: none. Another country has no region until one is given.',
      examples: ['DE'],
    }),
  ),
  region: nullable(
    Type.String({
      pattern: '^[A-Za-z0-9]{1,3}$',
      description: 'A part of the country with holidays of its own, by the second half of its code in ISO 3166-2.',
      examples: ['BY'],
    }),
  ),
  default_language: nullable(
    Type.String({ minLength: 2, maxLength: 5, description: 'Null leaves it to each reader.', examples: ['de'] }),
  ),
};

export const newOrganizationBody = Type.Object(
  {
    name: settings.name,
    time_zone: Type.Optional(settings.time_zone),
    currency: Type.Optional(settings.currency),
    country: Type.Optional(settings.country),
    region: Type.Optional(settings.region),
    default_language: Type.Optional(settings.default_language),
  },
  closed,
);
const requireSecondFactor = Type.Boolean({
  description: 'Members without a second factor can do nothing here but set one up. API keys are not concerned.',
});
export const organizationPatch = Type.Partial(
  Type.Object({ ...settings, require_second_factor: requireSecondFactor }),
  closed,
);
export const organizationSchema = Type.Object({
  id,
  plan: Type.String({ examples: ['premium'] }),
  ...settings,
  require_second_factor: requireSecondFactor,
  created_at: timestamp('When it was made.'),
});

export const memberSchema = Type.Object({
  user_id: id,
  name: Type.String(),
  email: Type.String(),
  role: roleKey,
  role_name: roleName,
  has_second_factor: Type.Boolean(),
  created_at: timestamp('Since when they belong to the organization.'),
});
export const memberParams = Type.Object({ user_id: id });
export const memberPatch = Type.Object({ role: roleKey }, closed);
export const removeMemberQuery = Type.Object({
  take_over_keys: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'API keys that the member made go on working under your name; otherwise they end.',
    }),
  ),
});
export const transferBody = Type.Object({ user_id: id }, closed);

const permissionSchema = Type.Object({
  id: Type.String({ examples: ['ai_analytics:predict'] }),
  name: Type.String({ description: "In the reader's language." }),
  description: Type.String(),
});
export const permissionListSchema = Type.Object({ items: Type.Array(permissionSchema) });
export const roleSchema = Type.Object({
  id: roleKey,
  name: Type.String({ description: "Built-in roles are named in the reader's language." }),
  built_in: Type.Boolean(),
  permissions: Type.Array(Type.String()),
});
const roleInListSchema = Type.Object({
  ...roleSchema.properties,
  members: Type.Integer({ description: 'How many members have it.' }),
});
export const roleListSchema = Type.Object({ items: Type.Array(roleInListSchema) });
const roleTitle = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', examples: ['Forecasting team'] });
export const newRoleBody = Type.Object(
  { name: roleTitle, permissions: permissionNames('None that you do not have yourself.') },
  closed,
);
export const rolePatch = Type.Partial(newRoleBody, closed);
export const roleParams = Type.Object({ id });

const days = Type.Integer({ minimum: 1, maximum: 30, default: 7, description: 'So long the link works.' });
const token = Type.String({ minLength: 1, maxLength: 100, description: 'What stands in the link of the invitation.' });
export const newInvitationBody = Type.Object({ email, role: roleKey, days: Type.Optional(days) }, closed);
export const resendBody = Type.Object({ days: Type.Optional(days) }, closed);
export const invitationSchema = Type.Object({
  id,
  email: Type.String(),
  role: roleKey,
  role_name: roleName,
  created_at: timestamp('When it was sent first.'),
  expires_at: timestamp('From then on its link is refused; it can be sent again.'),
});
export const sentInvitationSchema = Type.Object({
  ...invitationSchema.properties,
  token: Type.String({ description: 'Shown here once; only its hash is kept.' }),
  link: Type.String({ description: 'What the invited person opens.' }),
});
export const lookInvitationBody = Type.Object({ token }, closed);
export const lookedInvitationSchema = Type.Object({
  organization: Type.Object({ id, name: Type.String() }),
  email: Type.String(),
  role: roleKey,
  role_name: roleName,
  expires_at: timestamp('From then on it is refused.'),
  has_account: Type.Boolean({
    description: 'Then the password of that account is asked, otherwise a new one is chosen.',
  }),
});
export const acceptInvitationBody = Type.Object(
  {
    token,
    name: Type.Optional(someone),
    password: Type.Optional(newPassword),
  },
  closed,
);

export const signUpBody = Type.Object(
  { organization_name: settings.name, name: someone, email, password: newPassword },
  closed,
);

export const explainQuery = Type.Object({
  permission: Type.Enum([...permissions], { description: 'What is to be done.' }),
  user_id: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'A member.' })),
  api_key_id: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'An API key. Without either, whoever asks.' }),
  ),
});
export const explanationSchema = Type.Object({
  permission: permissionSchema,
  allowed: Type.Boolean(),
  subject: Type.Object({ kind: Type.Enum(['user', 'api_key']), id, name: Type.String() }),
  reasons: Type.Array(Type.Object({ code: Type.String({ examples: ['role_lacks'] }), text: Type.String() }), {
    description: "Why, step by step, in the reader's language.",
  }),
  granters: Type.Array(Type.Object({ user_id: id, name: Type.String() }), {
    description: 'Who can grant it; at most ten.',
  }),
});
