import type { TargetColumn } from '../csv/converter.ts';
import type { Note } from '../csv/header.ts';
import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { columnsOfStandard } from '../datasets/make-dataset.ts';
import { findStandardDataset, fitsStandard } from '../datasets/standard.ts';

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
 * Fits a file to its dataset, or to a new one: columns meet by name, and those that exist keep their types. A new one that
 * has the name and the essential columns of a standard dataset gets all of its columns.
 * @throws AppError no_column_matches, dataset_too_wide
 */
export function planTarget(name: string, dataset: Dataset | null, profile: FileProfile): Target {
  const standard = dataset ? [] : standardColumns(name, profile);
  const existing = new Map([...(dataset?.columns ?? []), ...standard].map((column) => [column.name, column]));
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
    added: [
      ...standard.map((column) => ({ ...column, nullable: !filled.has(column.name) })),
      ...added.map((column) => ({
        name: column.name,
        label: column.label === '' ? column.name : column.label,
        type: column.type,
        dateOrder: column.dateOrder,
        // The rows that are there already have no value in it.
        nullable: (dataset?.rowCount ?? 0) > 0,
        isKey: false,
        role: null,
        currency: null,
      })),
    ],
    missing: (dataset?.columns ?? []).filter((column) => !filled.has(column.name)),
    notes: [
      ...(dataset ? added.map(({ name: column }): Note => ({ code: 'column_added', params: { column } })) : []),
      ...(dataset || standard.length > 0 ? [] : notesOnStandard(name)),
    ],
  };
}

/** The columns of the standard dataset that the file is of, none where it is of another. Its numbers may have fractions. */
function standardColumns(name: string, profile: FileProfile): DatasetColumn[] {
  const standard = findStandardDataset(name);
  const types = new Map(profile.columns.map((column) => [column.name, column]));
  if (!standard || !fitsStandard(standard, new Set(types.keys()))) return [];
  const isText = (column: string): boolean => (types.get(column)?.type ?? 'integer') !== 'integer';
  return columnsOfStandard(standard, isText).map((column) => {
    const found = types.get(column.name);
    if (!found) return column;
    const type = column.type === 'integer' && found.type === 'number' ? 'number' : column.type;
    return { ...column, type, label: found.label === '' ? column.name : found.label, dateOrder: found.dateOrder };
  });
}

function notesOnStandard(name: string): Note[] {
  const standard = findStandardDataset(name);
  return standard ? [{ code: 'not_standard', params: { dataset: name, columns: standard.required.join(', ') } }] : [];
}

function toTarget(column: ProfiledColumn, existing: DatasetColumn | undefined): TargetColumn {
  const { name, index } = column;
  const evident = column.orderIsEvident ? column.dateOrder : null;
  return {
    name,
    index,
    type: existing?.type ?? column.type,
    mark: column.mark ?? '.',
    required: column.required ?? false,
    dateOrder: evident ?? existing?.dateOrder ?? column.dateOrder,
  };
}

const MOST_NAMES = 20;

function listNames(columns: readonly DatasetColumn[]): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => name);
  return [...names, ...(columns.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
