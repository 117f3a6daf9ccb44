import { createHash } from 'node:crypto';
import { type Note, nameColumns } from '../csv/header.ts';
import type { ColumnType } from '../csv/inference.ts';
import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import { dataErrors } from '../data.errors.ts';
import type { Dataset } from '../data.repository.ts';
import type { ImportOptions, Mapping } from './import-options.ts';
import { findKey } from './target.ts';

/** Tells files with the same headings in the same order from all others. */
export function shapeOf(profile: FileProfile): string {
  const labels = profile.columns.map(({ label }) => label.normalize('NFC').trim());
  return createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 32);
}

/**
 * Sends the columns of a file where a mapping wants them. Without one, a column whose heading is the label of a column
 * that the dataset calls by another name goes there.
 * @throws AppError import_options_invalid: a heading that the file lacks, a column that is filled twice, a key that no column fills
 */
export function applyMapping(profile: FileProfile, dataset: Dataset | null, options: ImportOptions): FileProfile {
  const { mapping } = options;
  const notes: Note[] = [];
  const columns = mapping ? mapColumns(profile, mapping, notes) : meetByLabel(profile, dataset);
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw dataErrors.import_options_invalid({ place: `/mapping: ${name}` });
    names.add(name);
  }
  findKey(dataset, columns, options);
  return { ...profile, columns, notes: [...rename(profile, columns), ...notes] };
}

/** The notes of a profile by the names that its columns have now. */
function rename(profile: FileProfile, columns: readonly ProfiledColumn[]): Note[] {
  const places = new Map(columns.map(({ index, name }) => [index, name]));
  const names = new Map(profile.columns.map(({ index, name }) => [name, places.get(index)]));
  return profile.notes.map(({ code, params }) => {
    const name = names.get(String(params['column']));
    return { code, params: name === undefined ? params : { ...params, column: name } };
  });
}

function mapColumns(profile: FileProfile, { columns: wanted, other_columns: others }: Mapping, notes: Note[]) {
  const headings = new Set(profile.columns.map(({ label }) => label));
  for (const [index, { heading }] of wanted.entries()) {
    if (!headings.has(heading)) throw dataErrors.import_options_invalid({ place: `/mapping/columns/${index}/heading` });
  }
  const byHeading = new Map(wanted.map((each) => [each.heading, each]));
  const taken = new Set<string>();
  return profile.columns.flatMap((column): ProfiledColumn[] => {
    const found = byHeading.get(column.label);
    // Of headings that repeat, the first is meant.
    const given = found !== undefined && !taken.has(column.label) ? found : undefined;
    taken.add(column.label);
    if (given === undefined) return others === 'leave_out' ? skip(column, notes) : [column];
    if (given.column === null) return skip(column, notes);
    const [name = column.name] = nameColumns([given.column]).names;
    return [
      {
        ...column,
        name,
        ...(given.type ? forceType(column, given.type) : {}),
        ...(given.date_order ? { dateOrder: given.date_order, orderIsEvident: true } : {}),
        ...(given.decimal_mark ? { mark: given.decimal_mark, markIsEvident: true } : {}),
        required: given.required ?? false,
      },
    ];
  });
}

/** Gives a column a type that it was not found to have; where it nearly has it, its values are read as those that do. */
function forceType({ near }: ProfiledColumn, type: ColumnType): Partial<ProfiledColumn> {
  if (near === undefined) return { type };
  const { dateOrder, mark } = near;
  return { type, dateOrder, orderIsEvident: dateOrder !== null, mark, markIsEvident: true };
}

function skip({ label, name }: ProfiledColumn, notes: Note[]): ProfiledColumn[] {
  notes.push({ code: 'column_skipped', params: { column: label === '' ? name : label.slice(0, 200) } });
  return [];
}

function meetByLabel(profile: FileProfile, dataset: Dataset | null): ProfiledColumn[] {
  const byLabel = new Map(dataset?.columns.map(({ label, name }) => [label, name]));
  const known = new Set(dataset?.columns.map(({ name }) => name));
  const used = new Set(profile.columns.map(({ name }) => name));
  return profile.columns.map((column) => {
    const name = byLabel.get(column.label);
    if (known.has(column.name) || name === undefined || used.has(name)) return column;
    used.add(name);
    return { ...column, name };
  });
}
