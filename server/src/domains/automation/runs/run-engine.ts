import { createPool } from '../../../platform/db/connection.ts';
import { type Dealer, startDealer } from './dealer.ts';
import { createFailureWords, type FailureWords } from './failure-words.ts';
import { createHandBack } from './hand-back.ts';
import { createHeldRuns } from './held-runs.ts';
import { createKnown } from './known.ts';
import { createPace } from './pace.ts';
import { createReception } from './reception.ts';
import type { RunEngineDeps, RunLimits } from './run-engine-deps.ts';
import { createRunNews } from './run-news.ts';
import { createRunOrders } from './run-orders.ts';
import { createRunStarts } from './run-starts.ts';
import { createRunTransactions } from './run-transactions.ts';
import { createRunWriter } from './run-writer.ts';

const LIMITS: RunLimits = { ofNode: 200, ofOrganization: 50 };
/** How long what is under way may go on after the node was told to stop. */
const GRACE_MS = 2000;

/**
 * Runs workflows durably: whatever a run does is on disk before what follows from it is begun, by whichever node. A step
 * that was under way when its node died is done again with the same idempotency key, one that was noted as done never.
 */
export function createRunEngine(deps: RunEngineDeps) {
  const { log, nodeId: node, limits = LIMITS } = deps;
  const known = createKnown(deps.loadDefinition);
  const wordsByLanguage = new Map<string, FailureWords>();
  const wordsFor = (language: string): FailureWords => {
    const words = wordsByLanguage.get(language) ?? createFailureWords(deps.messages, language);
    wordsByLanguage.set(language, words);
    return words;
  };
  let dealer: Dealer | undefined;
  let nodes = 1;
  const pace = createPace(deps.startsPerMinute, () => nodes);
  const news = createRunNews(deps);
  const { handBack, handBackSurely, stop: giveUpHandingBack } = createHandBack({ ...deps, node });
  const held = createHeldRuns({
    ...deps,
    writer: createRunWriter({ ...deps, node }),
    transactions: createRunTransactions({ ...deps, node }),
    wordsFor,
    onStatus: news.note,
    onGone: () => dealer?.onRoom(),
    onTimer: (dueAt) => dealer?.onTimer(dueAt),
    handBack: (run) => void handBackSurely(run),
  });
  const starts = createRunStarts({
    ...deps,
    ...known,
    node,
    pace,
    roomFor: (organizationId) =>
      dealer ? Math.min(limits.ofNode - held.size(), limits.ofOrganization - held.countOf(organizationId)) : 0,
    take(run, facts, events) {
      held.take(run, facts, events);
      news.note(run, run.state.status);
    },
  });

  return {
    ...starts,
    ...createRunOrders({ ...deps, ...known, pace }),
    /** Begins to take runs. The node must be among those that live already. */
    startWork(): void {
      dealer = startDealer({
        ...deps,
        pool: createPool({ ...deps.jobsConnection, application_name: 'suite runs' }, 1),
        node,
        mostOfOne: limits.ofOrganization,
        room: () => Math.max(0, limits.ofNode - held.size()),
        receive: createReception({ ...deps, node, held, known }),
        holds: ({ id, fence }) => held.holds(id, fence),
        handBack,
        onNodes: (count) => (nodes = Math.max(1, count)),
      });
    },
    /** Ends what is under way or cuts it short, and hands back what is left. */
    async stop(): Promise<void> {
      await dealer?.stop();
      dealer = undefined;
      const left = await held.stop(GRACE_MS);
      giveUpHandingBack();
      await handBack(left).catch((error: unknown) => log.warn({ err: error }, 'runs could not be handed back'));
      await news.stop();
    },
  };
}
