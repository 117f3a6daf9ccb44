import type { VersionRow } from '../versions.repository.ts';
import type { Label } from '../versions.repository.ts';

/** What a version was asked, and what it said. */
export interface LiveAnswer {
  input: Readonly<Record<string, unknown>>;
  output: LiveOutput;
  /** Features whose value training never saw. */
  unseen: readonly string[];
  at: Date;
}

export interface LiveOutput {
  prediction: number;
  label?: Label;
  probabilities?: Readonly<Record<string, number>>;
  interval?: { level: number; lower: number; upper: number };
  is_anomaly?: boolean;
}

/** What a version said, and what really happened. */
export interface LiveOutcome {
  output: LiveOutput;
  actual: Label;
}

interface Window {
  modelId: number;
  version: number;
  since: Date;
  mostRows: number;
}

/** What is asked of the predictions; handed in, because they know models and not the other way round. */
export interface LivePredictions {
  /** The latest answers of a version, the latest first, a page at a time. */
  pages(organizationId: number, window: Window): AsyncIterable<readonly LiveAnswer[]>;
  /** Some rows of its latest batches, the latest first, never more than are wanted. */
  batchRows(organizationId: number, window: Window): Promise<LiveAnswer[]>;
  /** Answers of all versions of a model; never more than `most`. */
  countSince(organizationId: number, modelId: number, since: Date, most: number): Promise<number>;
  /** Those that were told last. */
  listOutcomes(organizationId: number, window: Window): Promise<LiveOutcome[]>;
  /** By the field's usual names; those that the outcomes do not allow are left out. */
  measure(version: VersionRow, outcomes: readonly LiveOutcome[]): Record<string, number>;
}
