import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Http } from '../../../http/http.ts';
import { principalOf } from '../../../http/principal.ts';
import { columnTypes } from '../csv/inference.ts';
import type { ResultColumn } from './compile.ts';
import { querySchema } from './query.schema.ts';
import type { QueryResult, QueryService } from './query.service.ts';
import { chooseFormat, MEDIA_TYPES, resultFormats, toCsv, toRecords } from './result-formats.ts';

export const formatQuery = Type.Object({
  format: Type.Optional(
    Type.Enum([...resultFormats], { description: 'Default: what `Accept` asks for, else `json`.' }),
  ),
});

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const record = Type.Record(Type.String(), Type.Unknown());

export const resultSchema = Type.Object({
  columns: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.Enum([...columnTypes]),
      unit: nullable(Type.String({ description: 'A currency (ISO 4217); null: none.' })),
      kind: Type.Enum(['dimension', 'measure']),
    }),
  ),
  rows: Type.Array(record, { description: 'By the names of the columns.' }),
  totals: nullable(record),
  truncated: Type.Boolean({ description: 'Whether there were more rows than the limit, or than 32 MB hold.' }),
  cost: Type.Object({
    duration_ms: Type.Number({ description: 'In the database.' }),
    rows: Type.Integer(),
    size_bytes: Type.Integer({ description: 'About so much of values.' }),
  }),
});

export function registerQueryRoutes(http: Http, queries: QueryService): void {
  http.post(
    '/api/v1/data/query',
    {
      config: { permission: 'data:read', operation: 'data.query' },
      schema: {
        tags: ['Data'],
        summary: 'Ask the datasets',
        description:
          'Filters, groups by columns and periods of the calendar in the organization’s zone, aggregates, formulas, and compares with an earlier period. JSON, CSV (`text/csv`) or an Arrow stream (`application/vnd.apache.arrow.stream`). Ends by itself after 20 seconds, or when the asker goes away.',
        querystring: formatQuery,
        body: querySchema,
        response: { 200: resultSchema },
      },
    },
    async (request, reply) => {
      const result = await queries.run(principalOf(request).organizationId, request.body, goneOf(reply));
      return sendResult(request, reply, result);
    },
  );
}

/** Aborts when whoever asks is gone before the answer. */
export function goneOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) controller.abort();
  });
  return controller.signal;
}

export async function sendResult(
  request: FastifyRequest<{ Querystring: { format?: (typeof resultFormats)[number] } }>,
  reply: FastifyReply,
  result: QueryResult,
) {
  const format = chooseFormat(request.query.format, request.headers.accept);
  void reply.header('vary', 'accept').header('content-type', MEDIA_TYPES[format]);
  if (format === 'json') return reply.send(toAnswer(result));
  void reply.header('x-truncated', String(result.isTruncated));
  const { columns, rows } = result;
  if (format === 'csv') return reply.send(toCsv(columns, rows));
  // A large library that few ask for.
  const { toArrow } = await import('./arrow-stream.ts');
  return reply.send(Buffer.from(toArrow(columns, rows)));
}

function toAnswer({ columns, rows, totals, totalColumns, isTruncated, durationMs, sizeBytes }: QueryResult) {
  return {
    columns: columns.map(({ name, type, unit, kind }: ResultColumn) => ({ name, type, unit, kind })),
    rows: toRecords(columns, rows),
    totals: totals && (toRecords(totalColumns, [totals])[0] ?? null),
    truncated: isTruncated,
    cost: { duration_ms: durationMs, rows: rows.length, size_bytes: sizeBytes },
  };
}
