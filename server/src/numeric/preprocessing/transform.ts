import { checkTable, type Column, type ColumnKind, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { type Matrix, zeroMatrix } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { type WordEncoder, writeKnownScores, writeWords, writeWordsForTrees } from '../text/word-encoder.ts';
import { categoryCode, categoryCodes, levelOf, normalizedDictionary, writeCategory } from './category-encoder.ts';
import {
  type DesignKind,
  type Encoder,
  encoderWidth,
  type Preprocessor,
  treeWidth,
  treeWidthOf,
} from './preprocessor.ts';
import { writeProse, writeProseForTrees } from './prose-encoder.ts';
import { MAX_MAGNITUDE } from './reading.ts';
import { writeTime, writeTimeForTrees } from './time-encoder.ts';
import { writeBoolean, writeNumber } from './value-encoders.ts';

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

/** Writes a column of the table at `offset` of every row. */
function writeColumn(encoder: Encoder, column: Column, design: DesignKind, out: Matrix, offset: number): void {
  const { data, columns: stride, rows } = out;
  if (!isCoded(column)) {
    for (let r = 0; r < rows; r += 1) writeValue(encoder, at(column.values, r), design, data, r * stride + offset);
    return;
  }
  const names = normalizedDictionary(column);
  if (encoder.kind !== 'category') {
    for (let r = 0; r < rows; r += 1) {
      writeText(encoder, names[intAt(column.codes, r)] ?? null, design, data, r * stride + offset);
    }
    return;
  }
  if (design === 'tree') {
    const codes = names.map((name) => categoryCode(encoder, name));
    for (let r = 0; r < rows; r += 1) data[r * stride + offset] = codes[intAt(column.codes, r)] ?? Number.NaN;
    return;
  }
  const levels = names.map((name) => levelOf(encoder, name));
  for (let r = 0; r < rows; r += 1) {
    writeCategory(encoder, levels[intAt(column.codes, r)] ?? 'missing', data, r * stride + offset);
  }
}

/** Writes a number, boolean or time (NaN: missing) at `offset`. */
export function writeValue(
  encoder: Encoder,
  value: number,
  design: DesignKind,
  out: Float64Array,
  offset: number,
): void {
  const forTrees = design === 'tree';
  if (encoder.kind === 'number') {
    if (forTrees) out[offset] = Math.abs(value) <= MAX_MAGNITUDE ? value : Number.NaN;
    else writeNumber(encoder, value, out, offset);
  } else if (encoder.kind === 'boolean') {
    if (forTrees) out[offset] = Number.isNaN(value) ? Number.NaN : Number(value !== 0);
    else writeBoolean(encoder, value, out, offset);
  } else if (encoder.kind === 'time') {
    if (forTrees) writeTimeForTrees(encoder, value, out, offset);
    else writeTime(encoder, value, out, offset);
  }
}

/** Writes a normalised label or text (null or '': missing) at `offset`. */
export function writeText(
  encoder: Encoder,
  text: string | null,
  design: DesignKind,
  out: Float64Array,
  offset: number,
): void {
  const forTrees = design === 'tree';
  if (encoder.kind === 'text') {
    if (forTrees) writeProseForTrees(encoder, text, out, offset);
    else writeProse(encoder, text, out, offset);
  } else if (encoder.kind === 'words') {
    if (forTrees) writeWordsForTrees(encoder, text, out, offset);
    else writeWords(encoder, text, out, offset);
  } else if (encoder.kind === 'category') {
    if (forTrees) out[offset] = categoryCode(encoder, text);
    else writeCategory(encoder, levelOf(encoder, text), out, offset);
  }
}

/**
 * By the name of a column of prose: the scores of each row by models that had not seen it, rows × scores, for training
 * on; see `crossFitWords`.
 */
export type KnownScores = ReadonlyMap<string, Float64Array>;

const NOTHING_KNOWN: KnownScores = new Map();

function writeScores(
  encoder: WordEncoder,
  scores: Float64Array,
  design: DesignKind,
  out: Matrix,
  offset: number,
): void {
  const outputs = encoder.means.length;
  for (let r = 0; r < out.rows; r += 1) {
    const own = scores.subarray(r * outputs, (r + 1) * outputs);
    writeKnownScores(encoder, own, design === 'tree', out.data, r * out.columns + offset);
  }
}

/** Features in the form that trees take. */
interface TreeFeatures extends Matrix {
  readonly categoryCounts: Int32Array;
}

/**
 * The columns of a table in the form that trees take: rows × `treeWidthOf`. Numbers, booleans (0, 1) and times are raw,
 * with the turns of the cycles that the encoder uses; words are buckets; a category is a code; NaN is missing. Columns
 * are found as by {@link transformColumns}.
 *
 * @param columns of one length; left as they are
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function transformForTrees(
  preprocessor: Preprocessor,
  columns: readonly Column[],
  known: KnownScores = NOTHING_KNOWN,
): TreeFeatures {
  const { rows, data, columns: width } = transform(preprocessor, columns, 'tree', known);
  return { rows, columns: width, data, categoryCounts: categoryCountsOf(preprocessor) };
}

/** Codes of each column of the form for trees; 0 where it is numeric. */
export function categoryCountsOf(preprocessor: Preprocessor): Int32Array {
  return Int32Array.from(
    preprocessor.encoders.flatMap((encoder) =>
      encoder.kind === 'category' ? [categoryCodes(encoder)] : Array.from({ length: treeWidth(encoder) }, () => 0),
    ),
  );
}

/**
 * The design matrix of a table: rows × width. Columns are found by name; one that is not there counts as missing in
 * every row, others are not looked at.
 *
 * @param columns of one length; left as they are
 * @param known taken instead of what the encoders would say of these texts
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function transformColumns(
  preprocessor: Preprocessor,
  columns: readonly Column[],
  known: KnownScores = NOTHING_KNOWN,
): Matrix {
  return transform(preprocessor, columns, 'linear', known);
}

function transform(
  preprocessor: Preprocessor,
  columns: readonly Column[],
  design: DesignKind,
  known: KnownScores,
): Matrix {
  const rows = checkTable(columns);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const widthOf = design === 'linear' ? encoderWidth : treeWidth;
  const out = zeroMatrix(rows, design === 'linear' ? preprocessor.width : treeWidthOf(preprocessor));
  let offset = 0;
  for (const encoder of preprocessor.encoders) {
    const width = widthOf(encoder);
    if (width === 0) continue;
    const column = byName.get(encoder.column) ?? missingColumn(encoder, rows);
    checkKind(encoder, column);
    const scores = known.get(encoder.column);
    if (encoder.kind === 'words' && scores !== undefined) writeScores(encoder, scores, design, out, offset);
    else writeColumn(encoder, column, design, out, offset);
    offset += width;
  }
  return out;
}
