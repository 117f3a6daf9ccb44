import type { Connection } from '../../../platform/db/connection.ts';

/** What a scoring thread is given. */
export interface ScoringInput {
  connection: Connection;
  organizationId: number;
  batchId: number;
  /** The file's pieces, or the dataset: one of them. */
  fileId: string | null;
  dataset: string | null;
  keyColumn: string | null;
  /** Of the version that answers. */
  artifact: Uint8Array;
  /** Rows that belong to the batch; null while nobody has read them yet. */
  rowsTotal: number | null;
}

export interface ScoringOutput {
  rowsTotal: number;
}
