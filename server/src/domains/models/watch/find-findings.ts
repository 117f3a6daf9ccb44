import type { Column, TrainingResult } from '../../../numeric/index.ts';
import { isPipeline, openVersion } from '../onnx/imported-model.ts';
import type { Receipt } from '../training-receipt.ts';
import { compareOnHeldOut } from './champion-comparison.ts';
import type { Rival, WatchFindings } from './training-watch.ts';
import { referencesOf } from './version-references.ts';

interface Trained {
  receipt: Receipt;
  pick(column: string): Column;
  rival: Rival | null;
}

/** What a training finds out for the watch: what its rows looked like, and whether it beats the version that answers. */
export function findFindings({ pipeline, heldOut }: TrainingResult, { receipt, pick, rival }: Trained): WatchFindings {
  const { feature_columns: features, training_data_source: source } = receipt;
  const isClock = source.time_column !== undefined && pick(source.time_column).kind === 'time';
  const pipelineOfRival = rival && openVersion(rival.artifact).pipeline;
  // An imported champion is only asked live: its runtime may not be there.
  const champion =
    pipelineOfRival && isPipeline(pipelineOfRival)
      ? { pipeline: pipelineOfRival, trainedAtMs: rival.trainedAtMs }
      : null;
  return {
    references: referencesOf(pipeline, features.map(pick), heldOut),
    comparison: champion && compareOnHeldOut(champion, pipeline, heldOut, isClock),
  };
}
