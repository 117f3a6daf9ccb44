import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { Http } from '../../http/http.ts';
import { limitOf, pageOf, pageQuery, readIdCursor } from '../../http/page.ts';
import { actorOf, principalOf } from '../../http/principal.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { dataErrors } from './data.errors.ts';
import type { Dataset } from './data.repository.ts';
import {
  datasetParams,
  datasetSchema,
  datasetWithSampleSchema,
  importHeaders,
  importParams,
  importQuery,
  importSchema,
  sampleBody,
  startedImportSchema,
  startedSampleSchema,
  uploadBody,
} from './data.schema.ts';
import type { DataService } from './data.service.ts';
import type { Import } from './imports/imports.repository.ts';
import { writeRejectedRows } from './imports/rejected-rows-file.ts';

interface DataRoutesDeps {
  data: DataService;
  messages: Messages;
}

export async function registerDataRoutes(http: Http, deps: DataRoutesDeps): Promise<void> {
  registerDatasetRoutes(http, deps);
  registerImportRoutes(http, deps);
  registerSampleRoute(http, deps);
  await http.register(async (scope) => {
    // Only here is a body taken as a stream; everywhere else a CSV body is refused.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['text/csv', 'text/tab-separated-values'], (_request, payload, done) =>
      done(null, payload),
    );
    registerUploadRoute(scope, deps);
  });
}

function registerDatasetRoutes(http: Http, { data }: DataRoutesDeps): void {
  http.get(
    '/api/v1/data/datasets',
    {
      config: { permission: 'data:read', operation: 'datasets.list' },
      schema: {
        tags: ['Data'],
        summary: 'List datasets, latest first',
        querystring: pageQuery,
        response: { 200: pageOf(datasetSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const before = readIdCursor(request.query);
      const datasets = await data.listDatasets(principalOf(request).organizationId, before, limit);
      const page = more(datasets, ({ id }) => id);
      return { ...page, items: page.items.map(toDataset) };
    },
  );
  http.get(
    '/api/v1/data/datasets/:name',
    {
      config: { permission: 'data:read', operation: 'datasets.get' },
      schema: {
        tags: ['Data'],
        summary: 'A dataset and its first rows',
        params: datasetParams,
        response: { 200: datasetWithSampleSchema },
      },
    },
    async (request) => {
      const { organizationId } = principalOf(request);
      const dataset = await data.getDataset(organizationId, request.params.name);
      const rows = await data.listSampleRows(organizationId, dataset);
      return { ...toDataset(dataset), sample_rows: rows.map((row) => toRecord(dataset, row)) };
    },
  );
  http.delete(
    '/api/v1/data/datasets/:name',
    {
      config: { permission: 'data:delete', operation: 'datasets.remove' },
      schema: { tags: ['Data'], summary: 'Delete a dataset with all its rows', params: datasetParams },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await data.removeDataset(principal.organizationId, request.params.name, actorOf(principal));
      return reply.code(204).send(null);
    },
  );
}

function registerSampleRoute(http: Http, { data }: DataRoutesDeps): void {
  http.post(
    '/api/v1/data/sample',
    {
      config: { permission: 'data:create', operation: 'sample.create' },
      schema: {
        tags: ['Data'],
        summary: 'Make a sample company',
        description:
          'Three years of a made-up company that sells garden and outdoor goods: customers, products, orders, order_lines, leads, service_requests, inventory_levels, stock_movements and marketing_spend. Refused where one of these datasets is there already.',
        body: sampleBody,
        response: { 202: startedSampleSchema },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const jobId = await data.sample.start(principal.organizationId, request.body, actorOf(principal));
      return reply.code(202).send({ job_id: jobId });
    },
  );
}

function registerImportRoutes(http: Http, { data, messages }: DataRoutesDeps): void {
  const words = (found: Import, language: LanguageCode) =>
    toImport(found, (key, params) => messages.translate(language, key, params));

  http.get(
    '/api/v1/data/imports',
    {
      config: { permission: 'data:read', operation: 'imports.list' },
      schema: {
        tags: ['Data'],
        summary: 'List imports, latest first',
        querystring: importQuery,
        response: { 200: pageOf(importSchema) },
      },
    },
    async (request) => {
      const { limit, more } = limitOf(request.query);
      const filter = { dataset: request.query.dataset ?? null, before: readIdCursor(request.query), limit };
      const page = more(await data.imports.list(principalOf(request).organizationId, filter), ({ id }) => id);
      return { ...page, items: page.items.map((found) => words(found, request.language)) };
    },
  );
  http.get(
    '/api/v1/data/imports/:id',
    {
      config: { permission: 'data:read', operation: 'imports.get' },
      schema: {
        tags: ['Data'],
        summary: 'What came of an import',
        params: importParams,
        response: { 200: importSchema },
      },
    },
    async (request) => {
      const found = await data.imports.get(principalOf(request).organizationId, request.params.id);
      return words(found, request.language);
    },
  );
  http.get(
    '/api/v1/data/imports/:id/rejected-rows',
    {
      config: { permission: 'data:read', operation: 'imports.rejected_rows' },
      schema: {
        tags: ['Data'],
        summary: 'The rows that were left out, as a CSV file',
        description:
          'One line a fault: line of the file, column, reason, value, and the row as it was. At most 100,000 faults are kept.',
        params: importParams,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { organizationId } = principalOf(request);
      const found = await data.imports.get(organizationId, request.params.id);
      const reasonText = reasonTextIn(request.language, messages);
      const file = writeRejectedRows(data.imports.readRejections(organizationId, found.id), reasonText);
      const name = encodeURIComponent(`${found.dataset}-rejected-rows-${found.id}.csv`);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Readable.from(file));
    },
  );
}

function registerUploadRoute(http: Http, { data }: DataRoutesDeps): void {
  http.post(
    '/api/v1/data/datasets/:name/imports',
    {
      config: { permission: 'data:create', operation: 'imports.create' },
      schema: {
        tags: ['Data'],
        summary: 'Import a CSV file',
        description:
          'The body is the file, in UTF-8; delimiter and types are found. Makes the dataset where there is none, else adds rows: columns meet by name. Rows that do not fit are left out and listed.',
        consumes: ['text/csv'],
        body: uploadBody,
        params: datasetParams,
        headers: importHeaders,
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
        body: readBody(request),
      });
      return reply.code(202).send({ job_id: jobId, import_id: importId });
    },
  );
}

async function* readBody(request: FastifyRequest): AsyncGenerator<Uint8Array> {
  const { body } = request;
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

function toDataset(dataset: Dataset) {
  return {
    name: dataset.name,
    row_count: dataset.rowCount,
    columns: dataset.columns.map(({ name, label, type, nullable }) => ({ name, label, type, nullable })),
    created_at: dataset.createdAt.toISOString(),
    updated_at: dataset.updatedAt.toISOString(),
  };
}

function toRecord({ columns }: Dataset, row: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
}

function reasonTextIn(language: LanguageCode, messages: Messages) {
  return ({ reason, value }: { reason: string; value: string | null }): string =>
    messages.translate(language, `data.rejections.${reason}`, { value: value ?? '' });
}

type Translate = (key: string, params: Record<string, string | number>) => string;

function toImport(found: Import, translate: Translate) {
  return {
    id: found.id,
    dataset: found.dataset,
    file_name: found.fileName,
    size_bytes: found.sizeBytes,
    job_id: found.jobId,
    status: found.status,
    rows_imported: found.rowsImported,
    rows_rejected: found.rowsRejected,
    created_at: found.createdAt.toISOString(),
    finished_at: found.finishedAt?.toISOString() ?? null,
    columns: (found.columns ?? found.profile.columns).map(({ name, label, type }) => ({ name, label, type })),
    rejections: (found.rejections ?? []).map(({ reason, column, rows, firstLine, example }) => ({
      reason,
      reason_text: translate(`data.rejections.${reason}`, { value: example ?? '' }),
      column,
      rows,
      first_line: firstLine,
      example,
    })),
    notes: (found.notes ?? found.profile.notes).map(({ code, params }) => ({
      code,
      text: translate(`data.notes.${code}`, params),
    })),
  };
}
