import { dataErrors } from '../data.errors.ts';
import { nameColumns, type Note } from './header.ts';
import { type ColumnType, createInference, type Decision, type Inference } from './inference.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { DateOrder } from './moments.ts';
import { createCsvReader } from './reader.ts';
import { checkRow, EMPTY, FIT } from './rows.ts';
import type { RowBatch } from './scanner.ts';

/** One column of a file that is to be imported. Plain data, kept with the import. */
export interface ProfiledColumn {
  /** Its place in the file's rows, from 0. */
  index: number;
  name: string;
  label: string;
  type: ColumnType;
  /** How dates whose year stands last are read; null where there are none. */
  dateOrder: DateOrder | null;
  /** Whether the column's own dates tell the order: 31/01/2024 can be read in one only. */
  orderIsEvident: boolean;
}

/** What there is to know about a file before any of it is written. */
export interface FileProfile {
  /** How many values a row should have. */
  width: number;
  columns: ProfiledColumn[];
  /** Rows that are not blank, whole or not. */
  rows: number;
  notes: Note[];
}

export interface Inspection {
  /** @throws AppError what `createCsvReader` throws */
  push(chunk: Uint8Array): void;
  /** @throws AppError also csv_header_only, csv_too_many_columns */
  end(): FileProfile;
}

/** Misfits beyond this part of the rows are too many to lose, though each column by itself would bear them. */
const LOSS_LIMIT = 0.2;

/**
 * Looks at a whole file while it arrives: finds the faults that make it unreadable, and the types of its columns.
 * @param habit how the organization writes dates whose order the file does not tell; null where that is unknown
 */
export function createInspection(habit: DateOrder | null): Inspection {
  const reader = createCsvReader();
  let inference: Inference | null = null;
  let rows = 0;
  let blankRows = 0;

  function look(batch: RowBatch): void {
    const width = reader.labels.length;
    inference ??= createInference(width);
    const { bytes, rowValues, valueStart, valueEnd } = batch;
    for (let row = batch.firstRow; row < batch.rows; row += 1) {
      const state = checkRow(batch, row, width);
      if (state === EMPTY) blankRows += 1;
      else rows += 1;
      if (state !== FIT) continue;
      const from = rowValues[row] ?? 0;
      for (let column = 0; column < width; column += 1) {
        inference.add(column, bytes, valueStart[from + column] ?? 0, valueEnd[from + column] ?? 0);
      }
    }
  }

  return {
    push(chunk) {
      for (const batch of reader.push(chunk)) look(batch);
    },
    end() {
      for (const batch of reader.end()) look(batch);
      if (rows === 0) throw dataErrors.csv_header_only();
      const decisions = reader.labels.map((_, column) => (inference ?? createInference(0)).decide(column));
      const profile = profileColumns(reader.labels, decisions, rows, habit);
      if (profile.columns.length > MAX_COLUMNS) {
        throw dataErrors.csv_too_many_columns({ columns: profile.columns.length, limit: MAX_COLUMNS });
      }
      const skipped: Note[] = blankRows > 0 ? [{ code: 'blank_rows_skipped', params: { rows: blankRows } }] : [];
      return { width: reader.labels.length, rows, ...profile, notes: [...profile.notes, ...skipped] };
    },
  };
}

function profileColumns(
  labels: readonly string[],
  decisions: readonly Decision[],
  rows: number,
  habit: DateOrder | null,
): { columns: ProfiledColumn[]; notes: Note[] } {
  const { names, notes } = nameColumns(labels);
  const fileOrder = agreedOrder(decisions) ?? habit;
  const settled = boundLosses(decisions, rows);
  const columns: ProfiledColumn[] = [];
  for (const [index, decision] of settled.entries()) {
    const label = labels[index] ?? '';
    const name = names[index] ?? '';
    // A delimiter at the end of every line makes a column of nothing.
    if (label === '' && decision.values + decision.blanks > 0 && decision.values === 0) {
      drop(notes, name);
      notes.push({ code: 'empty_column_left_out', params: { position: index + 1 } });
      continue;
    }
    const { type, dateOrder, ambiguous } = decision;
    if (type === 'text' && decisions[index]?.type !== 'text') {
      notes.push({ code: 'kept_as_text', params: { column: name, rows: decisions[index]?.misfits ?? 0 } });
    }
    if (!ambiguous) {
      columns.push({ index, name, label, type, dateOrder, orderIsEvident: dateOrder !== null });
      continue;
    }
    notes.push({ code: noteOnOrder(fileOrder), params: { column: name } });
    const assumed = { type: fileOrder === null ? ('text' as const) : type, dateOrder: fileOrder };
    columns.push({ index, name, label, ...assumed, orderIsEvident: false });
  }
  return { columns, notes };
}

function drop(notes: Note[], column: string): void {
  const index = notes.findIndex((note) => note.code === 'heading_missing' && note.params['column'] === column);
  if (index >= 0) notes.splice(index, 1);
}

function noteOnOrder(order: DateOrder | null): Note['code'] {
  if (order === null) return 'dates_ambiguous';
  return order === 'dmy' ? 'dates_read_day_first' : 'dates_read_month_first';
}

/** The order that the file's other dates tell, where they all tell the same. */
function agreedOrder(decisions: readonly Decision[]): DateOrder | null {
  const orders = new Set(decisions.map(({ dateOrder }) => dateOrder).filter((order) => order !== null));
  const [order] = orders;
  return orders.size === 1 ? (order ?? null) : null;
}

/** Keeps the columns with most misfits as text where all together would cost too many rows. Single misfits are borne. */
function boundLosses(decisions: readonly Decision[], rows: number): Decision[] {
  const settled = [...decisions];
  const costly = [...settled.keys()].filter((index) => misfitsOf(settled, index) > 1);
  costly.sort((a, b) => misfitsOf(decisions, b) - misfitsOf(decisions, a));
  let loss = costly.reduce((sum, index) => sum + misfitsOf(decisions, index), 0);
  for (const index of costly) {
    const decision = settled[index];
    if (loss <= rows * LOSS_LIMIT || !decision) break;
    loss -= decision.misfits;
    settled[index] = { ...decision, type: 'text', dateOrder: null, ambiguous: false };
  }
  return settled;
}

function misfitsOf(decisions: readonly Decision[], index: number): number {
  return decisions[index]?.misfits ?? 0;
}
