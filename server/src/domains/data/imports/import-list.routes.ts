import { Readable } from 'node:stream';
import type { Http } from '../../../http/http.ts';
import { limitOf, pageOf, readIdCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { messageOf } from '../csv/rejections.ts';
import { importParams, importQuery, importSchema } from '../data.schema.ts';
import type { DataService } from '../data.service.ts';
import type { Import } from './imports.repository.ts';
import { type StoredRejection, writeRejectedRows } from './rejected-rows-file.ts';

interface ImportRoutesDeps {
  data: Pick<DataService, 'imports'>;
  messages: Messages;
}

/** Routes that tell of imports. */
export function registerImportRoutes(http: Http, { data, messages }: ImportRoutesDeps): void {
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

function reasonTextIn(language: LanguageCode, messages: Messages) {
  return ({ reason, value, params }: StoredRejection): string =>
    messages.translate(language, messageOf(reason), { value: value ?? '', ...params });
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
    rows_updated: found.rowsUpdated,
    rows_rejected: found.rowsRejected,
    created_at: found.createdAt.toISOString(),
    finished_at: found.finishedAt?.toISOString() ?? null,
    undone_at: found.undoneAt?.toISOString() ?? null,
    undo: toUndo(found),
    columns: (found.columns ?? found.profile.columns).map(({ name, label, type }) => ({ name, label, type })),
    rejections: (found.rejections ?? []).map(({ reason, column, rows, firstLine, example, params }) => ({
      reason,
      reason_text: translate(messageOf(reason), { value: example ?? '', ...params }),
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

function toUndo({ undoOutcome }: Import) {
  if (undoOutcome === null) return null;
  const { removed, restored, left, examples } = undoOutcome;
  return { rows_removed: removed, rows_restored: restored, rows_left: left, left: examples };
}
