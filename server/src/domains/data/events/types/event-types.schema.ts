import Type from 'typebox';
import { eventFieldTypes, shapeChanges } from './event-shape.ts';
import { schemaModes } from './declared-schema.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const primitive = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]);

export const eventTypeParams = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, examples: ['order_placed'] }),
});

const fieldTypes = Type.Array(Type.Enum([...eventFieldTypes]), { minItems: 1, uniqueItems: true });

const declaredField = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      maxLength: 300,
      pattern: '^[^\\u0000-\\u001f]+$',
      description: 'Keys joined by dots, `[]` for the items of a list.',
      examples: ['lines[].product_id'],
    }),
    types: fieldTypes,
    is_required: Type.Boolean(),
    values: Type.Optional(
      Type.Array(primitive, { minItems: 1, maxItems: 100, description: 'The only values that it may have.' }),
    ),
  },
  { additionalProperties: false },
);

export const declareBody = Type.Object(
  {
    fields: Type.Array(declaredField, { minItems: 1, maxItems: 200 }),
    mode: Type.Optional(
      Type.Enum([...schemaModes], {
        description: '`observe` (the default): what does not fit is kept and marked; `enforce`: it is refused.',
      }),
    ),
    description: Type.Optional(nullable(Type.String({ maxLength: 1000 }))),
    allow_breaking: Type.Optional(
      Type.Boolean({ description: 'Also when events that fitted would not fit, or readers would miss something.' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        fields: [
          { path: 'order_id', types: ['text'], is_required: true },
          { path: 'total', types: ['number'], is_required: true },
          { path: 'channel', types: ['text'], is_required: false, values: ['web', 'shop'] },
        ],
        mode: 'observe',
      },
    ],
  },
);

const learnedField = Type.Object({
  path: Type.String(),
  types: Type.Array(Type.Enum([...eventFieldTypes]), { description: 'Most frequent first.' }),
  share: Type.Number({ description: 'In which share of the examples it stood; 1 in all of them.' }),
  samples: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
    description: 'Some latest values.',
  }),
  first_seen_at: nullable(timestamp('When it first stood in an event.')),
  last_seen_at: nullable(timestamp('When it last did.')),
});

export const eventTypeSchema = Type.Object({
  name: Type.String(),
  source: Type.Enum(['sent', 'product'], { description: '`product`: the product itself tells of it.' }),
  description: nullable(Type.String()),
  events: Type.Integer({ description: 'How many have come.' }),
  examples: Type.Integer({ description: 'How many were looked at to learn the shape.' }),
  first_seen_at: nullable(timestamp('When the first came.')),
  last_seen_at: nullable(timestamp('When the latest came.')),
  fields: Type.Array(learnedField),
  version: Type.Integer({ description: 'Of the learned shape; grows when it changes.' }),
  changes: Type.Array(
    Type.Object({
      version: Type.Integer(),
      at: timestamp('When it was seen.'),
      changes: Type.Array(
        Type.Object({
          path: Type.String(),
          change: Type.Enum([...shapeChanges]),
          is_compatible: Type.Boolean({ description: 'Whether who reads such events can go on as before.' }),
        }),
      ),
    }),
    { description: 'Changes of the shape, the latest last.' },
  ),
  schema: nullable(
    Type.Object({ version: Type.Integer(), mode: Type.Enum([...schemaModes]), fields: Type.Array(declaredField) }),
  ),
  example: nullable(Type.Record(Type.String(), Type.Unknown(), { description: 'Of what the product tells.' })),
});
