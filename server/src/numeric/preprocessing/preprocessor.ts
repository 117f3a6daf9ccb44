import { checkTable, type CodedColumn, type Column, type ColumnKind, isCoded } from '../column.ts';
import { NumericError } from '../numeric-error.ts';
import { type WordEncoder, wordsWidth } from '../text/word-encoder.ts';
import {
  type CategoryCounts,
  type CategoryEncoder,
  categoryWidth,
  countCategories,
  fitCategoryEncoder,
} from './category-encoder.ts';
import { fitProseEncoder, looksLikeProse, type ProseEncoder, proseWidth } from './prose-encoder.ts';
import { fitTimeEncoder, type TimeEncoder, timeTreeWidth, timeWidth } from './time-encoder.ts';
import {
  type BooleanEncoder,
  booleanWidth,
  fitBooleanEncoder,
  fitNumberEncoder,
  type NumberEncoder,
  numberWidth,
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
export type Encoder =
  | NumberEncoder
  | BooleanEncoder
  | TimeEncoder
  | CategoryEncoder
  | ProseEncoder
  | WordEncoder
  | ExcludedColumn;

/** Learns an encoder of prose; null where there is nothing to learn. */
export type ProseLearner = (column: CodedColumn, found: CategoryCounts) => WordEncoder | null;

/** The two forms of the same columns: standardised numbers for linear models, raw ones and codes for trees. */
export type DesignKind = 'linear' | 'tree';

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
    case 'words':
      return wordsWidth(encoder);
    case 'excluded':
      break;
  }
  return 0;
}

/** Columns that the encoder writes for trees. */
export function treeWidth(encoder: Encoder): number {
  switch (encoder.kind) {
    case 'number':
    case 'boolean':
    case 'category':
      return 1;
    case 'time':
      return timeTreeWidth(encoder);
    case 'text':
    case 'words':
      return encoder.means.length;
    case 'excluded':
      break;
  }
  return 0;
}

/** How encoders are learnt: `hashSeed`, 32 bits, places words in buckets where `learnProse` does not learn of them. */
interface FitOptions {
  readonly hashSeed: number;
  readonly learnProse?: ProseLearner;
}

function fitCodedEncoder(column: CodedColumn, { hashSeed, learnProse }: FitOptions): Encoder {
  const found = countCategories(column);
  const excluded = { kind: 'excluded', column: column.name, source: column.kind } as const;
  if (found.counts.size === 0) return { ...excluded, reason: 'empty' };
  if (column.kind === 'text' && looksLikeProse(found)) {
    return learnProse?.(column, found) ?? fitProseEncoder(column, found, hashSeed);
  }
  return fitCategoryEncoder(column, found) ?? { ...excluded, reason: 'identifier' };
}

function fitValueEncoder(column: Exclude<Column, CodedColumn>): Encoder | null {
  if (column.kind === 'number') return fitNumberEncoder(column.name, column.values);
  if (column.kind === 'boolean') return fitBooleanEncoder(column.name, column.values);
  return fitTimeEncoder(column.name, column.values);
}

function fitEncoder(column: Column, options: FitOptions): Encoder {
  const excluded = { kind: 'excluded', column: column.name, source: column.kind } as const;
  const encoder = isCoded(column) ? fitCodedEncoder(column, options) : fitValueEncoder(column);
  if (encoder === null) return { ...excluded, reason: 'empty' };
  if (encoder.kind === 'excluded' || encoderWidth(encoder) > 0) return encoder;
  return { ...excluded, reason: 'constant' };
}

/**
 * Learns how to turn columns into a design matrix whose columns all have mean 0 over the training rows.
 *
 * Numbers are standardised, missing ones count as the median; booleans are 1 or 0 less their mean; categories get a
 * column each, rare ones share one; times become trend and seasons; prose is
 * scored by what its words say of the target, where `learnProse` is given, else hashed. Constant, empty and identifier
 * columns are excluded, with the reason.
 *
 * @param columns of one length ≥ 1, names of their own; left as they are
 * @throws NumericError too_few_rows (0 rows), shape_mismatch, duplicate_column
 */
export function fitPreprocessor(columns: readonly Column[], options: FitOptions): Preprocessor {
  const rows = checkTable(columns);
  if (columns.length > 0 && rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  const encoders = columns.map((column) => fitEncoder(column, options));
  return { encoders, width: encoders.reduce((sum, encoder) => sum + encoderWidth(encoder), 0) };
}

/** Design columns of a preprocessor's form for trees. */
export function treeWidthOf({ encoders }: Preprocessor): number {
  return encoders.reduce((sum, encoder) => sum + treeWidth(encoder), 0);
}

/** Index of the source column that each design column comes from. */
export function designSources(preprocessor: Preprocessor, design: DesignKind = 'linear'): Int32Array {
  const widthOf = design === 'linear' ? encoderWidth : treeWidth;
  const sources = new Int32Array(design === 'linear' ? preprocessor.width : treeWidthOf(preprocessor));
  let next = 0;
  for (const [index, encoder] of preprocessor.encoders.entries()) {
    const width = widthOf(encoder);
    sources.fill(index, next, next + width);
    next += width;
  }
  return sources;
}
