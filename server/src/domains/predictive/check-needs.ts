import type { Need } from './kind.ts';
import { predictiveErrors } from './predictive.errors.ts';
import type { DataState } from './predictive.repository.ts';
import { findShape, type Shapes } from './source.ts';

/** What is asked of a dataset's description. */
export interface ShapeDataset {
  name: string;
  rowCount: number;
  updatedAt: Date;
  columns: { name: string; type: string }[];
}

interface Datasets {
  getDataset(organizationId: number, name: string): Promise<ShapeDataset>;
}

const FITTING: Record<Exclude<Need['columns'][string], 'any'>, readonly string[]> = {
  time: ['date', 'timestamp'],
  number: ['integer', 'number'],
};

/**
 * The datasets that an analysis will read, as they stand. Optional ones that lack something are left out.
 * @throws AppError data_missing, column_unfit
 */
export async function checkNeeds(datasets: Datasets, organizationId: number, needs: readonly Need[]) {
  const shapes: Record<string, string[]> = {};
  const dataState: DataState[] = [];
  for (const need of needs) {
    const dataset = await findShape(datasets.getDataset, organizationId, need.dataset);
    const found = new Map(dataset?.columns.map(({ name, type }) => [name, type]));
    if (!checkColumns(need, found) || !dataset) continue;
    shapes[need.dataset] = [...found.keys()];
    dataState.push({
      dataset: dataset.name,
      rows: dataset.rowCount,
      updated_at: dataset.updatedAt.toISOString(),
    });
  }
  return { shapes: shapes satisfies Shapes, dataState };
}

/** Whether it can be read. @throws AppError data_missing, column_unfit, where it must be */
function checkColumns({ dataset, columns, isOptional = false }: Need, found: ReadonlyMap<string, string>): boolean {
  const names = Object.keys(columns);
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) {
    if (isOptional) return false;
    throw predictiveErrors.data_missing({
      dataset,
      columns: names.join(', '),
      missing: missing.join(', '),
      exists: found.size > 0 ? 'yes' : 'no',
    });
  }
  const unfit = names.find((name) => {
    const wanted = columns[name] ?? 'any';
    return wanted !== 'any' && !FITTING[wanted].includes(found.get(name) ?? '');
  });
  if (unfit === undefined) return true;
  if (isOptional) return false;
  throw predictiveErrors.column_unfit({ dataset, column: unfit, wanted: columns[unfit] ?? 'any' });
}
