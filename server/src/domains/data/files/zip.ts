import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { dataErrors } from '../data.errors.ts';
import { type ByteCursor, createByteCursor } from './byte-cursor.ts';

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const LOCAL_HEADER_BYTES = 30;
const ENCRYPTED = 1;
/** Sizes and sum stand behind the bytes, not before them. */
const SIZES_FOLLOW = 8;
const STORED = 0;
const DEFLATED = 8;
/** Stands for a size that is kept in another place, beyond 4 GB. */
const ELSEWHERE = 0xffff_ffff;
/** An archive may name so many entries that do not count before its one file comes. */
const MOST_ENTRIES = 100;
const SPREADSHEET = /^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/|word\/|mimetype$|META-INF\/)/;
/** Folders, and what desktops put beside a file. */
const IGNORED = /(^__MACOSX\/|\/$|(^|\/)\.[^/]*$|(^|\/)Thumbs\.db$)/;

interface Entry {
  name: string;
  method: number;
  sizesFollow: boolean;
  crc: number;
  /** -1 where it is not known before. */
  packedBytes: number;
}

/**
 * The one file of a zip archive, as it comes, its sum checked.
 * @throws AppError zip_empty, zip_several_files, zip_unsupported, zip_spreadsheet, file_damaged
 */
export async function* unzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const cursor = createByteCursor(source);
  try {
    yield* readOnly(cursor);
  } finally {
    await cursor.close();
  }
}

async function* readOnly(cursor: ByteCursor): AsyncGenerator<Buffer> {
  let found: string | null = null;
  for (let entries = 0; ; entries += 1) {
    const entry = await readEntry(cursor);
    if (entry === null) break;
    const counts = !IGNORED.test(entry.name);
    if (entries > MOST_ENTRIES || (counts && found !== null)) {
      throw dataErrors.zip_several_files({ first: shown(found ?? ''), second: shown(entry.name) });
    }
    if (counts) found = entry.name;
    for await (const piece of readContent(cursor, entry)) if (counts) yield piece;
  }
  if (found === null) throw dataErrors.zip_empty();
}

const shown = (name: string): string => name.slice(0, 100).toWellFormed();
const damaged = (cause?: unknown) => dataErrors.file_damaged({ compression: 'zip' }, { cause });

/** Null at the directory, which stands behind the entries. */
async function readEntry(cursor: ByteCursor): Promise<Entry | null> {
  const head = await cursor.take(LOCAL_HEADER_BYTES);
  // An archive that was cut off has no directory.
  if (head.length < 4) throw damaged();
  if (head.readUInt32LE(0) !== LOCAL_HEADER) return null;
  if (head.length < LOCAL_HEADER_BYTES) throw damaged();
  const flags = head.readUInt16LE(6);
  const name = (await cursor.take(head.readUInt16LE(26))).toString('utf8');
  await cursor.take(head.readUInt16LE(28));
  const method = head.readUInt16LE(8);
  const sizesFollow = (flags & SIZES_FOLLOW) !== 0;
  const size = head.readUInt32LE(18);
  if (SPREADSHEET.test(name)) throw dataErrors.zip_spreadsheet();
  const plain = method === DEFLATED || (method === STORED && !sizesFollow && size !== ELSEWHERE);
  if ((flags & ENCRYPTED) !== 0 || !plain) throw dataErrors.zip_unsupported();
  return { name, method, sizesFollow, crc: head.readUInt32LE(14), packedBytes: sizesFollow ? -1 : size };
}

async function* readContent(cursor: ByteCursor, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  const content = entry.method === STORED ? takeStored(cursor, entry.packedBytes) : inflate(cursor);
  for await (const piece of content) {
    sum = crc32(piece, sum);
    yield piece;
  }
  let expected = entry.crc;
  if (entry.sizesFollow) {
    const first = await cursor.take(4);
    const marked = first.length === 4 && first.readUInt32LE(0) === DESCRIPTOR;
    const crc = marked ? await cursor.take(4) : first;
    if (crc.length < 4) throw damaged();
    expected = crc.readUInt32LE(0);
    await skipSizes(cursor);
  }
  if (sum !== expected) throw damaged();
}

/** Two sizes of four bytes each, or of eight: what follows them begins with the letters PK. */
async function skipSizes(cursor: ByteCursor): Promise<void> {
  await cursor.take(8);
  const ahead = await cursor.take(2);
  if (ahead.toString('latin1') === 'PK') cursor.putBack(ahead);
  else await cursor.take(6);
}

async function* takeStored(cursor: ByteCursor, length: number): AsyncGenerator<Buffer> {
  for (let left = length; left > 0;) {
    const piece = await cursor.take(Math.min(left, 64 * 1024));
    if (piece.length === 0) throw damaged();
    left -= piece.length;
    yield piece;
  }
}

/** Inflates to the end of the packed bytes, wherever that is, and puts back what follows. */
async function* inflate(cursor: ByteCursor): AsyncGenerator<Buffer> {
  const decoder = createInflateRaw({ chunkSize: 128 * 1024 });
  const feeding = feed(cursor, decoder);
  feeding.catch(() => {});
  try {
    for await (const piece of decoder) if (Buffer.isBuffer(piece)) yield piece;
  } catch (cause) {
    decoder.destroy();
    await feeding;
    throw damaged(cause);
  }
  await feeding;
}

async function feed(cursor: ByteCursor, decoder: InflateRaw): Promise<void> {
  let fed = 0;
  let latest: Buffer = Buffer.alloc(0);
  const state = { ended: false };
  const end = () => (state.ended = true);
  decoder.once('end', end).once('close', end);
  try {
    while (!state.ended) {
      const piece = await cursor.next();
      if (piece === null) break;
      latest = piece;
      fed += piece.length;
      await new Promise<void>((resolve) => {
        decoder.once('close', resolve);
        decoder.write(piece, () => {
          decoder.off('close', resolve);
          resolve();
        });
      });
      // The packed bytes are over when the decoder leaves some of them.
      if (decoder.bytesWritten < fed) break;
    }
    decoder.end();
  } catch (error) {
    decoder.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  const left = fed - decoder.bytesWritten;
  if (left > 0) cursor.putBack(latest.subarray(latest.length - left));
}
