import Type from 'typebox';
import { pageOf, pageQuery } from '../../http/page.ts';
import { kinds } from './kinds.ts';

const closed = { additionalProperties: false } as const;
const timestamp = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const names = kinds.map(({ name }) => name);

const askingFields = {
  wait_seconds: Type.Optional(
    Type.Number({
      minimum: 0,
      maximum: 30,
      default: 10,
      description: 'How long to wait for the answer before a job is named instead (202).',
    }),
  ),
  fresh: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Compute it anew. By default the same question over unchanged data gets the answer that is there.',
    }),
  ),
};

/** What a request for one kind of analysis may be. */
export const requestSchemas: ReadonlyMap<string, Type.TSchema> = new Map(
  kinds.map(({ name, description, request }) => [
    name,
    Type.Object(
      { kind: Type.Literal(name), parameters: Type.Optional(request), ...askingFields },
      { ...closed, title: name, description },
    ),
  ]),
);

/** What says which kind it is. */
export const anyKindSchema = Type.Object({ kind: Type.Enum([...names]) });

/** A request as it is once its own kind's schema let it through. */
interface AnalysisBody {
  kind: string;
  parameters?: unknown;
  wait_seconds?: number;
  fresh?: boolean;
}

export const analysisBody = Type.Unsafe<AnalysisBody>({
  anyOf: [...requestSchemas.values()],
  discriminator: { propertyName: 'kind' },
});

export const analysisParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export const analysisQuery = Type.Object({ ...pageQuery.properties, kind: Type.Optional(Type.Enum([...names])) });

const headFields = {
  id: Type.Integer(),
  kind: Type.Enum([...names]),
  status: Type.Enum(['running', 'succeeded', 'failed', 'cancelled']),
  job_id: Type.String(),
  parameters: Type.Unknown({ description: 'As it was carried out, with every default filled in.' }),
  made_for: Type.Object(
    {
      today: Type.String({ format: 'date' }),
      time_zone: Type.String(),
      currency: Type.String(),
      country: nullable(Type.String({ description: 'Whose holidays count, where none were asked for.' })),
      region: nullable(Type.String()),
    },
    { description: 'The organization’s day, zone, currency and country at the time.' },
  ),
  data: Type.Array(Type.Object({ dataset: Type.String(), rows: Type.Integer(), updated_at: timestamp }), {
    description: 'What it was computed from, as it stood.',
  }),
  summary: Type.Array(Type.String(), { description: 'What came out, in the reader’s language.' }),
  notes: Type.Array(Type.String(), { description: 'What to bear in mind, in the reader’s language.' }),
  created_at: timestamp,
  finished_at: nullable(timestamp),
};

const analysisHead = Type.Object(headFields);
export const analysisPage = pageOf(analysisHead);

export const analysisSchema = Type.Object({
  ...headFields,
  result: Type.Unsafe<unknown>({
    anyOf: [...kinds.map(({ name, result }) => ({ title: name, ...result })), { type: 'null' }],
    description: 'By `kind`; null until it has succeeded.',
  }),
  error: nullable(Type.Object({ code: Type.String(), title: Type.String(), detail: Type.String() })),
});

export const startedSchema = Type.Object({ job_id: Type.String(), analysis_id: Type.Integer() });
