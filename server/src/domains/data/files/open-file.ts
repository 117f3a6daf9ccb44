import { createInspection, type FileProfile } from '../csv/inspection.ts';
import type { Note } from '../csv/header.ts';
import { expand } from './compression.ts';
import { toUtf8 } from './encoding.ts';
import type { Encoding, TextFound } from './encodings.ts';
import type { FileFormat, ReadingHabit, ReadingOptions } from './reading.ts';

/** Uploaded bytes may come out of an archive so many times larger. */
const EXPANSION = 4;

/** The text of a file in UTF-8, whatever it is packed in. */
export async function* readText(
  bytes: AsyncIterable<Uint8Array>,
  options: { encoding: Encoding | null; maxSizeMb: number },
  found: TextFound = { encoding: 'utf-8' },
): AsyncGenerator<Buffer> {
  const { bytes: expanded } = await expand(bytes, options.maxSizeMb * EXPANSION);
  yield* toUtf8(expanded, options.encoding, found);
}

const BEGINS_JSON = /^\ufeff?\s*(\{|\[\s*\{)/u;

export interface InspectedFile {
  options: ReadingOptions;
  habit: ReadingHabit;
  /** As the sender calls the file's kind. */
  format: FileFormat | null;
  maxSizeMb: number;
}

/**
 * Looks at a whole file: how it is to be read, its columns, their types.
 * @throws AppError what `expand`, `toUtf8` and the readers of rows throw
 */
export async function inspectFile(
  bytes: AsyncIterable<Uint8Array>,
  { options, habit, format: announced, maxSizeMb }: InspectedFile,
): Promise<FileProfile> {
  const found: TextFound = { encoding: 'utf-8' };
  const text = readText(bytes, { encoding: options.encoding, maxSizeMb }, found)[Symbol.asyncIterator]();
  let format = options.format ?? announced;
  let inspection: ReturnType<typeof createInspection> | null = null;
  for (let next = await text.next(); !next.done; next = await text.next()) {
    format ??= BEGINS_JSON.test(next.value.toString('utf8', 0, 64)) ? 'jsonl' : 'csv';
    inspection ??= createInspection({ format, options, habit });
    inspection.push(next.value);
  }
  inspection ??= createInspection({ options, habit });
  const profile = inspection.end();
  return {
    ...profile,
    notes: [...notesOnEncoding(options.encoding, found), ...profile.notes],
    reading: {
      format: format ?? 'csv',
      encoding: found.encoding,
      delimiter: options.delimiter,
      keepApostrophes: options.keepApostrophes,
    },
  };
}

export function notesOnEncoding(asked: Encoding | null, { encoding }: TextFound): Note[] {
  return asked === null && encoding !== 'utf-8' ? [{ code: 'encoding_guessed', params: { encoding } }] : [];
}
