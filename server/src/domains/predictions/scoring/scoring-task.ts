import type { Label } from '../../models/index.ts';
import type { Answer } from '../answer.ts';

/** What a scoring thread is asked. */
export interface ScoringTask {
  /** Names the version; a thread that has it needs nothing else. */
  key: string;
  model: null | { artifact: Uint8Array; labels: [name: string, label: string][] };
  input: Readonly<Record<string, unknown>>;
  explained: Label | undefined;
}

/** Null: the thread does not have the version. */
export type ScoringTaskAnswer = Answer | null;
