import { createHash } from 'node:crypto';
import type { Database } from '../../../platform/db/database.ts';
import type { FileProfile } from '../csv/inspection.ts';
import { dataErrors } from '../data.errors.ts';
import type { InspectedFile } from '../files/open-file.ts';
import { insertChunk, insertUpload, removeUpload } from './imports.repository.ts';
import { inspectByThread } from './through-thread.ts';

/** Bytes are kept in rows of this size: few enough statements, small enough turns. */
const CHUNK_BYTES = 1024 * 1024;

export interface Upload {
  id: number;
  sizeBytes: number;
  sha256: Buffer;
  profile: FileProfile;
}

/**
 * Keeps the bytes of a file as they arrive and looks at them on the way, so that a file that cannot be read is refused
 * while its sender still listens. Whatever goes wrong, nothing is left.
 * @throws AppError import_too_large, and what an inspection throws
 */
export async function receiveUpload(
  database: Database,
  organizationId: number,
  body: AsyncIterable<Uint8Array>,
  file: InspectedFile,
): Promise<Upload> {
  const db = database.tenant(organizationId);
  const id = await insertUpload(db, organizationId);
  const keeper = createKeeper((position, bytes) => insertChunk(db, organizationId, id, position, bytes));
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let isRefused = false;

  async function* kept(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      if (isRefused) return;
      sizeBytes += piece.length;
      if (sizeBytes > file.maxSizeMb * 1024 * 1024) throw dataErrors.import_too_large({ limit_mb: file.maxSizeMb });
      hash.update(piece);
      await keeper.add(piece);
      yield piece;
    }
  }

  const bytes = kept();
  try {
    const profile = await inspectByThread(file, { [Symbol.asyncIterator]: () => unending(bytes) });
    // What stands behind the end of an archive is kept too: it is part of the file.
    for await (const _ of bytes);
    await keeper.end();
    return { id, sizeBytes, sha256: hash.digest(), profile };
  } catch (error) {
    isRefused = true;
    // Its end is not waited for: the sender may be silent until it has heard of the refusal.
    bytes.return(undefined).catch(() => {});
    await keeper.settle();
    await removeUpload(db, organizationId, id);
    throw error;
  }
}

/** The same bytes for a reader that may leave before their end without ending them. */
function unending(bytes: AsyncGenerator<Uint8Array>): AsyncIterator<Uint8Array> {
  return { next: () => bytes.next() };
}

function createKeeper(write: (position: number, bytes: Buffer) => Promise<void>) {
  let position = 0;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  // One chunk is written while the next arrives.
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await writing;
    writing = write(position, Buffer.concat(gathered));
    // Its failure is met at the next flush; until then it is not "unhandled".
    writing.catch(() => {});
    position += 1;
    gathered = [];
    gatheredBytes = 0;
  }

  return {
    async add(piece: Uint8Array): Promise<void> {
      gathered.push(piece);
      gatheredBytes += piece.length;
      if (gatheredBytes >= CHUNK_BYTES) await flush();
    },
    async end(): Promise<void> {
      await flush();
      await writing;
    },
    /** Waits for the chunk that is being written, whatever comes of it. */
    settle: () => writing.catch(() => {}),
  };
}
