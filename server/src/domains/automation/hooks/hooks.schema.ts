import Type from 'typebox';

const closed = { additionalProperties: false };
const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = Type.String({ format: 'date-time', examples: ['2026-01-31T09:00:00.000Z'] });
const signingSecret = Type.String({
  maxLength: 200,
  description: 'The sender’s own secret, 24 to 64 bytes as Base64, with or without `whsec_`; otherwise one is made.',
  examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
});

export const newHookBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S', examples: ['Shop'] }),
    answer: Type.Optional(
      Type.Enum(['now', 'at_end'], {
        description:
          '`now`: the run’s id at once; `at_end`: what the run came to, if that takes no longer than `wait_seconds`. Default as `trigger_conditions.webhook` says.',
      }),
    ),
    wait_seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 60, default: 20 })),
    signed: Type.Optional(
      Type.Boolean({
        description:
          'Whether calls must be signed as Standard Webhooks says (standardwebhooks.com, v1). Default as `trigger_conditions.webhook` says.',
      }),
    ),
    signing_secret: Type.Optional(signingSecret),
  },
  closed,
);
export const rotateHookBody = Type.Object({ signing_secret: Type.Optional(signingSecret) }, closed);
export const workflowParams = Type.Object({ id });
export const hookParams = Type.Object({ id });
const hookSchema = Type.Object({
  id,
  workflow_id: id,
  name: Type.String(),
  prefix: Type.String({ description: 'How the token in its address begins.' }),
  answer: Type.Enum(['now', 'at_end']),
  wait_seconds: Type.Integer(),
  signed: Type.Boolean(),
  last_called_at: nullable(timestamp),
  created_by: nullable(Type.Integer()),
  created_at: timestamp,
});
export const hookListSchema = Type.Object({ items: Type.Array(hookSchema) });
export const newHookSchema = Type.Object({
  ...hookSchema.properties,
  url: Type.String({
    description: 'The address that the other system calls. Whoever knows it may call; it is shown this once.',
    examples: ['https://suite.example.com/hooks/Zk3v…'],
  }),
  signing_secret: nullable(Type.String({ description: 'Shown this once.' })),
});

export const callParams = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 100, description: 'Of the address that was shown.' }),
});
export const calledSchema = Type.Object({
  run_id: nullable(Type.String({ examples: ['run_01jz…'] })),
  status: Type.String({
    description: '`not_started`: the workflow’s conditions do not hold for this call.',
    examples: ['succeeded'],
  }),
  output: Type.Unknown({ description: 'What the run came to; null while it is under way.' }),
});
