import { LRUCache } from 'lru-cache';
import { decodeArtifact } from '../../../numeric/index.ts';
import { serveTasks } from '../../../platform/threads/serve-tasks.ts';
import { answer, type AnsweringModel } from '../answer.ts';
import type { ScoringTask, ScoringTaskAnswer } from './scoring-task.ts';

/** Versions that a thread keeps; each may be as large as a model may be. */
const MOST_MODELS = 4;

const models = new LRUCache<string, AnsweringModel>({ max: MOST_MODELS });

serveTasks(({ key, model: given, input, explained }: ScoringTask): ScoringTaskAnswer => {
  if (given) models.set(key, { pipeline: decodeArtifact(given.artifact), labels: new Map(given.labels) });
  const model = models.get(key);
  return model ? answer(model, input, explained) : null;
});
