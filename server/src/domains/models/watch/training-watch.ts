import type { Db } from '../../../platform/db/database.ts';
import type { Comparison } from './champion-comparison.ts';
import * as repository from './retraining.repository.ts';
import { insertReferences } from './watch.repository.ts';
import type { VersionReferences } from './version-references.ts';

/** The version that a training is to be compared with, as a training thread takes it. */
export interface Rival {
  artifact: Uint8Array;
  trainedAtMs: number;
}

/** What a training thread finds out for the watch. */
export interface WatchFindings {
  /** Null of a type whose inputs have no distribution. */
  references: VersionReferences | null;
  /** Null where no policy asked for it, or where the two cannot be compared. */
  comparison: Comparison | null;
}

/** Null unless a policy began this training. */
export async function findRival(db: Db, organizationId: number, jobId: string): Promise<Rival | null> {
  const retraining = await repository.findByJob(db, organizationId, jobId);
  if (!retraining) return null;
  const found = await repository.findArtifact(db, organizationId, retraining.model_id, retraining.champion_version);
  return found && { artifact: found.artifact, trainedAtMs: found.trained_at.getTime() };
}

/** Keeps what a training has found, in the transaction that keeps its version. */
export async function keepFindings(
  db: Db,
  organizationId: number,
  { modelId, version, jobId, findings }: { modelId: number; version: number; jobId: string; findings: WatchFindings },
): Promise<void> {
  const { references, comparison } = findings;
  if (references) await insertReferences(db, organizationId, { modelId, version, references });
  await repository.updateRetraining(db, organizationId, jobId, { challenger_version: version, comparison });
}
