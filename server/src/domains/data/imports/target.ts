import type { TargetColumn } from '../csv/converter.ts';
import type { Note } from '../csv/header.ts';
import type { ColumnType } from '../csv/inference.ts';
import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import { MAX_COLUMNS } from '../csv/limits.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { columnsOfStandard } from '../datasets/make-dataset.ts';
import { findStandardDataset, fitsStandard } from '../datasets/standard.ts';
import type { ImportOptions } from './import-options.ts';

/** Where the rows of a file go. */
export interface Target {
  /** The columns that the file fills, in the order in which their values are written. */
  columns: TargetColumn[];
  /** Columns that the dataset does not have yet. */
  added: DatasetColumn[];
  /** Columns that the file says nothing of. */
  missing: DatasetColumn[];
  /** Those on the file among them. */
  notes: Note[];
}

/**
 * Fits a file to its dataset, or to a new one: columns meet by name, and those that exist keep their types. Columns of a
 * standard dataset get its types and roles; those of them that the file lacks are made when something brings them.
 * @throws AppError no_column_matches, dataset_too_wide
 */
export function planTarget(name: string, dataset: Dataset | null, profile: FileProfile): Target {
  const target = planColumns(name, dataset, profile);
  if (dataset && target.added.length === profile.columns.length) {
    throw dataErrors.no_column_matches({ dataset: name, columns: listNames(dataset.columns) });
  }
  const count = target.added.length + (dataset?.columns.length ?? 0);
  if (count > MAX_COLUMNS) throw dataErrors.dataset_too_wide({ columns: count, limit: MAX_COLUMNS });
  return target;
}

/** The same, also where it cannot be done. */
export function planColumns(name: string, dataset: Dataset | null, profile: FileProfile): Target {
  const standard = standardColumns(name, dataset, profile);
  const standing = new Map(standard.columns.map((column) => [column.name, column]));
  const existing = new Map(dataset?.columns.map((column) => [column.name, column]));
  const added = profile.columns.filter((column) => !existing.has(column.name));
  const filled = new Set(profile.columns.map((column) => column.name));
  const columns = profile.columns.map((column) =>
    toTarget(column, existing.get(column.name) ?? standing.get(column.name)),
  );
  return {
    columns,
    added: added.map((column) => ({
      ...(standing.get(column.name) ?? plainColumn(column)),
      // The rows that are there already have no value in it.
      nullable: (dataset?.rowCount ?? 0) > 0,
    })),
    missing: (dataset?.columns ?? []).filter((column) => !filled.has(column.name)),
    notes: [
      ...withoutSettled(profile.notes, columns),
      ...(dataset ? added.map(({ name: column }): Note => ({ code: 'column_added', params: { column } })) : []),
      ...(dataset || standard.columns.length > 0 ? standard.notes : notesOnStandard(name)),
    ],
  };
}

/** Nothing stays text whose type was given. */
function withoutSettled(notes: readonly Note[], columns: readonly TargetColumn[]): Note[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return notes.filter(({ code, params }) => code !== 'types_mixed' || types.get(String(params['column'])) === 'text');
}

const plainColumn = ({ name, label, type, dateOrder }: ProfiledColumn): DatasetColumn => ({
  name,
  label: label === '' ? name : label,
  type,
  dateOrder,
  nullable: false,
  isKey: false,
  role: null,
  currency: null,
});

/**
 * The columns that tell rows apart: those that were asked for, else the dataset's own key; none where there is no key.
 * @throws AppError import_options_invalid: the file lacks one
 */
export function findKey(
  dataset: Pick<Dataset, 'columns'> | null,
  filled: readonly { name: string }[],
  options: Pick<ImportOptions, 'key'>,
): readonly string[] {
  const own = dataset?.columns.find(({ isKey }) => isKey);
  const key = options.key ?? (own ? [own.name] : []);
  const missing = key.find((name) => !filled.some((column) => column.name === name));
  if (missing !== undefined) throw dataErrors.import_options_invalid({ place: `/key: ${missing}` });
  return key;
}

/**
 * What a standard dataset says of the columns that the file brings it: all of them where the dataset is being made, else
 * those that it does not have yet. A type that does not take the file's values gives way, with its role, and is noted.
 */
function standardColumns(
  name: string,
  dataset: Dataset | null,
  profile: FileProfile,
): { columns: DatasetColumn[]; notes: Note[] } {
  const standard = findStandardDataset(name);
  const there = new Set(dataset?.columns.map((column) => column.name));
  const brought = new Map(profile.columns.filter((each) => !there.has(each.name)).map((each) => [each.name, each]));
  if (!standard || !fitsStandard(standard, new Set([...there, ...brought.keys()]))) return { columns: [], notes: [] };
  const isText = (column: string): boolean => brought.get(column)?.type !== 'integer';
  const notes: Note[] = [];
  const columns = columnsOfStandard(standard, isText).flatMap((usual): DatasetColumn[] => {
    const found = brought.get(usual.name);
    if (!found) return [];
    const type = settleType(usual.type, found);
    const fits =
      type === usual.type ||
      (usual.type === 'integer' && type === 'number') ||
      (usual.type === 'date' && type === 'timestamp');
    if (!fits)
      notes.push({
        code: 'standard_type_differs',
        params: { column: usual.name, dataset: name, usual: usual.type, type },
      });
    const label = found.label === '' ? usual.name : found.label;
    return [
      {
        ...usual,
        type,
        label,
        dateOrder: found.dateOrder,
        role: fits ? usual.role : null,
        isKey: usual.isKey && dataset === null,
      },
    ];
  });
  return { columns, notes };
}

/** The usual type where it takes all values of a column, or most of them; else the column's own. */
function settleType(usual: ColumnType, { type, near }: ProfiledColumn): ColumnType {
  const takes = (found: ColumnType): boolean =>
    usual === 'text' ||
    usual === found ||
    (usual === 'number' && found === 'integer') ||
    (usual === 'timestamp' && found === 'date') ||
    // 0 and 1 are yes and no where that is expected.
    (usual === 'boolean' && found === 'integer');
  if (takes(type)) return usual;
  return near && takes(near.type) ? usual : type;
}

function notesOnStandard(name: string): Note[] {
  const standard = findStandardDataset(name);
  return standard ? [{ code: 'not_standard', params: { dataset: name, columns: standard.required.join(', ') } }] : [];
}

function toTarget(column: ProfiledColumn, existing: DatasetColumn | undefined): TargetColumn {
  const { name, index, near } = column;
  const evident = column.orderIsEvident ? column.dateOrder : null;
  return {
    name,
    index,
    type: existing?.type ?? column.type,
    mark: column.mark ?? near?.mark ?? '.',
    required: column.required ?? false,
    dateOrder: evident ?? existing?.dateOrder ?? column.dateOrder ?? near?.dateOrder ?? null,
  };
}

const MOST_NAMES = 20;

function listNames(columns: readonly DatasetColumn[]): string {
  const names = columns.slice(0, MOST_NAMES).map(({ name }) => name);
  return [...names, ...(columns.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
