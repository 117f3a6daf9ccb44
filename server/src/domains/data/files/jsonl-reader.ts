import { dataErrors } from '../data.errors.ts';
import { MAX_COLUMNS, MAX_ROW_BYTES } from '../csv/limits.ts';
import { NOT_AN_OBJECT_MARK, PLAIN, type RowBatch, STRING } from '../csv/scanner.ts';
import { isUtf8 } from 'node:buffer';
import type { RowReader } from './reading.ts';

const LF = 10;
/** Objects inside of objects become columns named by their path; what lies deeper stays JSON. */
const MOST_DEPTH = 4;
/** Rows are handed over before they have more values together. */
const BATCH_VALUES = 200_000;

type Cell = string | number | boolean | null;

/**
 * Reads one JSON object a line. Columns come in the order in which they are first named; a row that does not name one
 * has no value in it.
 * Its generators throw AppError csv_empty, csv_not_utf8, csv_row_too_long, csv_too_many_columns, jsonl_is_list,
 * jsonl_line_invalid.
 */
export function createJsonlReader(known: readonly string[]): RowReader {
  const { labels, placeOf } = createLabels(known);
  let rest: Buffer[] = [];
  let restBytes = 0;
  let line = 1;
  let objects = 0;
  let rows: ParsedRow[] = [];

  function spread(value: object, path: string, depth: number, cells: [number, Cell][]): void {
    for (const [key, each] of Object.entries(value)) {
      const label = path + key;
      if (isRecord(each) && depth < MOST_DEPTH) spread(each, `${label}.`, depth + 1, cells);
      else
        cells.push([placeOf(label), typeof each === 'object' && each !== null ? JSON.stringify(each) : toCell(each)]);
    }
  }

  function readLine(bytes: Buffer, number: number): ParsedRow | null {
    const text = bytes.toString('utf8').trim();
    if (text === '' || text === '\ufeff') return null;
    const value = parse(text.startsWith('\ufeff') ? text.slice(1) : text);
    if (!isRecord(value)) {
      if (objects === 0) {
        throw text.startsWith('[') ? dataErrors.jsonl_is_list() : dataErrors.jsonl_line_invalid({ line: number });
      }
      return { line: number, bytes, cells: null };
    }
    objects += 1;
    const cells: [number, Cell][] = [];
    spread(value, '', 1, cells);
    return { line: number, bytes, cells };
  }

  function* takeLine(bytes: Buffer): Generator<RowBatch, void> {
    if (bytes.length > MAX_ROW_BYTES) throw tooLong(line);
    if (!isUtf8(bytes)) throw dataErrors.csv_not_utf8({ line });
    if (bytes.includes(0)) throw dataErrors.csv_nul_byte({ line });
    const row = readLine(bytes, line);
    line += 1;
    if (row) rows.push(row);
    if (rows.length > 0 && rows.length * labels.length >= BATCH_VALUES) yield* flush();
  }

  function* flush(): Generator<RowBatch, void> {
    const taken = rows;
    rows = [];
    if (taken.length > 0 && labels.length > 0) yield layOut(taken, labels.length);
  }

  return {
    *push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let from = 0;
      for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
        const piece = bytes.subarray(from, at);
        yield* takeLine(restBytes > 0 ? Buffer.concat([...rest, piece]) : piece);
        rest = [];
        restBytes = 0;
        from = at + 1;
      }
      // A copy: the chunk may be used again.
      if (from < bytes.length) rest.push(Buffer.from(bytes.subarray(from)));
      restBytes += bytes.length - from;
      if (restBytes > MAX_ROW_BYTES) throw tooLong(line);
      yield* flush();
    },
    *end() {
      if (restBytes > 0) yield* takeLine(Buffer.concat(rest));
      yield* flush();
      if (objects === 0) throw dataErrors.csv_empty();
    },
    get labels() {
      return labels;
    },
    commentLines: 0,
  };
}

function createLabels(known: readonly string[]): { labels: string[]; placeOf(label: string): number } {
  const labels = [...known];
  const places = new Map(labels.map((label, place) => [label, place]));
  function placeOf(label: string): number {
    const place = places.get(label);
    if (place !== undefined) return place;
    if (labels.length > MAX_COLUMNS) {
      throw dataErrors.csv_too_many_columns({ columns: labels.length, limit: MAX_COLUMNS });
    }
    places.set(label, labels.length);
    labels.push(label);
    return labels.length - 1;
  }
  return { labels, placeOf };
}

interface ParsedRow {
  line: number;
  bytes: Buffer;
  /** Null where the line is no object. */
  cells: [number, Cell][] | null;
}

const tooLong = (line: number) => dataErrors.csv_row_too_long({ line, limit_mb: MAX_ROW_BYTES / 1024 ** 2 });

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '');
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A digit run that a double may not hold. */
const LONG_NUMBER = /\d{16}/;

function parse(text: string): unknown {
  try {
    // Whole numbers beyond what a double holds keep their digits, as text.
    return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isLong = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLong && context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}

function layOut(rows: readonly ParsedRow[], width: number): RowBatch {
  const values = rows.length * width;
  const rowBytes = new Int32Array(rows.length);
  const batch: RowBatch = {
    bytes: Buffer.alloc(0),
    firstRow: 0,
    rows: rows.length,
    width,
    rowStart: new Int32Array(rows.length),
    rowEnd: new Int32Array(rows.length),
    rowBytes,
    rowLine: new Float64Array(rows.length),
    rowValues: new Int32Array(rows.length + 1),
    rowBroken: new Uint8Array(rows.length),
    valueStart: new Int32Array(values),
    valueEnd: new Int32Array(values),
    valueQuotes: new Uint8Array(values).fill(PLAIN),
  };
  const parts: Buffer[] = [];
  let position = 0;
  const add = (bytes: Buffer): number => {
    parts.push(bytes);
    position += bytes.length;
    return position;
  };
  for (const [row, { line, bytes, cells }] of rows.entries()) {
    batch.rowLine[row] = line;
    batch.rowStart[row] = position;
    batch.rowEnd[row] = add(bytes);
    batch.rowValues[row] = row * width;
    batch.rowBroken[row] = cells === null ? NOT_AN_OBJECT_MARK : 0;
    for (const [place, cell] of cells ?? []) {
      const value = row * width + place;
      if (cell === null) continue;
      batch.valueStart[value] = position;
      batch.valueEnd[value] = add(Buffer.from(String(cell)));
      batch.valueQuotes[value] = typeof cell === 'string' ? STRING : PLAIN;
    }
    rowBytes[row] = position - (batch.rowStart[row] ?? 0);
  }
  batch.rowValues[rows.length] = values;
  batch.bytes = Buffer.concat(parts);
  return batch;
}
