import { type MessageParams, NumericError, type RecordFault } from '../numeric-error.ts';
import { levelOf, writeCategory } from './category-encoder.ts';
import { type Encoder, encoderWidth, type Preprocessor } from './preprocessor.ts';
import { isoTime, type Reading, readBoolean, readNumber, readText, readTime } from './reading.ts';
import { writeProse } from './prose-encoder.ts';
import { writeTime } from './time-encoder.ts';
import { writeBoolean, writeNumber } from './value-encoders.ts';

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

/** One record as a design row. */
export interface EncodedRecord {
  /** Length `width`: to the bit what `transformColumns` gives for the same values. */
  readonly row: Float64Array;
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

function encodeField(encoder: Encoder, field: unknown, row: Float64Array, offset: number): Encoded | RecordFault {
  const { column } = encoder;
  const withValue = <T extends number | boolean | string>(
    reading: Reading<T>,
    encode: (value: T | null) => Encoded,
  ): Encoded | RecordFault => ('fault' in reading ? { column, code: reading.fault } : encode(reading.value));
  switch (encoder.kind) {
    case 'number':
      return withValue(readNumber(field), (value) => {
        writeNumber(encoder, value ?? Number.NaN, row, offset);
        const { min, max } = encoder;
        if (value === null || (value >= min && value <= max)) return { value };
        return { value, warning: rangeWarning(column, { value, min, max }) };
      });
    case 'boolean':
      return withValue(readBoolean(field), (value) => {
        writeBoolean(encoder, value === null ? Number.NaN : Number(value), row, offset);
        return { value };
      });
    case 'time':
      return withValue(readTime(field), (value) => {
        writeTime(encoder, value ?? Number.NaN, row, offset);
        if (value === null) return { value };
        const { min, max } = encoder;
        const margin = TIME_MARGIN * (max - min);
        const text = isoTime(value);
        if (value >= min - margin && value <= max + margin) return { value: text };
        return { value: text, warning: rangeWarning(column, { value: text, min: isoTime(min), max: isoTime(max) }) };
      });
    case 'category':
      return withValue(readText(field), (value) => {
        const level = levelOf(encoder, value);
        writeCategory(encoder, level, row, offset);
        if (value === null || level !== 'unseen') return { value };
        return { value, warning: { code: 'unseen_category', column, params: { value } } };
      });
    case 'text':
      return withValue(readText(field), (value) => {
        writeProse(encoder, value, row, offset);
        return { value };
      });
    case 'excluded':
      break;
  }
  return { value: null };
}

/**
 * Turns one record into a design row, with what is noteworthy about it. Fields are the record's own properties; numeric
 * text is taken as a number. Excluded columns are not looked at.
 *
 * @throws NumericError invalid_record with every fault, record_has_no_features
 */
export function encodeRecord(preprocessor: Preprocessor, record: Readonly<Record<string, unknown>>): EncodedRecord {
  const row = new Float64Array(preprocessor.width);
  const values: UnderstoodValue[] = [];
  const warnings: RecordWarning[] = [];
  const faults: RecordFault[] = [];
  const known = new Set<string>();
  let offset = 0;
  let present = 0;
  for (const encoder of preprocessor.encoders) {
    const { column } = encoder;
    known.add(column);
    const encoded = encodeField(encoder, Object.hasOwn(record, column) ? record[column] : undefined, row, offset);
    offset += encoderWidth(encoder);
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
  return { row, values, warnings };
}
