import { availableParallelism } from 'node:os';
import { encodeArtifact, explanationCost } from '../../../numeric/index.ts';
import { createTaskThreads } from '../../../platform/threads/task-threads.ts';
import type { DeployedModel, Label } from '../../models/index.ts';
import { type Answer, answer } from '../answer.ts';
import type { ScoringTask, ScoringTaskAnswer } from './scoring-task.ts';

type Input = Readonly<Record<string, unknown>>;

/** Answers records: here where that takes no time to speak of, else on threads beside the one that serves requests. */
export interface Scoring {
  /** @throws what `answer` throws */
  answer(organizationId: number, model: DeployedModel, input: Input, explained?: Label): Answer | Promise<Answer>;
  close(): Promise<void>;
}

/** A request may wait so long for another one's explanation. */
const LONGEST_HERE_MS = 3;

interface ScoringOptions {
  /** Models that cost more are scored on threads; by default a few milliseconds. */
  longestHereMs?: number;
}

export function createScoring({ longestHereMs = LONGEST_HERE_MS }: ScoringOptions = {}): Scoring {
  const threads = createTaskThreads<ScoringTask, ScoringTaskAnswer>(new URL('./scoring.thread.ts', import.meta.url));
  const mostThreads = Math.max(1, availableParallelism() - 1);

  /** Versions on their way to a thread: who asks meanwhile waits, instead of sending the same once more. */
  const handing = new Map<string, Promise<unknown>>();

  async function answerBeside(organizationId: number, model: DeployedModel, input: Input, explained?: Label) {
    const key = `${organizationId}/${model.modelId}/${model.version}`;
    const limit = model.autoScaling ? mostThreads : 1;
    for (;;) {
      await handing.get(key);
      const known = await threads.run({ key, model: null, input, explained }, limit);
      if (known) return known;
      if (handing.has(key)) continue;
      const handed = { artifact: encodeArtifact(model.pipeline), labels: [...model.labels] };
      const answering = threads.run({ key, model: handed, input, explained }, limit);
      const over = answering.catch(() => {}).then(() => handing.delete(key));
      handing.set(key, over);
      const answered = await answering;
      if (answered) return answered;
    }
  }

  return {
    answer(organizationId, model, input, explained) {
      if (explanationCost(model.pipeline) <= longestHereMs) return answer(model, input, explained);
      return answerBeside(organizationId, model, input, explained);
    },
    close: threads.close,
  };
}
