import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { backupErrors } from './backup.errors.ts';
import {
  createChecksums,
  createEncryption,
  deriveKey,
  type KeyDerivation,
  NEW_DERIVATION,
  type Sealing,
} from './sealing.ts';

/**
 * A file: one line that names the kind, one line of JSON (the head), then frames. A frame is its length (four bytes, the
 * highest bit set on the last) and its sealed content. The contents, joined and decompressed, are the stream of records.
 */
const KIND = 'business-suite backup\n';
const FORMAT = 1;
const FRAME_BYTES = 256 * 1024;
const MOST_FRAME_BYTES = 16 * 1024 * 1024;
const MOST_HEAD_BYTES = 1024 * 1024;
const LAST = 0x80000000;

/** What can be known of a file without reading it, and without its passphrase. */
export interface BackupHead {
  format: number;
  created_at: string;
  product_version: string;
  postgres_version: string;
  migrations: readonly { name: string; applied_at: string }[];
  compression: 'zstd';
  encryption: KeyDerivation | null;
}

/** @returns how many bytes the file has */
export async function writeContainer(
  path: string,
  about: Pick<BackupHead, 'created_at' | 'product_version' | 'postgres_version' | 'migrations'>,
  passphrase: string | null,
  records: AsyncIterable<Buffer>,
): Promise<number> {
  const encryption = passphrase === null ? null : { ...NEW_DERIVATION, salt: randomBytes(16).toString('base64') };
  const head: BackupHead = { format: FORMAT, ...about, compression: 'zstd', encryption };
  const text = Buffer.from(`${KIND}${JSON.stringify(head)}\n`);
  const sealing = await createSealing(head, text, passphrase);
  // Only the account that writes it may read it: it holds everything, secrets included.
  const file = await open(path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw backupErrors.backup_file_exists({ file: path });
    throw backupErrors.backup_file_unreadable({ file: path, reason: cause.message }, { cause });
  });
  try {
    let size = text.length;
    await file.write(text);
    for await (const frame of toFrames(Readable.from(records).compose(createZstdCompress()), sealing)) {
      // write may write less than it was given.
      for (let written = 0; written < frame.length;) written += (await file.write(frame, written)).bytesWritten;
      size += frame.length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function* toFrames(chunks: AsyncIterable<Buffer>, sealing: Sealing): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let size = 0;
  let index = 0;
  const frame = (isLast: boolean): Buffer => {
    const sealed = sealing.seal(index++, isLast, Buffer.concat(pending));
    const length = Buffer.alloc(4);
    length.writeUInt32BE((sealed.length | (isLast ? LAST : 0)) >>> 0);
    [pending, size] = [[], 0];
    return Buffer.concat([length, sealed]);
  };
  for await (const chunk of chunks) {
    pending.push(chunk);
    size += chunk.length;
    if (size >= FRAME_BYTES) yield frame(false);
  }
  yield frame(true);
}

/** @throws AppError backup_file_unreadable, backup_not_one, backup_newer */
export async function readHead(path: string): Promise<BackupHead> {
  const { head, close } = await openFile(path);
  await close();
  return head;
}

/**
 * The records of a file, checked as they come.
 * @throws AppError what readHead throws, backup_damaged, backup_passphrase_missing, backup_passphrase_wrong
 */
export async function* readContainer(path: string, passphrase: string | null): AsyncGenerator<Buffer> {
  const { head, text, bytes, close } = await openFile(path);
  try {
    const sealing = await createSealing(head, text, passphrase);
    const contents = Readable.from(fromFrames(bytes, sealing)).compose(createZstdDecompress());
    for await (const chunk of contents) yield chunk;
  } catch (cause) {
    const code: unknown = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
    if (typeof code === 'string' && /^(ZSTD|ERR_ZSTD|Z_|ERR_STREAM_PREMATURE)/.test(code)) {
      throw backupErrors.backup_damaged({ frame: 0 }, { cause });
    }
    throw cause;
  } finally {
    await close();
  }
}

async function createSealing(head: BackupHead, text: Buffer, passphrase: string | null): Promise<Sealing> {
  const digest = createHash('sha256').update(text).digest();
  if (head.encryption === null) return createChecksums(digest);
  if (passphrase === null) throw backupErrors.backup_passphrase_missing();
  return createEncryption(digest, await deriveKey(passphrase, head.encryption));
}

interface ByteReader {
  /** Null at the end of the file. @throws AppError backup_damaged where it ends in the middle */
  take(count: number): Promise<Buffer | null>;
}

async function openFile(path: string) {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw backupErrors.backup_file_unreadable({ file: path, reason: cause.message }, { cause });
  });
  try {
    const bytes: ByteReader = {
      async take(count) {
        const buffer = Buffer.allocUnsafe(count);
        let read = 0;
        while (read < count) {
          const { bytesRead } = await file.read(buffer, read, count - read);
          if (bytesRead === 0) break;
          read += bytesRead;
        }
        if (read === 0) return null;
        if (read < count) throw backupErrors.backup_damaged({ frame: -1 });
        return buffer;
      },
    };
    const start = Buffer.alloc(MOST_HEAD_BYTES);
    const { bytesRead } = await file.read(start, 0, MOST_HEAD_BYTES, 0);
    const end = start.subarray(0, bytesRead).indexOf('\n', KIND.length);
    if (bytesRead < KIND.length || start.toString('utf8', 0, KIND.length) !== KIND || end < 0) {
      throw backupErrors.backup_not_one({ file: path });
    }
    const text = Buffer.from(start.subarray(0, end + 1));
    await bytes.take(text.length);
    return { head: parseHead(text.toString('utf8', KIND.length), path), text, bytes, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function parseHead(text: string, path: string): BackupHead {
  let head: BackupHead;
  try {
    head = JSON.parse(text);
  } catch (cause) {
    throw backupErrors.backup_damaged({ frame: -1 }, { cause });
  }
  if (typeof head.format !== 'number' || !Array.isArray(head.migrations))
    throw backupErrors.backup_not_one({ file: path });
  if (head.format > FORMAT) throw backupErrors.backup_newer({ version: head.product_version });
  return head;
}

async function* fromFrames(bytes: ByteReader, sealing: Sealing): AsyncGenerator<Buffer> {
  for (let index = 0; ; index++) {
    const head = await bytes.take(4);
    // Without the frame that says it is the last, something is missing.
    if (!head) throw backupErrors.backup_damaged({ frame: index });
    const word = head.readUInt32BE();
    const isLast = (word & LAST) !== 0;
    const length = word & ~LAST;
    const sealed = length > MOST_FRAME_BYTES ? null : await bytes.take(length);
    if (!sealed) throw backupErrors.backup_damaged({ frame: index });
    yield sealing.open(index, isLast, sealed);
    if (!isLast) continue;
    if (await bytes.take(1)) throw backupErrors.backup_damaged({ frame: index + 1 });
    return;
  }
}
