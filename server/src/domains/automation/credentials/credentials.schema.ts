import Type from 'typebox';
import { credentialKinds } from './credential.ts';

const closed = { additionalProperties: false };
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', examples: ['crm'] });
const timestamp = Type.String({ format: 'date-time', examples: ['2026-01-31T09:00:00.000Z'] });

const content = {
  kind: Type.Enum([...credentialKinds], {
    description:
      '`header`: the secret stands in `header`; `bearer`: in Authorization; `basic`: with `username`; `query`: in the parameter `parameter` of the URL; `hmac`: `header` carries the HMAC-SHA256 of the body, as hexadecimal digits.',
    examples: ['bearer'],
  }),
  header: Type.Optional(Type.String({ minLength: 1, maxLength: 100, examples: ['X-Api-Key'] })),
  prefix: Type.Optional(
    Type.String({ maxLength: 50, description: 'Stands before the value in `header`.', examples: ['sha256='] }),
  ),
  parameter: Type.Optional(Type.String({ minLength: 1, maxLength: 100, examples: ['api_key'] })),
  username: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^:]+$', examples: ['suite'] })),
  hosts: Type.Array(Type.String({ minLength: 1, maxLength: 260 }), {
    minItems: 1,
    maxItems: 20,
    description:
      'The secret is sent to these hosts and to no other: `api.example.com`, `*.example.com` for all below, each with `:port` where it is not the usual one.',
    examples: [['api.example.com']],
  }),
};
const secret = Type.String({
  minLength: 1,
  maxLength: 8000,
  description: 'The key, token or password. It is not shown again.',
  examples: ['sk_live_3f9…'],
});

export const newCredentialBody = Type.Object({ name, ...content, secret }, closed);
export const credentialBody = Type.Object({ ...content, secret }, closed);
export const credentialParams = Type.Object({ id });
export const credentialSchema = Type.Object({
  id,
  name,
  ...content,
  created_by: Type.Union([Type.Integer(), Type.Null()]),
  created_at: timestamp,
  updated_at: timestamp,
});
