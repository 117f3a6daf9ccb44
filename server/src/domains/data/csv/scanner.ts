/** How a value was written: as it stands, between quotes, or between quotes with doubled quotes inside. */
export const PLAIN = 0;
const QUOTED = 1;
export const DOUBLED = 2;
/** A text that says of itself that it is one, so that an empty one is no missing value. */
export const STRING = 3;

/** Why a row cannot be read. */
const STRAY_QUOTE_MARK = 1;
export const NOT_AN_OBJECT_MARK = 2;

/**
 * The rows of one stretch of bytes, as offsets into it. The arrays are used again for the next stretch: take what must
 * last. Row r has the values `rowValues[r] … rowValues[r + 1] − 1`; value v is `bytes[valueStart[v] … valueEnd[v] − 1]`.
 */
export interface RowBatch {
  bytes: Buffer;
  /** The first row that counts, after a heading. */
  firstRow: number;
  rows: number;
  /** How many values each row has, where that is the same for all and less than later ones may have. */
  width?: number;
  rowStart: Int32Array;
  /** What the values of each row take together, where that may be more than the row itself. */
  rowBytes?: Int32Array;
  /** Without the line break. */
  rowEnd: Int32Array;
  /** The line of the file, from 1, on which the row begins. */
  rowLine: Float64Array;
  rowValues: Int32Array;
  /** 1 where text follows a closing quote, 2 where a line is no JSON object: the row cannot be read. */
  rowBroken: Uint8Array;
  valueStart: Int32Array;
  valueEnd: Int32Array;
  /** PLAIN, QUOTED, DOUBLED or STRING. */
  valueQuotes: Uint8Array;
}

export interface Scanner {
  readonly batch: RowBatch;
  /**
   * Finds the whole rows of `bytes[0 … length − 1]` and puts them into `batch`. There must be one byte more than
   * `length`, which is overwritten. Empty lines are no rows.
   * @returns the number of bytes that those rows took; what follows is the beginning of a row, unless `last`
   */
  scan(bytes: Buffer, length: number, last: boolean): number;
  /** The line on which the next row begins. */
  readonly line: number;
  /** After a scan that left something over: the line of the quote that was still open at its end, else 0. */
  readonly openQuoteLine: number;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const SPACE = 32;
const TAB = 9;

/** Where a scan stands, and what the latest value and row were like. */
interface ScanState {
  /** 1 for the delimiter and the bytes of line breaks. */
  readonly ends: Uint8Array;
  /** 1 for white space that may stand around quotes. */
  readonly blanks: Uint8Array;
  readonly delimiter: number;
  batch: RowBatch;
  line: number;
  openQuoteLine: number;
  values: number;
  quotes: number;
  broken: number;
  linesInQuotes: number;
}

/** Finds rows and values in UTF-8 bytes as RFC 4180 has them, with any of LF, CRLF and CR as line break. */
export function createScanner(delimiter: number, firstLine = 1): Scanner {
  const state: ScanState = {
    ends: markBytes([LF, CR, delimiter]),
    blanks: markBytes([SPACE, TAB].filter((byte) => byte !== delimiter)),
    delimiter,
    batch: createBatch(0),
    line: firstLine,
    openQuoteLine: 0,
    values: 0,
    quotes: PLAIN,
    broken: 0,
    linesInQuotes: 0,
  };
  return {
    scan: (bytes, length, last) => scan(state, bytes, length, last),
    get batch() {
      return state.batch;
    },
    get line() {
      return state.line;
    },
    get openQuoteLine() {
      return state.openQuoteLine;
    },
  };
}

function markBytes(bytes: readonly number[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const byte of bytes) marks[byte] = 1;
  return marks;
}

function scan(state: ScanState, bytes: Buffer, length: number, last: boolean): number {
  if (state.batch.valueStart.length <= length) state.batch = createBatch(Math.ceil((length + 1) * 1.25));
  const { batch } = state;
  const { rowStart, rowEnd, rowLine, rowValues, rowBroken } = batch;
  // The loops over bytes stop here without asking for the end at every one.
  bytes[length] = LF;
  state.openQuoteLine = 0;
  state.values = 0;
  let rows = 0;
  let position = 0;
  while (position < length) {
    const firstValue = state.values;
    const end = scanRow(state, bytes, position, length, last);
    if (end < 0 || end === position) state.values = firstValue;
    if (end < 0) break;
    if (end > position) {
      rowStart[rows] = position;
      rowEnd[rows] = end;
      rowLine[rows] = state.line;
      rowValues[rows] = firstValue;
      rowBroken[rows] = state.broken;
      rows += 1;
    }
    position = bytes[end] === CR && end + 1 < length && bytes[end + 1] === LF ? end + 2 : end + 1;
    state.line += state.linesInQuotes + 1;
  }
  rowValues[rows] = state.values;
  batch.bytes = bytes;
  batch.firstRow = 0;
  batch.rows = rows;
  return Math.min(position, length);
}

/** Finds the values of the row that begins at `from`. @returns where it ends, or -1 where the bytes end before it */
function scanRow(state: ScanState, bytes: Buffer, from: number, length: number, last: boolean): number {
  const { ends, blanks, delimiter } = state;
  const { valueStart, valueEnd, valueQuotes } = state.batch;
  let { values } = state;
  let position = from;
  state.linesInQuotes = 0;
  state.broken = 0;
  for (;;) {
    let start = position;
    let quotes = PLAIN;
    while (blanks[bytes[position] ?? LF] === 1) position += 1;
    if (bytes[position] === QUOTE && position < length) {
      const lineOfQuote = state.line + state.linesInQuotes;
      start = position + 1;
      const end = findClosingQuote(state, bytes, start, length);
      if (end === length) {
        state.openQuoteLine = lineOfQuote;
        return -1;
      }
      quotes = state.quotes;
      valueEnd[values] = end;
      position = end + 1;
      while (blanks[bytes[position] ?? LF] === 1) position += 1;
      if (ends[bytes[position] ?? LF] === 0) state.broken = STRAY_QUOTE_MARK;
    }
    while (ends[bytes[position] ?? LF] === 0) position += 1;
    if (quotes === PLAIN) valueEnd[values] = position;
    valueStart[values] = start;
    valueQuotes[values] = quotes;
    values += 1;
    const byte = bytes[position] ?? LF;
    if (byte === delimiter && position < length) {
      position += 1;
      continue;
    }
    state.values = values;
    if (position >= length) return last ? length : -1;
    // A CR at the very end may be half of a CRLF.
    return byte === LF || position + 1 < length || last ? position : -1;
  }
}

/** Finds the closing quote of the value that begins at `from`; `length` where there is none. */
function findClosingQuote(state: ScanState, bytes: Buffer, from: number, length: number): number {
  state.quotes = QUOTED;
  let position = from;
  for (;;) {
    const byte = bytes[position] ?? LF;
    if (byte === QUOTE) {
      if (position + 1 >= length || bytes[position + 1] !== QUOTE) return position;
      state.quotes = DOUBLED;
      position += 1;
    } else if (byte === LF || (byte === CR && bytes[position + 1] !== LF)) {
      if (position >= length) return length;
      state.linesInQuotes += 1;
    }
    position += 1;
  }
}

/** The text of one value of a batch: quotes undone; blanks around what was not quoted left out. */
export function textOf({ bytes, valueStart, valueEnd, valueQuotes }: RowBatch, value: number): string {
  const text = bytes.toString('utf8', valueStart[value] ?? 0, valueEnd[value] ?? 0);
  if (valueQuotes[value] === PLAIN) return text.trim();
  return valueQuotes[value] === DOUBLED ? text.replaceAll('""', '"') : text;
}

/** Room for `size` values, and for as many rows, since a row of one value takes at least two bytes. */
function createBatch(size: number): RowBatch {
  return {
    bytes: Buffer.alloc(0),
    firstRow: 0,
    rows: 0,
    rowStart: new Int32Array(size),
    rowEnd: new Int32Array(size),
    rowLine: new Float64Array(size),
    rowValues: new Int32Array(size + 1),
    rowBroken: new Uint8Array(size),
    valueStart: new Int32Array(size),
    valueEnd: new Int32Array(size),
    valueQuotes: new Uint8Array(size),
  };
}
