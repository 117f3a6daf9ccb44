import type { FastifyReply } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import { datasetParams } from '../data.schema.ts';
import type { DataService } from '../data.service.ts';
import { rowFilterSchema } from '../tables/row-filter.ts';
import type { ExportRequest } from './exports.service.ts';

const options = {
  format: Type.Optional(Type.Enum(['csv', 'jsonl'], { description: 'Default: csv.' })),
  compression: Type.Optional(Type.Enum(['none', 'gzip'], { description: 'Default: none.' })),
  delimiter: Type.Optional(Type.Enum(['comma', 'semicolon', 'tab'], { description: 'Default: comma.' })),
  decimal_mark: Type.Optional(Type.Enum(['.', ','], { description: 'Default: a point.' })),
  date_format: Type.Optional(
    Type.Enum(['iso', 'dmy', 'mdy'], { description: '2026-03-31, 31/03/2026 or 03/31/2026. Default: iso.' }),
  ),
  byte_order_mark: Type.Optional(
    Type.Boolean({ description: 'For spreadsheets that else take UTF-8 for something older. Default: false.' }),
  ),
  formulas: Type.Optional(
    Type.Enum(['guard', 'keep'], {
      description:
        'guard puts an apostrophe before texts that a spreadsheet would run, and lets it stand for the empty text; an import takes it off again. Default: guard.',
    }),
  ),
};
const exportQuery = Type.Object(options);
const exportBody = Type.Object(
  {
    ...options,
    columns: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 1600 })),
    filter: Type.Optional(rowFilterSchema),
  },
  { additionalProperties: false, examples: [{ format: 'jsonl', columns: ['customer_id'] }] },
);

const description =
  'The rows in the order in which they came, as a stream. Importing the file gives the same values again: texts stand in quotes, what a spreadsheet would run as a formula carries an apostrophe that the import takes off, times are in UTC to the microsecond.';

/** Routes that give a dataset as a file. */
export function registerExportRoutes(http: Http, { data }: { data: Pick<DataService, 'exports'> }): void {
  const config = { permission: 'data:read', operation: 'exports.create' } as const;
  const produces = ['text/csv', 'application/x-ndjson', 'application/gzip'];
  http.get(
    '/api/v1/data/datasets/:name/exports',
    {
      config,
      schema: {
        tags: ['Data'],
        summary: 'Export a dataset',
        description,
        params: datasetParams,
        querystring: exportQuery,
        produces,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const asked = readRequest(request.query);
      const file = await data.exports.open(principal.organizationId, request.params.name, asked, actorOf(principal));
      return nameFile(reply, request.params.name, asked).send(file);
    },
  );
  http.post(
    '/api/v1/data/datasets/:name/exports',
    {
      config,
      schema: {
        tags: ['Data'],
        summary: 'Export some rows and columns of a dataset',
        description,
        params: datasetParams,
        body: exportBody,
        produces,
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const asked = readRequest(request.body);
      const file = await data.exports.open(principal.organizationId, request.params.name, asked, actorOf(principal));
      return nameFile(reply, request.params.name, asked).send(file);
    },
  );
}

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;

function readRequest(asked: Static<typeof exportBody>): ExportRequest {
  const decimalMark = asked.decimal_mark ?? '.';
  return {
    format: asked.format ?? 'csv',
    compression: asked.compression ?? 'none',
    delimiter: DELIMITERS[asked.delimiter ?? (decimalMark === ',' ? 'semicolon' : 'comma')],
    decimalMark,
    dateFormat: asked.date_format ?? 'iso',
    byteOrderMark: asked.byte_order_mark ?? false,
    guarded: asked.formulas !== 'keep',
    columns: asked.columns ?? null,
    filter: asked.filter ?? null,
  };
}

function nameFile(reply: FastifyReply, dataset: string, { format, compression }: ExportRequest): FastifyReply {
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  const name = encodeURIComponent(`${dataset}.${format}${compression === 'gzip' ? '.gz' : ''}`);
  return reply
    .type(compression === 'gzip' ? 'application/gzip' : type)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`);
}
