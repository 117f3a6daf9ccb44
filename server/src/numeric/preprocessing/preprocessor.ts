import { checkTable, type CodedColumn, type Column, type ColumnKind, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { type Matrix, zeroMatrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import {
  type CategoryEncoder,
  categoryWidth,
  countCategories,
  fitCategoryEncoder,
  levelOf,
  normalizedDictionary,
  writeCategory,
} from './category-encoder.ts';
import { fitProseEncoder, looksLikeProse, type ProseEncoder, proseWidth, writeProseColumn } from './prose-encoder.ts';
import { fitTimeEncoder, type TimeEncoder, timeWidth, writeTime } from './time-encoder.ts';
import {
  type BooleanEncoder,
  booleanWidth,
  fitBooleanEncoder,
  fitNumberEncoder,
  type NumberEncoder,
  numberWidth,
  writeBoolean,
  writeNumber,
} from './value-encoders.ts';

/** A column that gives the model nothing, and why. */
interface ExcludedColumn {
  readonly kind: 'excluded';
  readonly column: string;
  readonly source: ColumnKind;
  /** `identifier`: no value occurs often enough to learn from, and it is no prose. */
  readonly reason: 'constant' | 'empty' | 'identifier';
}

/** How one source column becomes design columns. */
export type Encoder = NumberEncoder | BooleanEncoder | TimeEncoder | CategoryEncoder | ProseEncoder | ExcludedColumn;

/** What was learnt from the training columns: plain data that travels with the model. */
export interface Preprocessor {
  /** One per source column, in their order. */
  readonly encoders: readonly Encoder[];
  /** Design columns in all. */
  readonly width: number;
}

/** Design columns that the encoder writes. */
export function encoderWidth(encoder: Encoder): number {
  switch (encoder.kind) {
    case 'number':
      return numberWidth(encoder);
    case 'boolean':
      return booleanWidth(encoder);
    case 'time':
      return timeWidth(encoder);
    case 'category':
      return categoryWidth(encoder);
    case 'text':
      return proseWidth(encoder);
    case 'excluded':
      break;
  }
  return 0;
}

function fitCodedEncoder(column: CodedColumn, hashSeed: number): Encoder {
  const found = countCategories(column);
  const excluded = { kind: 'excluded', column: column.name, source: column.kind } as const;
  if (found.counts.size === 0) return { ...excluded, reason: 'empty' };
  if (column.kind === 'text' && looksLikeProse(found)) return fitProseEncoder(column, found, hashSeed);
  return fitCategoryEncoder(column, found) ?? { ...excluded, reason: 'identifier' };
}

function fitValueEncoder(column: Exclude<Column, CodedColumn>): Encoder | null {
  if (column.kind === 'number') return fitNumberEncoder(column.name, column.values);
  if (column.kind === 'boolean') return fitBooleanEncoder(column.name, column.values);
  return fitTimeEncoder(column.name, column.values);
}

function fitEncoder(column: Column, hashSeed: number): Encoder {
  const excluded = { kind: 'excluded', column: column.name, source: column.kind } as const;
  const encoder = isCoded(column) ? fitCodedEncoder(column, hashSeed) : fitValueEncoder(column);
  if (encoder === null) return { ...excluded, reason: 'empty' };
  if (encoder.kind === 'excluded' || encoderWidth(encoder) > 0) return encoder;
  return { ...excluded, reason: 'constant' };
}

/**
 * Learns how to turn columns into a design matrix whose columns all have mean 0 over the training rows.
 *
 * Numbers are standardised, missing ones count as the median; booleans are 1 or 0 less their mean; categories get a
 * column each, rare ones share one; times become trend and seasons; prose is hashed. Constant, empty and identifier
 * columns are excluded, with the reason.
 *
 * @param columns of one length ≥ 1, names of their own; left as they are
 * @param hashSeed 32 bits: places words in buckets
 * @throws NumericError too_few_rows (0 rows), shape_mismatch, duplicate_column
 */
export function fitPreprocessor(columns: readonly Column[], { hashSeed }: { readonly hashSeed: number }): Preprocessor {
  const rows = checkTable(columns);
  if (columns.length > 0 && rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  const encoders = columns.map((column) => fitEncoder(column, hashSeed));
  return { encoders, width: encoders.reduce((sum, encoder) => sum + encoderWidth(encoder), 0) };
}

/** Index of the source column that each design column comes from: length `width`. */
export function designSources(preprocessor: Preprocessor): Int32Array {
  const sources = new Int32Array(preprocessor.width);
  let next = 0;
  for (const [index, encoder] of preprocessor.encoders.entries()) {
    const width = encoderWidth(encoder);
    sources.fill(index, next, next + width);
    next += width;
  }
  return sources;
}

/** The kind of column that the encoder was fitted on. */
function sourceKind(encoder: Encoder): ColumnKind {
  return 'source' in encoder ? encoder.source : encoder.kind;
}

function checkKind(encoder: Encoder, column: Column): void {
  const expected = sourceKind(encoder);
  const fits = isCoded(column) ? expected === 'category' || expected === 'text' : column.kind === expected;
  if (!fits) throw new NumericError('column_kind_mismatch', { column: column.name, kind: column.kind, expected });
}

function missingColumn(encoder: Encoder, rows: number): Column {
  const kind = sourceKind(encoder);
  const name = encoder.column;
  if (kind === 'category' || kind === 'text') {
    return { name, kind, codes: new Int32Array(rows).fill(-1), dictionary: [] };
  }
  return { name, kind, values: new Float64Array(rows).fill(Number.NaN) };
}

function writeColumn(encoder: Encoder, column: Column, out: Matrix, offset: number): void {
  const { data, columns: stride, rows } = out;
  if (isCoded(column)) {
    if (encoder.kind === 'text') writeProseColumn(encoder, column, data, stride, offset);
    if (encoder.kind !== 'category') return;
    const levels = normalizedDictionary(column).map((name) => levelOf(encoder, name));
    for (let r = 0; r < rows; r += 1) {
      writeCategory(encoder, levels[intAt(column.codes, r)] ?? 'missing', data, r * stride + offset);
    }
    return;
  }
  const { values } = column;
  if (encoder.kind === 'number') {
    for (let r = 0; r < rows; r += 1) writeNumber(encoder, at(values, r), data, r * stride + offset);
  } else if (encoder.kind === 'boolean') {
    for (let r = 0; r < rows; r += 1) writeBoolean(encoder, at(values, r), data, r * stride + offset);
  } else if (encoder.kind === 'time') {
    for (let r = 0; r < rows; r += 1) writeTime(encoder, at(values, r), data, r * stride + offset);
  }
}

/**
 * The design matrix of a table: rows × width. Columns are found by name; one that is not there counts as missing in
 * every row, others are not looked at.
 *
 * @param columns of one length; left as they are
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function transformColumns(preprocessor: Preprocessor, columns: readonly Column[]): Matrix {
  const rows = checkTable(columns);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const out = zeroMatrix(rows, preprocessor.width);
  let offset = 0;
  for (const encoder of preprocessor.encoders) {
    const width = encoderWidth(encoder);
    if (width === 0) continue;
    const column = byName.get(encoder.column) ?? missingColumn(encoder, rows);
    checkKind(encoder, column);
    writeColumn(encoder, column, out, offset);
    offset += width;
  }
  return out;
}
