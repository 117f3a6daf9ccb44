import { Value } from 'typebox/value';
import type { Static } from 'typebox';
import { httpErrors } from '../../../http/http.errors.ts';
import { limitOf } from '../../../http/page.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { type RowFilter, rowFilterSchema } from '../tables/row-filter.ts';
import type { PageEnd, PageRequest } from './record-pages.ts';
import type { recordsQuery } from './records.schema.ts';

/** What a list of records was asked for. @throws AppError invalid_cursor, records_filter_invalid */
export function readPageRequest(query: Static<typeof recordsQuery>): PageRequest {
  const { sort = null, select, search = null } = query;
  return {
    // limitOf asks for one row more than the page.
    limit: limitOf(query).limit - 1,
    sort,
    select: select === undefined ? null : select.split(',').map((name) => name.trim()),
    search,
    filter: query.filter === undefined ? null : readFilter(query.filter),
    after: query.cursor === undefined ? null : readEnd(query.cursor, sort),
  };
}

function readFilter(text: string): RowFilter {
  const filter = parse(text);
  if (!Value.Check(rowFilterSchema, filter)) throw datasetErrors.records_filter_invalid();
  return filter;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A page's end counts only in the order that it was the end in. */
export function toCursor(end: PageEnd | null, sort: string | undefined): string | null {
  if (end === null) return null;
  return Buffer.from(JSON.stringify([sort ?? null, end.rowId, end.value])).toString('base64url');
}

function readEnd(cursor: string, sort: string | null): PageEnd {
  const parts = parse(Buffer.from(cursor, 'base64url').toString());
  const [order, rowId, value]: unknown[] = Array.isArray(parts) ? parts : [];
  const isValue = value === null || (typeof value === 'string' && !value.includes('\0') && value.isWellFormed());
  if (order !== sort || typeof rowId !== 'number' || !Number.isSafeInteger(rowId) || !isValue) {
    throw httpErrors.invalid_cursor();
  }
  return { rowId, value };
}
