import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Column } from '../../../numeric/index.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { ColumnType } from '../csv/inference.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, type DatasetColumn, findDataset } from '../data.repository.ts';
import { readRows, type TakeValue } from './copy-decoder.ts';
import { createDictionary } from './dictionary.ts';
import { dayIn } from '../query/calendar.ts';
import { findHome } from '../query/query.repository.ts';
import { type AsOf, columnsOfFilter, filterToSql, type TableFilter } from './row-filter.ts';
import { copyOut } from './table-statements.ts';

export interface TableRequest {
  organizationId: number;
  dataset: string;
  /** In the order in which they are answered. */
  columns: readonly string[];
  /** Only rows that fulfil it. */
  filter?: TableFilter;
  /** When and where the filter is asked: default now, where the organization is at home. */
  asOf?: AsOf | null;
  signal?: AbortSignal;
}

export interface Table {
  rows: number;
  columns: Column[];
}

export interface TableReader {
  /**
   * @returns the table; `asOf` is null where there is no filter
   * @throws AppError dataset_not_found, columns_not_found, filter_does_not_fit
   */
  read(request: TableRequest): Promise<Table & { asOf: AsOf | null }>;
}

/** Reads columns of a dataset whole into typed arrays, as `numeric` takes them. Serves a worker thread as well. */
export function createTableReader(database: Database): TableReader {
  return {
    read: ({ organizationId, dataset: name, columns: names, filter, asOf: asked, signal }) =>
      database.business(organizationId, async ({ client, schema, asPlatform }) => {
        const dataset = await asPlatform((db) => findDataset(db, organizationId, name));
        if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
        const columns = pickColumns(dataset, names);
        const asOf = filter ? (asked ?? (await asPlatform((db) => findAsOf(db, organizationId)))) : null;
        const condition = filter && asOf ? toCondition(dataset, filter, asOf) : undefined;
        await client.query(BY_INDEX);
        const statement = copyOut({ schema, table: name, columns, condition });
        const expectedRows = filter ? 0 : dataset.rowCount;
        const table = await readCopy(client, statement, columns, { expectedRows, signal }).catch((error: unknown) => {
          throw filter && isBadPattern(error) ? misfit(name, columnsOfFilter(filter).join(', ')) : error;
        });
        return { ...table, asOf };
      }),
  };
}

async function findAsOf(db: Db, organizationId: number): Promise<AsOf> {
  const { timeZone } = await findHome(db, organizationId);
  return { date: dayIn(timeZone, new Date()), timeZone };
}

/** Only PostgreSQL can tell whether it takes a regular expression. */
const isBadPattern = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '2201B';

/** What a COPY statement in binary format sends, whose values are those of these columns. */
export async function readCopy(
  client: pg.ClientBase,
  statement: string,
  columns: readonly Pick<DatasetColumn, 'name' | 'type'>[],
  { expectedRows, signal }: { expectedRows: number; signal?: AbortSignal | undefined },
): Promise<Table> {
  const sinks = columns.map((column) => createSink(column, expectedRows));
  const stream = client.query(copyTo(statement));
  const takes = sinks.map(({ take }) => take);
  const rows = await readRows(stream, takes, signal);
  return { rows, columns: sinks.map((sink) => sink.finish(rows)) };
}

/** Rows lie nearly in the order of their numbers: walking the index costs less than sorting, and the first come at once. */
const BY_INDEX = 'set local enable_sort = off; set local max_parallel_workers_per_gather = 0';

/** @throws AppError columns_not_found, filter_does_not_fit */
function toCondition(dataset: Dataset, filter: TableFilter, asOf: AsOf): string {
  const condition = filterToSql(filter, dataset.columns, asOf);
  if (typeof condition === 'string') return condition;
  const { part, column } = condition;
  if (part === 'column') pickColumns(dataset, [column]);
  throw misfit(dataset.name, column);
}

const misfit = (dataset: string, column: string) => dataErrors.filter_does_not_fit({ dataset, column });

/** The columns of a dataset by name. @throws AppError columns_not_found */
function pickColumns(dataset: Dataset, names: readonly string[]): DatasetColumn[] {
  const known = new Map(dataset.columns.map((column) => [column.name, column]));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length > 0) {
    throw dataErrors.columns_not_found({ dataset: dataset.name, columns: missing.join(', '), count: missing.length });
  }
  return names.flatMap((name) => known.get(name) ?? []);
}

interface Sink {
  take: TakeValue;
  finish(rows: number): Column;
}

const DAY_MS = 86_400_000;
/** 2000-01-01, from which PostgreSQL counts days and microseconds. */
const POSTGRES_EPOCH_MS = 946_684_800_000;

const decoders: Record<Exclude<ColumnType, 'text'>, (bytes: Buffer, start: number) => number> = {
  integer: readInt64,
  number: (bytes, start) => bytes.readDoubleBE(start),
  boolean: (bytes, start) => bytes[start] ?? 0,
  date: (bytes, start) => bytes.readInt32BE(start) * DAY_MS + POSTGRES_EPOCH_MS,
  timestamp: (bytes, start) => readInt64(bytes, start) / 1000 + POSTGRES_EPOCH_MS,
};

function readInt64(bytes: Buffer, start: number): number {
  return bytes.readInt32BE(start) * 2 ** 32 + bytes.readUInt32BE(start + 4);
}

const kinds = {
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  date: 'time',
  timestamp: 'time',
} as const;

function createSink({ name, type }: Pick<DatasetColumn, 'name' | 'type'>, expectedRows: number): Sink {
  return type === 'text' ? createTextSink(name, expectedRows) : createValueSink(name, type, expectedRows);
}

function createValueSink(name: string, type: Exclude<ColumnType, 'text'>, expectedRows: number): Sink {
  const decode = decoders[type];
  let values = new Float64Array(expectedRows);
  return {
    take(row, bytes, start, length) {
      if (row >= values.length) {
        const larger = new Float64Array(roomFor(row));
        larger.set(values);
        values = larger;
      }
      values[row] = length < 0 ? Number.NaN : decode(bytes, start);
    },
    finish: (rows) => ({ name, kind: kinds[type], values: values.subarray(0, rows) }),
  };
}

function createTextSink(name: string, expectedRows: number): Sink {
  const dictionary = createDictionary();
  let codes = new Int32Array(expectedRows);
  return {
    take(row, bytes, start, length) {
      if (row >= codes.length) {
        const larger = new Int32Array(roomFor(row));
        larger.set(codes);
        codes = larger;
      }
      codes[row] = length < 0 ? -1 : dictionary.codeOf(bytes, start, start + length);
    },
    finish: (rows) => ({ name, kind: 'text', codes: codes.subarray(0, rows), dictionary: dictionary.toTexts() }),
  };
}

function roomFor(row: number): number {
  return Math.max(1024, Math.ceil(row * 1.5));
}
