import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { type Actor, type Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, findDataset } from '../data.repository.ts';
import { filterToSql, type RowFilter } from '../tables/row-filter.ts';
import { copyAsCsv, copyAsJsonl, type CsvHabit, type ExportedTable, writeHeadings } from './export-statements.ts';

export interface ExportRequest extends CsvHabit {
  format: 'csv' | 'jsonl';
  compression: 'none' | 'gzip';
  /** Before the text, for spreadsheets that take a file without one for another encoding. */
  byteOrderMark: boolean;
  /** Null: all. */
  columns: readonly string[] | null;
  filter: RowFilter | null;
}

interface ExportDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
}

/** Each holds a connection for as long as its reader takes. */
const MOST_AT_ONCE = 4;
/** A reader that takes nothing for so long has gone. */
const SILENT_MS = 60_000;

export function createExportService({ database, audit }: ExportDeps) {
  let running = 0;

  async function send(organizationId: number, dataset: Dataset, request: ExportRequest, out: PassThrough) {
    const columns = pickColumns(dataset, request.columns);
    const condition = request.filter === null ? undefined : toCondition(dataset, request.filter);
    await database.business(organizationId, async ({ client, schema }) => {
      const table: ExportedTable = { schema, table: dataset.name, columns, condition };
      await client.query('set transaction read only; set local enable_sort = off');
      if (request.format === 'csv') {
        out.write(`${request.byteOrderMark ? '\ufeff' : ''}${writeHeadings(table, request)}`);
      }
      const statement = request.format === 'csv' ? copyAsCsv(table, request) : copyAsJsonl(table);
      await pipeline(client.query(copyTo(statement)), out);
    });
  }

  return {
    /**
     * The rows of a dataset in the order of their numbers, as a stream of bytes.
     * @throws AppError dataset_not_found, columns_not_found, filter_does_not_fit, exports_busy
     */
    async open(organizationId: number, name: string, request: ExportRequest, actor: Actor): Promise<Readable> {
      const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
      if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
      pickColumns(dataset, request.columns);
      if (request.filter) toCondition(dataset, request.filter);
      if (running >= MOST_AT_ONCE) throw dataErrors.exports_busy({ limit: MOST_AT_ONCE });
      running += 1;
      try {
        await database.transaction(organizationId, (db) =>
          audit.record(db, organizationId, {
            actor,
            action: 'dataset.exported',
            subject: { kind: 'dataset', id: dataset.name },
            detail: { format: request.format, columns: request.columns, filtered: request.filter !== null },
          }),
        );
      } catch (error) {
        running -= 1;
        throw error;
      }
      const out = new PassThrough({ highWaterMark: 256 * 1024 });
      const watch = watchReader(out);
      send(organizationId, dataset, request, out)
        .catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))))
        .finally(() => {
          clearInterval(watch);
          running -= 1;
        });
      if (request.compression === 'none') return out;
      const packed = createGzip();
      pipeline(out, packed).catch(() => {});
      return packed;
    },
  };
}

/** Ends an export whose reader takes nothing any longer: it would hold its connection for ever. */
function watchReader(out: PassThrough): NodeJS.Timeout {
  let seen = -1;
  let taken = 0;
  out.on('data', ({ length }: Buffer) => (taken += length));
  out.pause();
  const watch = setInterval(() => {
    if (taken === seen && out.readableLength > 0) out.destroy(new Error('The reader of an export takes nothing'));
    seen = taken;
  }, SILENT_MS);
  return watch.unref();
}

function pickColumns(dataset: Dataset, names: readonly string[] | null): Dataset['columns'] {
  if (names === null) return dataset.columns;
  const known = new Map(dataset.columns.map((column) => [column.name, column]));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) {
    throw dataErrors.columns_not_found({ dataset: dataset.name, columns: missing.join(', '), count: missing.length });
  }
  return [...new Set(names)].flatMap((name) => known.get(name) ?? []);
}

function toCondition(dataset: Dataset, filter: RowFilter): string {
  const condition = filterToSql(filter, dataset.columns);
  if (typeof condition === 'string') return condition;
  throw dataErrors.filter_does_not_fit({ dataset: dataset.name, column: condition.column });
}
