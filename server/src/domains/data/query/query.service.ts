import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import { type Dataset, findDataset, listDatasets } from '../data.repository.ts';
import { listReferencesFrom, type Reference } from '../datasets/constraints.repository.ts';
import { dayIn, type WeekStart } from './calendar.ts';
import { type CompiledQuery, compileQuery, compileTotals, DEFAULT_LIMIT, type ResultColumn } from './compile.ts';
import type { CompileContext, QueryDataset } from './compile-context.ts';
import { queryErrors } from './query.errors.ts';
import { findHome, hasRepeatedKey, readRows } from './query.repository.ts';
import type { InnerQuery, Query } from './query.schema.ts';
import type { ReadOnly } from './run-read-only.ts';

/** What came of a query. */
export interface QueryResult {
  columns: ResultColumn[];
  /** Values in the order of the columns; times as Date, days as text. */
  rows: unknown[][];
  totals: unknown[] | null;
  /** The columns of `totals`: the measures. */
  totalColumns: ResultColumn[];
  isTruncated: boolean;
  sizeBytes: number;
  durationMs: number;
}

export type QueryService = ReturnType<typeof createQueryService>;

interface QueryDeps {
  database: Database;
  readOnly: ReadOnly;
  now(): Date;
}

const MOST_BYTES = 32 * 1024 * 1024;
const WEEK_STARTS: Record<NonNullable<Query['week_start']>, WeekStart> = { monday: 1, sunday: 0, saturday: 6 };
/** So long a key that was seen not to repeat is believed not to. */
const TRUST_MS = 60_000;
const MOST_TRUSTED = 10_000;

export function createQueryService({ database, readOnly, now }: QueryDeps) {
  const uniqueUntil = new Map<string, number>();

  /** @throws AppError join_not_unique */
  async function checkKeys(
    session: BusinessSession,
    keys: CompiledQuery['uncertainKeys'],
    datasets: ReadonlyMap<string, Dataset>,
  ): Promise<void> {
    for (const { dataset, columns } of keys) {
      const { updatedAt, rowCount } = datasets.get(dataset) ?? {};
      const name = JSON.stringify([session.schema, dataset, columns, updatedAt, rowCount]);
      if ((uniqueUntil.get(name) ?? 0) > now().getTime()) continue;
      if (await hasRepeatedKey(session, dataset, columns)) {
        throw queryErrors.join_not_unique({ dataset, columns: columns.join(', ') });
      }
      if (uniqueUntil.size >= MOST_TRUSTED) uniqueUntil.clear();
      uniqueUntil.set(name, now().getTime() + TRUST_MS);
    }
  }

  /**
   * What a query means, in SQL.
   * @param kept what is asked, where that is a table of the product's own and no dataset
   * @throws AppError query_invalid
   */
  async function prepare(organizationId: number, query: Query, kept?: QueryDataset) {
    const db = database.tenant(organizationId);
    const home = await findHome(db, organizationId);
    const context = contextOf(organizationId, query, home.timeZone, now());
    const found = new Map<string, Dataset>();
    if (kept) return { compiled: compileQuery(query, [kept], context), datasets: [kept], context, found };
    for (const name of namesOf(query)) {
      const dataset = await findDataset(db, organizationId, name);
      if (dataset) found.set(name, dataset);
    }
    const isComplete = found.size === namesOf(query).size;
    // Only to propose a name that is there.
    const known = isComplete ? [...found.values()] : await listDatasets(db, organizationId, null, MOST_PROPOSED);
    const references = needsReferences(query) ? await listReferencesFrom(db, organizationId, known) : [];
    const datasets = known.map((dataset) => toQueryDataset(dataset, home.currency, references));
    return { compiled: compileQuery(query, datasets, context), datasets, context, found };
  }

  return {
    prepare,

    /** The day that it is where the organization is at home. */
    async today(organizationId: number): Promise<string> {
      const { timeZone } = await findHome(database.tenant(organizationId), organizationId);
      return dayOfZone(timeZone, now());
    },

    /** Answers a query. @throws AppError query_invalid, join_not_unique, query_too_long, query_failed */
    async run(organizationId: number, query: Query, signal?: AbortSignal, kept?: QueryDataset): Promise<QueryResult> {
      const { compiled, datasets, context, found } = await prepare(organizationId, query, kept);
      const totals = query.totals === true ? compileTotals(query, datasets, context) : null;
      const limits = { rows: query.limit ?? DEFAULT_LIMIT, sizeBytes: MOST_BYTES };
      const answer = async (session: BusinessSession): Promise<QueryResult> => {
        const start = performance.now();
        await checkKeys(session, compiled.uncertainKeys, found);
        const { rows, isTruncated, sizeBytes } = await readRows(session, compiled, limits, signal);
        const whole = totals && (await readRows(session, totals, limits, signal));
        return {
          columns: compiled.columns,
          rows,
          totals: whole?.rows[0] ?? null,
          totalColumns: totals?.columns ?? [],
          isTruncated,
          sizeBytes,
          durationMs: Math.round((performance.now() - start) * 10) / 10,
        };
      };
      const isOneStatement = !totals && compiled.uncertainKeys.length === 0;
      return readOnly.run(organizationId, signal, answer, isOneStatement ? [] : [...namesOf(query)]);
    },
  };
}

const MOST_PROPOSED = 200;

/** The datasets that a query names, its inner query's too. */
function namesOf(query: Query | InnerQuery): Set<string> {
  const inner = 'of' in query && query.of ? namesOf(query.of) : [];
  const names = [
    ...(query.dataset === undefined ? [] : [query.dataset]),
    ...(query.joins ?? []).map(({ dataset }) => dataset),
  ];
  return new Set([...names.map((name) => name.normalize('NFC')), ...inner]);
}

/** Whether a join leaves it to the declared relations how it is found. */
const needsReferences = (query: Query | InnerQuery): boolean =>
  (query.joins ?? []).some(({ on }) => on === undefined) ||
  ('of' in query && query.of ? needsReferences(query.of) : false);

function toQueryDataset(
  { id, name, columns }: Dataset,
  currency: string,
  references: readonly Reference[],
): QueryDataset {
  const refersTo = new Map(references.flatMap((each) => (each.datasetId === id ? [[each.column, each.dataset]] : [])));
  return {
    name,
    columns: columns.map((column) => ({
      refersTo: refersTo.get(column.name) ?? null,
      name: column.name,
      type: column.type,
      isKey: column.isKey,
      unit: column.role === 'money' ? (column.currency ?? currency) : null,
    })),
  };
}

function contextOf(organizationId: number, query: Query, home: string, now: Date): CompileContext {
  const { time_zone: timeZone = home, week_start: weekStart = 'monday' } = query;
  const today = { date: dayOfZone(timeZone, now), weekStart: WEEK_STARTS[weekStart] };
  return { schema: `org_${organizationId}`, timeZone, today };
}

/** The day that it is in the zone. Offsets such as +05:30 mean the opposite in PostgreSQL. @throws AppError query_invalid */
function dayOfZone(timeZone: string, now: Date): string {
  try {
    if (/^[A-Za-z]/.test(timeZone)) return dayIn(timeZone, now);
  } catch {
    // Told below.
  }
  const params = { zone: timeZone.slice(0, 100).toWellFormed() };
  throw queryErrors.query_invalid({ count: 1 }, { faults: [{ pointer: '/time_zone', code: 'zone_unknown', params }] });
}
