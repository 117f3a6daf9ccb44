import { type MessageParams, NumericError, type RecordFault } from '../numeric-error.ts';
import { levelOf } from './category-encoder.ts';
import {
  type DesignKind,
  type Encoder,
  encoderWidth,
  type Preprocessor,
  treeWidth,
  treeWidthOf,
} from './preprocessor.ts';
import { isoTime, type Reading, readBoolean, readNumber, readText, readTime } from './reading.ts';
import { writeText, writeValue } from './transform.ts';

/** What a reader should know about one record; the caller localizes it. */
export interface RecordWarning {
  readonly code:
    /** [value] training never saw it. */
    | 'unseen_category'
    | 'missing_value'
    /** [value, min, max] times as ISO 8601 text. */
    | 'outside_training_range'
    /** The record has a field that the model does not know. */
    | 'unknown_field';
  readonly column: string;
  readonly params: MessageParams;
}

/** A value as it was understood: a time as ISO 8601 text, null where missing. */
export type UnderstoodValue = string | number | boolean | null;

/** One record as a row of each design that was asked for. */
export interface EncodedRecord {
  /** To the bit what `transformColumns` and `transformForTrees` give for the same values; empty where not asked for. */
  readonly rows: Readonly<Record<DesignKind, Float64Array>>;
  /** One per encoder, in their order. */
  readonly values: readonly UnderstoodValue[];
  readonly warnings: readonly RecordWarning[];
}

interface Encoded {
  readonly value: UnderstoodValue;
  readonly warning?: RecordWarning;
}

/** How far beyond its range a time may be, as a share of it, before it is worth a word: the future is what one asks for. */
const TIME_MARGIN = 0.25;

function rangeWarning(column: string, params: MessageParams): RecordWarning {
  return { code: 'outside_training_range', column, params };
}

/** Writes one value into the rows of all designs. */
interface RowWriter {
  value(encoder: Encoder, value: number | null): void;
  text(encoder: Encoder, text: string | null): void;
  /** Goes on to the next encoder. */
  advance(encoder: Encoder): void;
}

function rowWriter(rows: EncodedRecord['rows'], designs: readonly DesignKind[]): RowWriter {
  const offsets = { linear: 0, tree: 0 };
  return {
    value(encoder, value) {
      for (const design of designs) writeValue(encoder, value ?? Number.NaN, design, rows[design], offsets[design]);
    },
    text(encoder, text) {
      for (const design of designs) writeText(encoder, text, design, rows[design], offsets[design]);
    },
    advance(encoder) {
      offsets.linear += encoderWidth(encoder);
      offsets.tree += treeWidth(encoder);
    },
  };
}

function encodeField(encoder: Encoder, field: unknown, write: RowWriter): Encoded | RecordFault {
  const { column } = encoder;
  const withValue = <T extends number | boolean | string>(
    reading: Reading<T>,
    encode: (value: T | null) => Encoded,
  ): Encoded | RecordFault => ('fault' in reading ? { column, code: reading.fault } : encode(reading.value));
  switch (encoder.kind) {
    case 'number':
      return withValue(readNumber(field), (value) => {
        write.value(encoder, value);
        const { min, max } = encoder;
        if (value === null || (value >= min && value <= max)) return { value };
        return { value, warning: rangeWarning(column, { value, min, max }) };
      });
    case 'boolean':
      return withValue(readBoolean(field), (value) => {
        write.value(encoder, value === null ? null : Number(value));
        return { value };
      });
    case 'time':
      return withValue(readTime(field), (value) => {
        write.value(encoder, value);
        if (value === null) return { value };
        const { min, max } = encoder;
        const margin = TIME_MARGIN * (max - min);
        const text = isoTime(value);
        if (value >= min - margin && value <= max + margin) return { value: text };
        return { value: text, warning: rangeWarning(column, { value: text, min: isoTime(min), max: isoTime(max) }) };
      });
    case 'category':
      return withValue(readText(field), (value) => {
        write.text(encoder, value);
        if (value === null || levelOf(encoder, value) !== 'unseen') return { value };
        return { value, warning: { code: 'unseen_category', column, params: { value } } };
      });
    case 'text':
    case 'words':
      return withValue(readText(field), (value) => {
        write.text(encoder, value);
        return { value };
      });
    case 'excluded':
      break;
  }
  return { value: null };
}

/**
 * Turns one record into a row of each design, with what is noteworthy about it. Fields are the record's own properties; numeric
 * text is taken as a number. Excluded columns are not looked at.
 *
 * @throws NumericError invalid_record with every fault, record_has_no_features
 */
export function encodeRecord(
  preprocessor: Preprocessor,
  record: Readonly<Record<string, unknown>>,
  designs: readonly DesignKind[] = ['linear'],
): EncodedRecord {
  const rows = {
    linear: new Float64Array(designs.includes('linear') ? preprocessor.width : 0),
    tree: new Float64Array(designs.includes('tree') ? treeWidthOf(preprocessor) : 0),
  };
  const write = rowWriter(rows, designs);
  const values: UnderstoodValue[] = [];
  const warnings: RecordWarning[] = [];
  const faults: RecordFault[] = [];
  const known = new Set<string>();
  let present = 0;
  for (const encoder of preprocessor.encoders) {
    const { column } = encoder;
    known.add(column);
    const encoded = encodeField(encoder, Object.hasOwn(record, column) ? record[column] : undefined, write);
    write.advance(encoder);
    if ('code' in encoded) {
      faults.push(encoded);
      continue;
    }
    values.push(encoded.value);
    if (encoded.value !== null) present += 1;
    else if (encoder.kind !== 'excluded') warnings.push({ code: 'missing_value', column, params: {} });
    if (encoded.warning !== undefined) warnings.push(encoded.warning);
  }
  if (faults.length > 0) throw new NumericError('invalid_record', {}, faults);
  if (present === 0) throw new NumericError('record_has_no_features');
  for (const name of Object.keys(record)) {
    if (!known.has(name)) warnings.push({ code: 'unknown_field', column: name, params: {} });
  }
  return { rows, values, warnings };
}
