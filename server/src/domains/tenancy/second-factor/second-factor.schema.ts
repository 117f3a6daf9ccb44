import Type from 'typebox';
import { nullable, timestamp } from '../tenancy.schema.ts';

const closed = { additionalProperties: false };
const code = Type.String({
  minLength: 6,
  maxLength: 40,
  description: 'Six digits of the authenticator app, or a recovery code. Each is taken once.',
  examples: ['492039'],
});
const password = Type.String({ minLength: 1, maxLength: 200 });

export const finishBody = Type.Object(
  {
    code,
    trust_device: Type.Optional(
      Type.Boolean({ default: false, description: 'This browser is not asked for a code for 30 days.' }),
    ),
  },
  closed,
);
export const secondFactorSchema = Type.Object({
  is_on: Type.Boolean(),
  since: nullable(timestamp('Since when it is asked for.')),
  recovery_codes_left: Type.Integer(),
});
export const beginBody = Type.Object({ password }, closed);
export const begunSchema = Type.Object({
  secret: Type.String({ description: 'For typing it into the app by hand (base32).' }),
  uri: Type.String({ description: 'What a picture for the app says.', examples: ['otpauth://totp/…'] }),
});
export const codeBody = Type.Object({ code }, closed);
export const recoveryCodesSchema = Type.Object({
  recovery_codes: Type.Array(Type.String(), {
    description: 'Shown here once; only their hashes are kept. Those of before are refused.',
  }),
});
export const removeBody = Type.Object({ password, code }, closed);
