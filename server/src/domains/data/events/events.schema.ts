import Type from 'typebox';
import { pageQuery } from '../../../http/page.ts';
import { MOST_EVENTS } from './event-limits.ts';
import type { EventInput } from './events.service.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });

const eventTypeName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[a-z][a-z0-9_.]*$',
  description: 'What happened: small letters, digits, _ and dots.',
  examples: ['order_placed'],
});

const example = {
  event_type: 'order_placed',
  data: { order_id: 'O-1042', customer_id: 'C-10001', total: 249.9, lines: [{ product_id: 'P-7', quantity: 2 }] },
  occurred_at: '2026-03-01T10:30:00Z',
  idempotency_key: 'shop-O-1042-placed',
};

const eventInput = {
  properties: {
    event_type: eventTypeName,
    data: Type.Object(
      {},
      { additionalProperties: true, description: 'What is to be known of it: at most 64 kB and 12 levels.' },
    ),
    occurred_at: timestamp('When it happened; default now. At most ten minutes ahead.'),
    idempotency_key: Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'Sent again with the same key, the event is not kept again, and its first id is the answer.',
    }),
  },
  required: ['event_type', 'data'],
  additionalProperties: false,
};

/** One or a list: the words for objects and those for lists stand side by side, so that a fault is named at its place. */
export const eventsBody = Type.Unsafe<EventInput | EventInput[]>({
  type: ['object', 'array'],
  ...eventInput,
  items: { type: 'object', ...eventInput },
  minItems: 1,
  maxItems: MOST_EVENTS,
  description: `An event, or a list of up to ${MOST_EVENTS}, of which all are taken or none.`,
  examples: [example],
});

export const acceptedSchema = Type.Object({
  ids: Type.Array(Type.String(), {
    description: 'In the order of the events.',
    examples: [['evt_01k5z3v8r2m4c6t8w0x2y4z6a8']],
  }),
  duplicates: Type.Integer({ description: 'How many had been sent before with the same key.' }),
  misfits: Type.Integer({
    description: 'How many do not fit the declared schema of their type; they are kept and marked.',
  }),
});

export const eventSchema = Type.Object({
  id: Type.String(),
  event_type: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
  occurred_at: timestamp('When it happened.'),
  received_at: timestamp('When it came.'),
  idempotency_key: nullable(Type.String()),
  misfits: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() }), {
    description: 'Where it does not fit the schema that was declared when it came.',
  }),
});

export const eventQuery = Type.Object({
  ...pageQuery.properties,
  event_type: Type.Optional(
    Type.String({ minLength: 1, maxLength: 2000, description: 'Of these types, parted by commas.' }),
  ),
  from: Type.Optional(timestamp('Happened then or later.')),
  to: Type.Optional(timestamp('Happened earlier.')),
  field: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'With `contains`: a field of the data, keys joined by dots, items of lists by their number.',
      examples: ['customer_id', 'lines.0.product_id'],
    }),
  ),
  contains: Type.Optional(
    Type.String({ maxLength: 200, description: 'A text that the field contains, in whatever case.' }),
  ),
  misfits: Type.Optional(Type.Boolean({ description: 'Only those that do not fit the declared schema.' })),
});

export const eventParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 60 }) });

export const replayBody = Type.Object(
  {
    event_types: Type.Array(eventTypeName, { minItems: 1, maxItems: 50, uniqueItems: true }),
    from: timestamp('Events that happened then or later.'),
    to: timestamp('Events that happened earlier.'),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'The earliest so many; default 10,000.' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ event_types: ['order_placed'], from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' }],
  },
);

export const replayPreviewSchema = Type.Object({
  events: Type.Integer({ description: 'How many there are.' }),
  would_publish: Type.Integer(),
  types: Type.Array(Type.Object({ event_type: Type.String(), events: Type.Integer() })),
});

export const startedReplaySchema = Type.Object({
  job_id: Type.String({ description: 'Follow it at /api/v1/jobs/{job_id}.' }),
  events: Type.Integer({ description: 'How many events the range holds.' }),
});
