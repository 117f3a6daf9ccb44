import { LRUCache } from 'lru-cache';
import type { CacheStats } from '../../platform/cache/cache.ts';
import type { DeployedModel } from '../models/index.ts';
import type { Answer } from './answer.ts';
import type { Scoring } from './scoring/scoring.ts';

export interface AnswerCache {
  /** What the version answers; computed only where it was not asked the same a while ago. */
  answer(organizationId: number, model: DeployedModel, input: Input): Answer | Promise<Answer>;
  stats(): CacheStats;
}

type Input = Readonly<Record<string, unknown>>;

interface AnswerCacheOptions {
  scoring: Pick<Scoring, 'answer' | 'costMs'>;
  /** 0: every answer is computed. */
  answersTtlSeconds: number;
  answersMaxSizeMb: number;
  /** Answers that take less to compute are computed. */
  answersLeastCostMs?: number;
}

const BYTES_A_MB = 1024 * 1024;
const OVERHEAD_BYTES = 400;
const CONTRIBUTION_BYTES = 100;
/** To look an answer up, to keep it and to clear it away costs a fraction of this; small models answer as fast. */
const LEAST_COST_MS = 0.1;

/**
 * Keeps answers in this node's memory: to ask another node would take longer than to compute. A version never changes,
 * so an answer goes out of use by age alone.
 */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { scoring, answersTtlSeconds: ttlSeconds, answersMaxSizeMb: maxSizeMb } = options;
  const leastCostMs = options.answersLeastCostMs ?? LEAST_COST_MS;
  const answers = new LRUCache<string, Answer>({
    maxSize: Math.max(1, Math.floor(maxSizeMb * BYTES_A_MB)),
    sizeCalculation: ({ explanation, warnings }, key) =>
      OVERHEAD_BYTES + 2 * key.length + CONTRIBUTION_BYTES * (explanation.contributions.length + warnings.length),
    ttl: ttlSeconds * 1000,
    // To look at the clock for every answer would cost as much as finding it.
    ttlResolution: 1000,
  });
  const canonical = createCanonical();
  let hits = 0;
  let misses = 0;

  async function answerKept(organizationId: number, model: DeployedModel, input: Input): Promise<Answer> {
    const key = `${organizationId}/${model.modelId}/${model.version}/${canonical(input)}`;
    const known = answers.get(key);
    if (known) {
      hits += 1;
      return known;
    }
    const computed = await scoring.answer(organizationId, model, input);
    misses += 1;
    answers.set(key, computed);
    return computed;
  }

  return {
    answer(organizationId, model, input) {
      const isKept = ttlSeconds > 0 && scoring.costMs(model) >= leastCostMs;
      return isKept ? answerKept(organizationId, model, input) : scoring.answer(organizationId, model, input);
    },
    stats() {
      const asked = hits + misses;
      return {
        hits,
        misses,
        hit_rate: asked === 0 ? 0 : Math.round((10_000 * hits) / asked) / 100,
        cache_size: answers.size,
        memory_usage: answers.calculatedSize,
      };
    },
  };
}

/** Forms of input whose fields were put in order already; a sender's requests have one. */
const MOST_FORMS = 1000;

/** @returns the same text for the same fields in whatever order */
function createCanonical(): (input: Input) => string {
  const forms = new LRUCache<string, { id: string; names: string[] }>({ max: MOST_FORMS });
  return (input) => {
    const given = JSON.stringify(Object.keys(input));
    let form = forms.get(given);
    if (!form) {
      const names = Object.keys(input).toSorted();
      form = { id: JSON.stringify(names), names };
      forms.set(given, form);
    }
    return form.id + JSON.stringify(form.names.map((name) => input[name]));
  };
}
