import Type from 'typebox';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });

export const biBody = Type.Object(
  {
    connection_limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 20, description: 'How many sessions at once; default 5.' }),
    ),
    statement_timeout_seconds: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 3600, description: 'How long a query may run; default 60.' }),
    ),
    expires_at: Type.Optional(timestamp('When the password ends; default in 90 days, at most 366.')),
  },
  { additionalProperties: false, examples: [{ connection_limit: 5, statement_timeout_seconds: 60 }] },
);

export const biSchema = Type.Object({
  host: Type.String(),
  port: Type.Integer(),
  database: Type.String(),
  schema: Type.String({
    description: 'Has a view for every dataset; it is first in the search path.',
    examples: ['bi_7'],
  }),
  user: Type.String(),
  sslmode: Type.Enum(['disable', 'prefer', 'require'], { description: 'What to set in the tool.' }),
  status: Type.Enum(['active', 'expired', 'suspended', 'missing'], {
    description:
      '`suspended`: until the plan has SQL access again; `missing`: the database has no such account, as after a restore: rotate it.',
  }),
  connection_limit: Type.Integer(),
  statement_timeout_seconds: Type.Integer(),
  expires_at: timestamp('When the password ends.'),
  created_at: timestamp('When it was made.'),
  rotated_at: timestamp('When it last got a password.'),
  last_seen_at: nullable(timestamp('When a session was last seen; short ones may be missed.')),
});

export const biWithPasswordSchema = Type.Object({
  ...biSchema.properties,
  password: Type.String({ description: 'Shown this once; the database keeps only what checks it.' }),
});
