import type { Database } from '../../../platform/db/database.ts';
import { createTextRows, type TextRow } from '../../data/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { insertPiece, removeAbandonedPieces, removeFile } from './files.repository.ts';

/** Bytes are kept in rows of this size: few enough statements, small enough turns. */
const PIECE_BYTES = 1024 * 1024;
const BYTES_A_MB = 1024 * 1024;

interface Incoming {
  fileId: string;
  body: AsyncIterable<Uint8Array>;
  maxSizeMb: number;
  /** Told the names of the columns as soon as they are known, and throws where these do not do. */
  checkNames(names: readonly string[]): void;
}

/**
 * Keeps a file as it arrives and counts its rows, so that one that cannot be read is refused while its sender still
 * listens. Whatever goes wrong, nothing is left.
 *
 * @returns how many rows it has
 * @throws AppError batch_file_too_large, batch_file_empty, csv_…, and what `checkNames` throws
 */
export async function receiveFile(
  database: Database,
  organizationId: number,
  { fileId, body, maxSizeMb, checkNames }: Incoming,
): Promise<number> {
  const db = database.tenant(organizationId);
  await removeAbandonedPieces(db, organizationId);
  const rows = createTextRows();
  let count = 0;
  let sizeBytes = 0;
  let position = 0;
  let gathered: Uint8Array[] = [];
  let gatheredBytes = 0;

  function look(found: Iterable<TextRow>): void {
    for (const _ of found) {
      if (count === 0) checkNames(rows.names);
      count += 1;
    }
  }

  async function flush(): Promise<void> {
    if (gatheredBytes === 0) return;
    await insertPiece(db, organizationId, { fileId, position, bytes: Buffer.concat(gathered) });
    position += 1;
    gathered = [];
    gatheredBytes = 0;
  }

  try {
    for await (const piece of body) {
      sizeBytes += piece.length;
      if (sizeBytes > maxSizeMb * BYTES_A_MB) throw predictionErrors.batch_file_too_large({ limit_mb: maxSizeMb });
      look(rows.push(piece));
      gathered.push(piece);
      gatheredBytes += piece.length;
      if (gatheredBytes >= PIECE_BYTES) await flush();
    }
    look(rows.end());
    checkNames(rows.names);
    if (count === 0) throw predictionErrors.batch_file_empty();
    await flush();
    return count;
  } catch (error) {
    await removeFile(db, organizationId, fileId);
    throw error;
  }
}
