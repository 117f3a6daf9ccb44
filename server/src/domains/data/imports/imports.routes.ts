import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Http } from '../../../http/http.ts';
import { actorOf, principalOf } from '../../../http/principal.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { dataErrors } from '../data.errors.ts';
import { datasetParams, importParams, startedImportSchema, uploadBody } from '../data.schema.ts';
import type { DataService } from '../data.service.ts';
import type { FileFormat } from '../files/reading.ts';
import type { InspectedBeginning } from './file-inspector.ts';
import { readImportOptions } from './import-options.ts';
import {
  fileQuery,
  importFileHeaders,
  inspectionQuery,
  inspectionSchema,
  startedUndoSchema,
} from './imports.schema.ts';

interface ImportRoutesDeps {
  data: Pick<DataService, 'imports'>;
  messages: Messages;
}

/** What a body may be called. Archives are known by their first bytes; these names only let them in. */
const FILE_TYPES = [
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/x-ndjson',
  'application/jsonl',
  'application/gzip',
  'application/zstd',
  'application/zip',
  'application/octet-stream',
];
const JSONL_TYPES = /^application\/(x-ndjson|jsonl)\b/;

/** Routes whose body is a file, and what is done with an import afterwards. */
export async function registerImportFileRoutes(http: Http, deps: ImportRoutesDeps): Promise<void> {
  registerUndoRoute(http, deps);
  await http.register(async (scope) => {
    // Only here is a body taken as a stream; everywhere else a CSV body is refused.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(FILE_TYPES, (_request, payload, done) => done(null, payload));
    registerUploadRoute(scope, deps);
    registerInspectionRoute(scope, deps);
  });
}

function registerUploadRoute(http: Http, { data }: ImportRoutesDeps): void {
  http.post(
    '/api/v1/data/datasets/:name/imports',
    {
      config: { permission: 'data:create', operation: 'imports.create' },
      schema: {
        tags: ['Data'],
        summary: 'Import a CSV or JSONL file',
        description:
          'The body is the file: CSV, TSV or one JSON object a line, plain or packed with gzip, zstd or zip. Encoding, delimiter, types, and how dates and numbers are written are found; `options` overrules. Makes the dataset where there is none, else adds rows: columns meet by name. Rows that do not fit are left out and listed. With `key`, rows whose key is there already change the rows that are there. The same file a second time is refused unless `repeat` says otherwise.',
        consumes: FILE_TYPES,
        body: uploadBody,
        params: datasetParams,
        querystring: fileQuery,
        headers: importFileHeaders,
        response: { 202: startedImportSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { organizationId, organizationLanguage } = principal;
      const { importId, jobId } = await data.imports.start(organizationId, {
        dataset: request.params.name,
        fileName: readFileName(request.headers['x-file-name']),
        actor: actorOf(principal),
        organizationLanguage,
        announcedBytes: Number(request.headers['content-length'] ?? 0),
        ...describeFile(request),
      });
      return reply.code(202).send({ job_id: jobId, import_id: importId });
    },
  );
}

function registerInspectionRoute(http: Http, { data, messages }: ImportRoutesDeps): void {
  http.post(
    '/api/v1/data/imports/inspections',
    {
      config: { permission: 'data:create', operation: 'imports.inspect' },
      schema: {
        tags: ['Data'],
        summary: 'See what an import of a file would do',
        description:
          'The body is the file or its beginning; the first 4 MB are looked at and nothing is kept. Answers how the file would be read, its columns with their types, its first rows, and where its columns might go.',
        consumes: FILE_TYPES,
        body: uploadBody,
        querystring: inspectionQuery,
        response: { 200: inspectionSchema },
      },
    },
    async (request) => {
      const { organizationId, organizationLanguage } = principalOf(request);
      const dataset = request.query.dataset ?? null;
      const found = await data.imports.inspect(organizationId, {
        dataset,
        organizationLanguage,
        ...describeFile(request),
      });
      return toInspection(found, (key, params) => messages.translate(request.language, key, params));
    },
  );
}

function registerUndoRoute(http: Http, { data }: ImportRoutesDeps): void {
  http.post(
    '/api/v1/data/imports/:id/undo',
    {
      config: { permission: 'data:delete', operation: 'imports.undo' },
      schema: {
        tags: ['Data'],
        summary: 'Take an import back',
        description:
          'Removes the rows that the import brought and gives those that it changed their values back. Rows that were changed since by somebody else stay as they are and are counted. A dataset or column that the import made, and that holds nothing else, goes.',
        params: importParams,
        response: { 202: startedUndoSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await data.imports.undo(principal.organizationId, request.params.id, actorOf(principal));
      return reply.code(202).send({ job_id: jobId, import_id: request.params.id });
    },
  );
}

type FileRequest = FastifyRequest<{ Querystring: { options?: string } }>;

function describeFile(request: Pick<FileRequest, 'headers' | 'query' | 'body'>) {
  const { headers, query } = request;
  const header = headers['x-import-options'];
  const announced: FileFormat | null = JSONL_TYPES.test(headers['content-type'] ?? '') ? 'jsonl' : null;
  const options = readImportOptions(query.options ?? (typeof header === 'string' ? header : undefined));
  return { options, format: announced, body: readBody(request) };
}

async function* readBody({ body }: Pick<FastifyRequest, 'body'>): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Readable)) return;
  try {
    // The connection must outlive a refusal, or the answer would not arrive.
    for await (const chunk of body.iterator({ destroyOnReturn: false })) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (cause) {
    throw dataErrors.import_incomplete({}, { cause });
  } finally {
    body.resume();
  }
}

function readFileName(header: string | undefined): string | null {
  if (header === undefined) return null;
  let name = header;
  try {
    name = decodeURIComponent(header);
  } catch {
    // Not percent-encoded after all.
  }
  return (
    name
      .replace(/[\p{Cc}\p{Cs}]/gu, '')
      .slice(0, 255)
      .toWellFormed() || null
  );
}

function toNearest({ near }: InspectedBeginning['profile']['columns'][number]) {
  if (near === undefined) return null;
  const { type, share, misfits, firstMisfit } = near;
  return { type, share, misfits, first_line: firstMisfit?.line ?? null, example: firstMisfit?.value ?? null };
}

type Translate = (key: string, params: Record<string, string | number>) => string;

function toInspection(found: InspectedBeginning, translate: Translate) {
  const { profile, proposals, rows } = found;
  return {
    format: profile.reading?.format ?? 'csv',
    encoding: found.encoding,
    rows_seen: profile.rows,
    is_beginning: found.cut,
    columns: profile.columns.map((column) => ({
      heading: column.label,
      name: column.name,
      type: column.type,
      date_order: column.dateOrder,
      decimal_mark: column.mark ?? null,
      nearest_type: toNearest(column),
    })),
    sample_rows: rows,
    proposed_mapping: { columns: proposals.map(({ heading, column }) => ({ heading, column })) },
    likeness: proposals.map(({ heading, likeness, known }) => ({ heading, likeness, is_known_column: known })),
    saved_mapping: found.saved,
    notes: profile.notes.map(({ code, params }) => ({ code, text: translate(`data.notes.${code}`, params) })),
  };
}
