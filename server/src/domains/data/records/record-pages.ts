import { httpErrors } from '../../../http/http.errors.ts';
import type { Database } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { filterToSql, type RowFilter } from '../tables/row-filter.ts';
import { listRows, prepareSession } from './record-table.ts';
import { type RecordValues, toJsonValue } from './record-values.ts';

/** A record as it is answered. */
export interface RecordView {
  /** The value of the key, or the row's number where the dataset has none. */
  key: string;
  values: RecordValues;
}

export interface PageRequest {
  limit: number;
  /** A column, `-` before it for the highest first. */
  sort: string | null;
  /** Names of columns; null: all. */
  select: readonly string[] | null;
  search: string | null;
  filter: RowFilter | null;
  /** Where the page before ended. */
  after: PageEnd | null;
}

export interface PageEnd {
  rowId: number;
  /** The value by which the page is sorted. */
  value: string | null;
}

/** @throws AppError columns_not_found, filter_does_not_fit, sort_not_possible, invalid_cursor */
export async function listPage(
  database: Database,
  organizationId: number,
  dataset: Dataset,
  request: PageRequest,
): Promise<{ records: RecordView[]; end: PageEnd | null }> {
  const { limit, search, filter, after } = request;
  const columns = request.select === null ? dataset.columns : chooseColumns(dataset, request.select);
  const key = dataset.columns.find(({ isKey }) => isKey);
  const read = key && !columns.includes(key) ? [...columns, key] : columns;
  const condition = filter === null ? null : toCondition(dataset, filter);
  const sort = request.sort === null ? null : readSort(dataset, request.sort);
  const query = { columns: read, condition, search, sort, after, limit: limit + 1 };
  const rows = await database.business(organizationId, async (session) => {
    await prepareSession(session);
    return listRows(session, dataset, query).catch((error: unknown) => {
      throw after !== null && isValueError(error) ? httpErrors.invalid_cursor({}, { cause: error }) : error;
    });
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const end = rows.length > limit && last ? { rowId: Number(last[0]), value: readText(last[1]) } : null;
  return { records: page.map((row) => toView(row, read, columns, key)), end };
}

const OWN_CELLS = 2;

function toView(
  row: readonly unknown[],
  read: readonly DatasetColumn[],
  shown: readonly DatasetColumn[],
  key: DatasetColumn | undefined,
): RecordView {
  const values = Object.fromEntries(
    read.map(({ name, type }, place) => [name, toJsonValue(row[OWN_CELLS + place], type)]),
  );
  const name = String(key ? values[key.name] : row[0]);
  if (key && !shown.includes(key)) delete values[key.name];
  return { key: name, values };
}

const readText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** "Data exception": a value that is none of the column's type. */
const isValueError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('22');

function chooseColumns({ name, columns }: Dataset, names: readonly string[]): DatasetColumn[] {
  const missing = names.filter((each) => !columns.some((column) => column.name === each));
  if (missing.length > 0) {
    throw dataErrors.columns_not_found({ dataset: name, columns: missing.join(', '), count: missing.length });
  }
  return columns.filter((column) => names.includes(column.name));
}

/** @throws AppError filter_does_not_fit */
export function toCondition({ name, columns }: Dataset, filter: RowFilter): string {
  const condition = filterToSql(filter, columns);
  if (typeof condition === 'string') return condition;
  throw dataErrors.filter_does_not_fit({ dataset: name, column: condition.column });
}

function readSort({ name, columns }: Dataset, text: string) {
  // A column's own name may begin with a dash.
  const exact = columns.find((column) => column.name === text);
  if (exact) return { column: exact, descending: false };
  const column = text.startsWith('-') ? columns.find((each) => each.name === text.slice(1)) : undefined;
  if (!column) throw datasetErrors.sort_not_possible({ column: text, dataset: name });
  return { column, descending: true };
}
