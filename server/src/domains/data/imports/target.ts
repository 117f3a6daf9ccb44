import type { TargetColumn } from '../csv/converter.ts';
import type { Note } from '../csv/header.ts';
import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';

/** Where the rows of a file go. */
export interface Target {
  /** The columns that the file fills, in the order in which their values are written. */
  columns: TargetColumn[];
  /** Columns that the dataset does not have yet. */
  added: DatasetColumn[];
  /** Columns that the file says nothing of. */
  missing: DatasetColumn[];
  notes: Note[];
}

/**
 * Fits a file to its dataset, or to a new one: columns meet by name, and those that exist keep their types.
 * @throws AppError no_column_matches, dataset_too_wide
 */
export function planTarget(name: string, dataset: Dataset | null, profile: FileProfile): Target {
  const existing = new Map(dataset?.columns.map((column) => [column.name, column]));
  const known = profile.columns.filter((column) => existing.has(column.name));
  const added = profile.columns.filter((column) => !existing.has(column.name));
  if (dataset && known.length === 0) {
    throw dataErrors.no_column_matches({ dataset: name, columns: listNames(dataset.columns) });
  }
  if (existing.size + added.length > MAX_COLUMNS) {
    throw dataErrors.dataset_too_wide({ columns: existing.size + added.length, limit: MAX_COLUMNS });
  }
  const filled = new Set(profile.columns.map((column) => column.name));
  return {
    columns: profile.columns.map((column) => toTarget(column, existing.get(column.name))),
    added: added.map((column) => ({
      name: column.name,
      label: column.label === '' ? column.name : column.label,
      type: column.type,
      dateOrder: column.dateOrder,
      // The rows that are there already have no value in it.
      nullable: (dataset?.rowCount ?? 0) > 0,
    })),
    missing: [...existing.values()].filter((column) => !filled.has(column.name)),
    notes: dataset ? added.map(({ name: column }) => ({ code: 'column_added', params: { column } })) : [],
  };
}

function toTarget(column: ProfiledColumn, existing: DatasetColumn | undefined): TargetColumn {
  const { name, index } = column;
  const evident = column.orderIsEvident ? column.dateOrder : null;
  return {
    name,
    index,
    type: existing?.type ?? column.type,
    dateOrder: evident ?? existing?.dateOrder ?? column.dateOrder,
  };
}

const MOST_NAMES = 20;

function listNames(columns: readonly DatasetColumn[]): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => name);
  return [...names, ...(columns.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
