import { availableParallelism } from 'node:os';
import { explanationCost } from '../../../numeric/index.ts';
import { createTaskThreads, isTooSlow, type TaskThreads } from '../../../platform/threads/task-threads.ts';
import { type DeployedModel, encodeVersion, isPipeline, type Label } from '../../models/index.ts';
import { type Answer, answer, score, type Scored } from '../answer.ts';
import { answerKind } from '../kinds/answer-kind.ts';
import { predictionErrors } from '../predictions.errors.ts';
import type { ScoringTask, ScoringTaskAnswer } from './scoring-task.ts';

type Input = Readonly<Record<string, unknown>>;

/** Answers records: here where that takes no time to speak of, else on threads beside the one that serves requests. */
export interface Scoring {
  /** @throws what `answer` throws */
  answer(organizationId: number, model: DeployedModel, input: Input, explained?: Label): Answer | Promise<Answer>;
  /** Without why, which takes no time to speak of whatever the model. @throws what `answer` throws */
  score(organizationId: number, model: DeployedModel, input: Input): Scored | Promise<Scored>;
  /** About how long an answer takes; without end where nobody knows. */
  costMs(model: DeployedModel): number;
  close(): Promise<void>;
}

/** A request may wait so long for another one's explanation. */
const LONGEST_HERE_MS = 3;

type Threads = TaskThreads<ScoringTask, ScoringTaskAnswer>;

/** An imported model may take so long for one answer. */
const LONGEST_IMPORTED_MS = 10_000;

/** Strange rows and segments: most of it is looking through some hundred trees or points. */
const KIND_COST_MS = 0.2;

interface ScoringOptions {
  /** Models that cost more are scored on threads; by default a few milliseconds. */
  longestHereMs?: number;
}

export function createScoring({ longestHereMs = LONGEST_HERE_MS }: ScoringOptions = {}): Scoring {
  const trained: Threads = createTaskThreads(new URL('./scoring.thread.ts', import.meta.url));
  // What others have made may never end.
  const imported: Threads = createTaskThreads(new URL('./imported.thread.ts', import.meta.url), {
    longestMs: LONGEST_IMPORTED_MS,
  });
  const mostThreads = Math.max(1, availableParallelism() - 1);

  /** Versions on their way to a thread: who asks meanwhile waits, instead of sending the same once more. */
  const handing = new Map<string, Promise<unknown>>();

  async function answerBeside(
    threads: Threads,
    organizationId: number,
    model: DeployedModel,
    input: Input,
    explained?: Label,
  ) {
    const key = `${organizationId}/${model.modelId}/${model.version}`;
    const limit = model.autoScaling ? mostThreads : 1;
    for (;;) {
      await handing.get(key);
      const known = await threads.run({ key, model: null, input, explained }, limit);
      if (known) return known;
      if (handing.has(key)) continue;
      const handed = { artifact: encodeVersion(model.pipeline), labels: [...model.labels] };
      const answering = threads.run({ key, model: handed, input, explained }, limit);
      const over = answering.catch(() => {}).then(() => handing.delete(key));
      handing.set(key, over);
      const answered = await answering;
      if (answered) return answered;
    }
  }

  function answerImported(organizationId: number, model: DeployedModel, input: Input, explained?: Label) {
    return answerBeside(imported, organizationId, model, input, explained).catch((error: unknown) => {
      throw isTooSlow(error) ? predictionErrors.model_too_slow({ seconds: LONGEST_IMPORTED_MS / 1000 }) : error;
    });
  }

  /** Versions that are no pipeline of ours: imported ones, and those that tell no target. */
  function answerOther(organizationId: number, model: DeployedModel, input: Input, explained?: Label) {
    const { pipeline, labels } = model;
    if ('kind' in pipeline) return answerKind({ model: pipeline, labels }, input);
    return answerImported(organizationId, model, input, explained);
  }

  return {
    score(organizationId, model, input) {
      const { pipeline, labels } = model;
      return isPipeline(pipeline) ? score({ pipeline, labels }, input) : answerOther(organizationId, model, input);
    },
    costMs: ({ pipeline }) => {
      if (isPipeline(pipeline)) return explanationCost(pipeline);
      return 'kind' in pipeline ? KIND_COST_MS : Number.POSITIVE_INFINITY;
    },
    answer(organizationId, model, input, explained) {
      const { pipeline, labels } = model;
      if (!isPipeline(pipeline)) return answerOther(organizationId, model, input, explained);
      if (explanationCost(pipeline) <= longestHereMs) return answer({ pipeline, labels }, input, explained);
      return answerBeside(trained, organizationId, model, input, explained);
    },
    async close() {
      await Promise.all([trained.close(), imported.close()]);
    },
  };
}
