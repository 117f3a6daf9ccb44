import { type Column, readBoolean, readNumber, readText, readTime } from '../../../numeric/index.ts';
import type { Database } from '../../../platform/db/database.ts';
import { createTextRows, type TextRow } from '../../data/index.ts';
import type { featuresOf } from '../../models/index.ts';
import { findPiece, type Rejection } from './files.repository.ts';
import type { Rows } from './score-chunk.ts';

type Feature = ReturnType<typeof featuresOf>[number];

interface FileRequest {
  fileId: string;
  keyColumn: string | null;
  features: readonly Feature[];
  rowsAChunk: number;
  /** Rows that an attempt before has scored. */
  done: number;
}

/** Some rows of a file, and what was wrong with those of them that have no value at all here. */
export interface FileRows extends Rows {
  rejections: Rejection[];
}

const LONGEST_VALUE = 200;

/** Rows of a file that waits for its batch, in chunks, those that are done already left out. */
export async function* readFileRows(
  database: Database,
  organizationId: number,
  { fileId, keyColumn, features, rowsAChunk, done }: FileRequest,
): AsyncGenerator<FileRows> {
  const rows = createTextRows();
  const gathering: { chunk: ReturnType<typeof gather> | null } = { chunk: null };
  let passed = 0;

  function* take(found: Iterable<TextRow>): Generator<FileRows> {
    for (const row of found) {
      passed += 1;
      if (passed <= done) continue;
      gathering.chunk ??= gather(rows.names, features, keyColumn, passed);
      const { chunk } = gathering;
      chunk.add(row);
      if (chunk.size() < rowsAChunk) continue;
      yield chunk.end();
      gathering.chunk = null;
    }
  }

  for (let position = 0; ; position += 1) {
    const piece = await findPiece(database.tenant(organizationId), organizationId, fileId, position);
    if (!piece) break;
    yield* take(rows.push(piece));
  }
  yield* take(rows.end());
  if (gathering.chunk) yield gathering.chunk.end();
}

/** Gathers rows into columns. A row with a fault is missing in all of them. */
function gather(names: readonly string[], features: readonly Feature[], keyColumn: string | null, firstRow: number) {
  const columns = features.map((feature) => ({ feature, place: names.indexOf(feature.name), ...columnOf(feature) }));
  const keyPlace = keyColumn === null ? -1 : names.indexOf(keyColumn);
  const keys: (string | null)[] = [];
  const rejections: Rejection[] = [];

  function readRow(row: TextRow): boolean {
    if (row.fault !== null) {
      rejections.push({ ...toRejection(row), reason: `data.rejections.${row.fault}` });
      return false;
    }
    let fits = true;
    for (const { feature, place, read } of columns) {
      const fault = read(place < 0 ? '' : row.value(place));
      if (fault === null) continue;
      fits = false;
      const value = row.value(place).slice(0, LONGEST_VALUE).toWellFormed();
      rejections.push({ ...toRejection(row), column: feature.name, reason: `predictions.faults.${fault}`, value });
    }
    return fits;
  }

  return {
    add(row: TextRow): void {
      const fits = readRow(row);
      for (const { keep } of columns) keep(fits);
      keys.push(row.fault === null && keyPlace >= 0 ? row.value(keyPlace) || null : null);
    },
    size: () => keys.length,
    end: (): FileRows => ({
      firstRow,
      features: columns.map(({ end }) => end()),
      keys: keyColumn === null ? null : keys,
      rejections,
    }),
  };
}

const toRejection = (row: TextRow): Rejection => ({
  line: row.line,
  column: null,
  reason: '',
  value: null,
  row: row.original(),
});

/** One feature's values: `read` looks at the next, and says what is wrong with it; `keep` takes it, or leaves it out. */
interface ColumnOfTexts {
  read(text: string): string | null;
  keep(fits: boolean): void;
  end(): Column;
}

function columnOf({ name, type }: Feature): ColumnOfTexts {
  return type === 'category' || type === 'text' ? labelsOf(name) : valuesOf(name, type);
}

function valuesOf(name: string, kind: 'number' | 'boolean' | 'time'): ColumnOfTexts {
  const values: number[] = [];
  const reader = { number: readNumber, boolean: readBoolean, time: readTime }[kind];
  let next = Number.NaN;
  return {
    read(text) {
      const reading = reader(text);
      next = 'fault' in reading || reading.value === null ? Number.NaN : Number(reading.value);
      return 'fault' in reading ? reading.fault : null;
    },
    keep: (fits) => void values.push(fits ? next : Number.NaN),
    end: () => ({ name, kind, values: Float64Array.from(values) }),
  };
}

function labelsOf(name: string): ColumnOfTexts {
  const codes: number[] = [];
  const places = new Map<string, number>();
  let next: string | null = null;
  return {
    read(text) {
      const reading = readText(text);
      next = 'fault' in reading ? null : reading.value;
      return 'fault' in reading ? reading.fault : null;
    },
    keep(fits) {
      if (!fits || next === null) {
        codes.push(-1);
        return;
      }
      const code = places.get(next) ?? places.size;
      places.set(next, code);
      codes.push(code);
    },
    end: () => ({ name, kind: 'text', codes: Int32Array.from(codes), dictionary: [...places.keys()] }),
  };
}
