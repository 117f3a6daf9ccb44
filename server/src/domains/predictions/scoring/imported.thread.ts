import { LRUCache } from 'lru-cache';
import { serveTasks } from '../../../platform/threads/serve-tasks.ts';
import { decodeVersion, isImported, openImported, predictImported } from '../../models/index.ts';
import { toAnswer, toInputError } from '../answer.ts';
import type { ScoringTask, ScoringTaskAnswer } from './scoring-task.ts';

/** All of a thread's graphs share the memory that its runtime may take. */
const MOST_MODELS = 2;

interface Opened {
  open: Awaited<ReturnType<typeof openImported>>;
  labels: Map<string, string>;
}

const models = new LRUCache<string, Opened>({
  max: MOST_MODELS,
  // One that cannot be given back goes with the thread.
  dispose: ({ open }) => void open.graph.release().catch(() => {}),
});

serveTasks(async ({ key, model: given, input, explained }: ScoringTask): Promise<ScoringTaskAnswer> => {
  if (given) {
    const model = decodeVersion(given.artifact);
    if (!isImported(model)) throw new Error(`The version ${key} was trained here`);
    models.set(key, { open: await openImported(model), labels: new Map(given.labels) });
  }
  const known = models.get(key);
  if (!known) return null;
  try {
    return toAnswer(known.labels, await predictImported(known.open, input, explained));
  } catch (error) {
    throw toInputError(known.labels, error);
  }
});
