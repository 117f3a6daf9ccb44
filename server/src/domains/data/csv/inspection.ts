import { dataErrors } from '../data.errors.ts';
import { nameColumns, type Note } from './header.ts';
import { type ColumnType, createInference, type Decision, type Place } from './inference.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { DateOrder } from './moments.ts';
import { checkRow, EMPTY, FIT } from './rows.ts';
import { type RowBatch, STRING } from './scanner.ts';
import type { DecimalMark } from './written-numbers.ts';
import type { Encoding } from '../files/encodings.ts';
import { type FileFormat, NO_HABIT, NOTHING_SAID, type ReadingHabit, type ReadingOptions } from '../files/reading.ts';
import { createRowReader } from '../files/row-reader.ts';

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
  /** What stands before decimals. Missing in what older versions kept, which knew points only. */
  mark?: DecimalMark;
  /** Whether its numbers tell the mark. */
  markIsEvident?: boolean;
  /** Whether rows without a value in it are left out. */
  required?: boolean;
  /** Where it stays text though most of its values are something else: what they are, and how they are read. */
  near?: NearType;
}

export interface NearType {
  type: ColumnType;
  dateOrder: DateOrder | null;
  mark: DecimalMark;
  /** Of the values: those that fit, rounded down. */
  share: number;
  misfits: number;
  firstMisfit: Place | null;
}

/** What there is to know about a file before any of it is written. */
export interface FileProfile {
  /** How many values a row should have. */
  width: number;
  columns: ProfiledColumn[];
  /** Rows that are not blank, whole or not. */
  rows: number;
  notes: Note[];
  /** The headings of files whose rows name their columns, in the order in which they came. */
  labels?: string[];
  /** How the bytes become rows; as it was found, or as somebody said. Missing in what older versions kept. */
  reading?: { format: FileFormat; encoding: Encoding; delimiter: string | null; keepApostrophes: boolean };
}

export interface Inspection {
  /** @throws AppError what `createCsvReader` throws */
  push(chunk: Uint8Array): void;
  /** @throws AppError also csv_header_only, csv_too_many_columns */
  end(): FileProfile;
}

/** Misfits beyond this part of the rows are too many to lose, though each column by itself would bear them. */
const LOSS_LIMIT = 0.2;

interface InspectionOptions {
  format?: FileFormat;
  options?: ReadingOptions;
  habit?: ReadingHabit;
}

/** Looks at a whole file while it arrives: finds the faults that make it unreadable, and the types of its columns. */
export function createInspection({
  format = 'csv',
  options = NOTHING_SAID,
  habit = NO_HABIT,
}: InspectionOptions = {}): Inspection {
  const reader = createRowReader(format, options);
  const inference = createInference(0);
  let rows = 0;
  let blankRows = 0;

  function look(batch: RowBatch): void {
    const width = reader.labels.length;
    inference.grow(width);
    const { bytes, rowValues, valueStart, valueEnd, valueQuotes } = batch;
    for (let row = batch.firstRow; row < batch.rows; row += 1) {
      const state = checkRow(batch, row, batch.width ?? width);
      if (state === EMPTY) blankRows += 1;
      else rows += 1;
      if (state !== FIT) continue;
      inference.line = batch.rowLine[row] ?? 0;
      const from = rowValues[row] ?? 0;
      for (let column = 0; column < (batch.width ?? width); column += 1) {
        const value = from + column;
        const isString = valueQuotes[value] === STRING;
        if (isString) inference.addText(column, bytes, valueStart[value] ?? 0, valueEnd[value] ?? 0);
        else inference.add(column, bytes, valueStart[value] ?? 0, valueEnd[value] ?? 0);
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
      inference.grow(reader.labels.length);
      const decisions = reader.labels.map((_, column) => inference.decide(column, options.decimalMark));
      const profile = profileColumns(reader.labels, decisions, rows, { options, habit });
      if (profile.columns.length > MAX_COLUMNS) {
        throw dataErrors.csv_too_many_columns({ columns: profile.columns.length, limit: MAX_COLUMNS });
      }
      const { commentLines } = reader;
      const notes: Note[] = [];
      if (commentLines > 0) notes.push({ code: 'comment_lines_skipped', params: { lines: commentLines } });
      notes.push(...profile.notes);
      if (blankRows > 0) notes.push({ code: 'blank_rows_skipped', params: { rows: blankRows } });
      const named = format === 'jsonl' ? { labels: [...reader.labels] } : {};
      return { width: reader.labels.length, rows, columns: profile.columns, notes, ...named };
    },
  };
}

function profileColumns(
  labels: readonly string[],
  decisions: readonly Decision[],
  rows: number,
  { options, habit }: { options: ReadingOptions; habit: ReadingHabit },
): { columns: ProfiledColumn[]; notes: Note[] } {
  const { names, notes } = nameColumns(labels);
  const fileOrder = options.dateOrder ?? agreedOrder(decisions) ?? habit.dateOrder;
  const fileMark = agreedMark(decisions) ?? habit.decimalMark ?? '.';
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
    const { type, ambiguous } = decision;
    const dateOrder = decision.dateOrder === null ? null : (options.dateOrder ?? decision.dateOrder);
    const numbers = settleNumbers(decision, fileMark);
    const near = nearType(decision, { fileMark, fileOrder });
    notes.push(...notesOnColumn(name, decision, numbers.mark, near));
    if (!ambiguous) {
      const orderIsEvident = dateOrder !== null;
      const nearly = near ? { near } : {};
      columns.push({
        index,
        name,
        label,
        type: numbers.type,
        dateOrder,
        orderIsEvident,
        ...markOf(numbers),
        ...nearly,
      });
      continue;
    }
    notes.push({ code: noteOnOrder(fileOrder), params: { column: name } });
    const assumed = { type: fileOrder === null ? ('text' as const) : type, dateOrder: fileOrder };
    columns.push({ index, name, label, ...assumed, orderIsEvident: options.dateOrder !== null });
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
    settled[index] = { ...decision, type: 'text', dateOrder: null, ambiguous: false, near: decision };
  }
  return settled;
}

function misfitsOf(decisions: readonly Decision[], index: number): number {
  return decisions[index]?.misfits ?? 0;
}

/** Reads 1,234 as the file's other numbers are written; where they are all like that, as the organization writes. */
function settleNumbers(decision: Decision, fileMark: DecimalMark): Pick<Decision, 'type' | 'mark' | 'markIsEvident'> {
  const { type, mark, markIsEvident, unsureWith } = decision;
  if (markIsEvident || (type !== 'number' && type !== 'integer')) return { type, mark, markIsEvident };
  return { type: unsureWith[fileMark], mark: fileMark, markIsEvident };
}

const markOf = ({ type, mark, markIsEvident }: Pick<Decision, 'type' | 'mark' | 'markIsEvident'>) =>
  type === 'number' || type === 'integer' ? { mark, markIsEvident } : {};

/** What a column of texts nearly is, and how its values are read where somebody says that it is that. */
function nearType(
  { near }: Decision,
  { fileMark, fileOrder }: { fileMark: DecimalMark; fileOrder: DateOrder | null },
): NearType | null {
  if (near === null) return null;
  const { type, mark } = settleNumbers(near, fileMark);
  const { values, misfits, firstMisfit } = near;
  const share = Math.floor((100 * (values - misfits)) / values) / 100;
  return { type, dateOrder: near.ambiguous ? fileOrder : near.dateOrder, mark, share, misfits, firstMisfit };
}

function notesOnColumn(column: string, decision: Decision, mark: DecimalMark, near: NearType | null): Note[] {
  const notes = notesOnNumbers(decision, mark).map((code): Note => {
    return { code, params: { column, currency: decision.currency ?? '', mark } };
  });
  const { type, missingWords, firstMissingWord } = decision;
  if (type !== 'text' && firstMissingWord) {
    notes.push({ code: 'words_as_missing', params: { column, value: firstMissingWord.value, rows: missingWords } });
  }
  if (near?.firstMisfit) {
    const { share, misfits: rows, firstMisfit } = near;
    notes.push({ code: 'types_mixed', params: { column, type: near.type, share, ...firstMisfit, rows } });
  }
  return notes;
}

function notesOnNumbers(decision: Decision, mark: DecimalMark): Note['code'][] {
  if (decision.mixed === 'currencies') return ['currencies_mixed'];
  if (decision.mixed === 'percent') return ['percent_mixed'];
  if (decision.type !== 'number' && decision.type !== 'integer') return [];
  const notes: Note['code'][] = [];
  if (!decision.markIsEvident) notes.push(mark === ',' ? 'numbers_read_with_comma' : 'numbers_read_with_point');
  if (decision.currency !== null) notes.push('currency_left_out');
  if (decision.percent) notes.push('percent_divided');
  return notes;
}

/** The decimal mark that the file's numbers tell, where they all tell the same. */
function agreedMark(decisions: readonly Decision[]): DecimalMark | null {
  const marks = new Set(decisions.filter(({ spokenMark }) => spokenMark !== null).map(({ spokenMark }) => spokenMark));
  const [mark] = marks;
  return marks.size === 1 ? (mark ?? null) : null;
}
