import type { Database } from '../../../platform/db/database.ts';
import { createInspection, type FileProfile } from '../csv/inspection.ts';
import type { DateOrder } from '../csv/moments.ts';
import { dataErrors } from '../data.errors.ts';
import { insertChunk, insertUpload, removeUpload } from './imports.repository.ts';

/** Bytes are kept in rows of this size: few enough statements, small enough turns. */
const CHUNK_BYTES = 1024 * 1024;

export interface Upload {
  id: number;
  sizeBytes: number;
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
  { maxSizeMb, habit }: { maxSizeMb: number; habit: DateOrder | null },
): Promise<Upload> {
  const db = database.tenant(organizationId);
  const id = await insertUpload(db, organizationId);
  const inspection = createInspection(habit);
  let sizeBytes = 0;
  let position = 0;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;
  // One chunk is written while the next arrives.
  let writing: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await writing;
    writing = insertChunk(db, organizationId, id, position, Buffer.concat(gathered));
    // Its failure is met at the next flush; until then it is not "unhandled".
    writing.catch(() => {});
    position += 1;
    gathered = [];
    gatheredBytes = 0;
  }

  try {
    for await (const piece of body) {
      sizeBytes += piece.length;
      if (sizeBytes > maxSizeMb * 1024 * 1024) throw dataErrors.import_too_large({ limit_mb: maxSizeMb });
      inspection.push(piece);
      gathered.push(piece);
      gatheredBytes += piece.length;
      if (gatheredBytes >= CHUNK_BYTES) await flush();
    }
    const profile = inspection.end();
    await flush();
    await writing;
    return { id, sizeBytes, profile };
  } catch (error) {
    await writing.catch(() => {});
    await removeUpload(db, organizationId, id);
    throw error;
  }
}
