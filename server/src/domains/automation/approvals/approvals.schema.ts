import Type from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const approvalId = Type.String({ pattern: '^[\\w-]{1,60}$', examples: ['apr_01k5z3v8r2m4c6t8w0x2y4z6a8'] });

export const approvalParams = Type.Object({ id: approvalId });
export const linkParams = Type.Object({
  token: Type.String({ minLength: 1, maxLength: 100, description: 'As the message carries it.' }),
});

export const approvalQuery = Type.Object({
  ...pageQuery.properties,
  status: Type.Optional(Type.Enum(['open', 'approved', 'rejected', 'closed'])),
  mine: Type.Optional(Type.Boolean({ description: 'Only what the user who asks is asked. Default true for users.' })),
  run_id: Type.Optional(Type.String({ pattern: '^[\\w-]{1,60}$' })),
});

export const verdictBody = Type.Object(
  {
    verdict: Type.Enum(['approved', 'rejected']),
    comment: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
    fields: Type.Optional(
      Type.Unsafe<Readonly<Record<string, unknown>>>({
        type: 'object',
        maxProperties: 50,
        additionalProperties: true,
        description: 'The form, by the names of its fields.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ verdict: 'approved' as const, comment: 'A customer for eleven years', fields: { discount: 10 } }],
  },
);

const verdict = Type.Object({
  user_id: Type.Integer(),
  verdict: Type.Enum(['approved', 'rejected']),
  comment: nullable(Type.String()),
  decided_at: timestamp('When.'),
});

export const approvalSchema = Type.Object({
  id: approvalId,
  run_id: Type.String(),
  workflow_id: Type.Integer(),
  step_id: Type.String(),
  status: Type.Enum(['open', 'approved', 'rejected', 'closed'], {
    description: '`closed`: its deadline has passed, or its run has ended.',
  }),
  title: Type.String(),
  message: nullable(Type.String()),
  evidence: Type.Array(Type.Unknown(), { description: 'What the workflow shows beside the question.' }),
  form: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      type: Type.String(),
      choices: Type.Optional(Type.Array(Type.String())),
      required: Type.Boolean(),
    }),
  ),
  approvers: Type.Object({ users: Type.Array(Type.Integer()), roles: Type.Array(Type.String()) }),
  quorum: Type.Integer(),
  level: Type.Integer({ description: 'How far along the chain of escalation it has come.' }),
  verdicts: Type.Array(verdict),
  opened_at: timestamp('When it was asked.'),
  due_at: nullable(timestamp('Its deadline.')),
  decided_at: nullable(timestamp('When it was decided or closed.')),
});
export const approvalPage = pageOf(approvalSchema);
