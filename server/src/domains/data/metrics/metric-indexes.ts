import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import type { Definition } from './metrics.schema.ts';

/** A smaller table is read whole faster than by an index, and needs no rollup. */
export const WORTH_ROWS = 20_000;
/** What is being filled is waited for only so long; the next request tries again. */
const LOCK_TIMEOUT_MS = 500;
const LOCK_NOT_AVAILABLE = '55P03';

interface Wanted {
  dataset: Dataset;
  column: string;
}

const has = ({ columns }: Dataset, column: string): boolean => columns.some(({ name }) => name === column);

/**
 * The indexes by which a metric finds the rows of a period: the column of its time, and in what it is about the columns
 * by which that dataset is joined, so that few orders do not mean reading all of their lines.
 */
export function indexesOf(definition: Definition, datasets: ReadonlyMap<string, Dataset>): Wanted[] {
  const base = datasets.get(definition.dataset ?? '');
  if (!base) return [];
  const wanted: Wanted[] = [];
  const { field } = definition.time;
  if (has(base, field)) wanted.push({ dataset: base, column: field });
  else {
    for (const { dataset: name, as = name, on } of definition.joins ?? []) {
      const joined = datasets.get(name);
      const column = field.startsWith(`${as}.`) ? field.slice(as.length + 1) : null;
      if (!joined || column === null || !has(joined, column)) continue;
      wanted.push({ dataset: joined, column });
      const keys = on?.map((pair) => pair.column) ?? joined.columns.filter(({ isKey }) => isKey).map((key) => key.name);
      for (const key of keys) if (has(base, key)) wanted.push({ dataset: base, column: key });
    }
  }
  return wanted.filter(({ dataset, column }) => {
    const isKey = dataset.columns.some(({ name, isKey: key }) => name === column && key);
    return dataset.rowCount >= WORTH_ROWS && !isKey;
  });
}

/** Makes the indexes that a metric needs when its values are asked for the first time: most columns never need one. */
export function createMetricIndexes(database: Database) {
  const there = new Set<string>();
  return {
    async ensure(organizationId: number, wanted: readonly Wanted[]): Promise<void> {
      for (const { dataset, column } of wanted) {
        const name = `metric_${createHash('sha256').update(`${dataset.name}\0${column}`).digest('hex').slice(0, 24)}`;
        const key = `${organizationId} ${dataset.id} ${name}`;
        if (there.has(key)) continue;
        try {
          await database.business(organizationId, async ({ client, schema }) => {
            const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(dataset.name)}`;
            await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
            await client.query(`create index if not exists ${name} on ${table} (${pg.escapeIdentifier(column)})`);
          });
          there.add(key);
        } catch (error) {
          const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
          if (code !== LOCK_NOT_AVAILABLE) throw error;
        }
      }
    },
  };
}
