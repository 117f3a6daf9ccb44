import type { Database } from '../../platform/db/database.ts';
import { isAppError } from '../../platform/errors.ts';
import { createQueryService, createReadOnly, createTableReader } from '../data/index.ts';
import type { Row, Source } from './kind.ts';
import { predictiveErrors } from './predictive.errors.ts';

/** Columns of the datasets that an analysis may read. */
export type Shapes = Readonly<Record<string, readonly string[]>>;

interface SourceDeps {
  database: Database;
  organizationId: number;
  shapes: Shapes;
  signal: AbortSignal;
}

/** As many as a query may give. */
const MOST_ROWS = 50_000;

/** Reads an organization's datasets as its own role, over the connections of whoever asks. */
export function createSource({ database, organizationId, shapes, signal }: SourceDeps): Source {
  const queries = createQueryService({ database, readOnly: createReadOnly(database), now: () => new Date() });
  const tables = createTableReader(database);
  return {
    has: (dataset, ...columns) => columns.every((column) => shapes[dataset]?.includes(column) ?? false),

    async query(query) {
      const { columns, rows, isTruncated } = await queries.run(organizationId, { ...query, limit: MOST_ROWS }, signal);
      if (isTruncated) throw predictiveErrors.too_many_groups({ limit: MOST_ROWS });
      return rows.map((row): Row => Object.fromEntries(columns.map(({ name }, place) => [name, row[place]])));
    },

    async columns(dataset, columns, filter) {
      const request = { organizationId, dataset, columns, signal, ...(filter === undefined ? {} : { filter }) };
      const table = await tables.read(request);
      return new Map(table.columns.map((column) => [column.name, column]));
    },
  };
}

/** To an analysis, a dataset that is not there is one that it cannot read. */
export async function findShape<Shape>(
  getDataset: (organizationId: number, name: string) => Promise<Shape>,
  organizationId: number,
  name: string,
): Promise<Shape | null> {
  return getDataset(organizationId, name).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'dataset_not_found') return null;
    throw error;
  });
}
