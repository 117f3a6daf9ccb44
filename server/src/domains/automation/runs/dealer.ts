import type pg from 'pg';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Logger } from '../../../platform/log.ts';

/** Tells nodes that a run is ready for whoever takes it. */
export const RUNS_TOPIC = 'automation.ready';

export interface DealtRun {
  organizationId: number;
  id: string;
  fence: number;
  /** Dealt to this node now; else its own before, with something new to take in. */
  isNew: boolean;
}

interface DealerOptions {
  /** Of the role that alone looks over all organizations; closed at the end. */
  pool: pg.Pool;
  bus: Bus;
  log: Logger;
  node: string;
  now(): number;
  /** Of one organization all nodes together work on so many runs at once. */
  mostOfOne: number;
  /** How many more runs this node may take. */
  room(): number;
  receive(runs: readonly DealtRun[]): Promise<void>;
  holds(run: DealtRun): boolean;
  handBack(runs: readonly DealtRun[]): Promise<void>;
  /** So many nodes live. */
  onNodes(count: number): void;
}

/** Gets this node its runs, until it is stopped. */
export interface Dealer {
  /** There is more room than before. */
  onRoom(): void;
  /** Something falls due then. */
  onTimer(dueAt: number): void;
  stop(): Promise<void>;
}

const POLL_MS = 1000;
/** What is ready, but in other hands, is looked at again after this. */
const BUSY_POLL_MS = 100;
/** So long freed room is gathered, so that runs are not dealt one by one. */
const GATHER_MS = 8;
const CARE_MS = 1000;
const MOST_FREED = 500;

interface DealRow {
  organization_id: number | null;
  run_id: string | null;
  fence: number | null;
  is_new: boolean | null;
  next_due_at: Date | null;
  has_more: boolean | null;
}

interface Round {
  runs: DealtRun[];
  /** As many were dealt as there was room for. */
  isFull: boolean;
  nextDueAt: number | null;
  hasMore: boolean;
}

export function startDealer(options: DealerOptions): Dealer {
  const { bus, log, now } = options;
  const stopped = new AbortController();
  let isBacklogged = false;
  let asleepUntil = 0;
  let soonestAt = Infinity;
  let awake = Promise.withResolvers<void>();
  const wake = () => awake.resolve();
  const unsubscribe = [bus.subscribe(RUNS_TOPIC, wake), bus.onGap(wake)];
  const care = createCare(options);

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      awake = Promise.withResolvers();
      let waitMs = POLL_MS;
      soonestAt = Infinity;
      try {
        const { runs, isFull, nextDueAt, hasMore } = await deal(options);
        isBacklogged = hasMore;
        if (runs.length > 0) await options.receive(runs);
        // A deal that was not full has given all that there is to give: the rest is in hand, or has to wait.
        if (hasMore) waitMs = isFull && options.room() > 0 ? 0 : BUSY_POLL_MS;
        if (nextDueAt !== null) soonestAt = Math.min(soonestAt, nextDueAt);
        // After the deal, so that nobody's decision waits for it.
        if (await care()) waitMs = 0;
      } catch (error) {
        log.warn({ err: error }, 'runs wait for the database');
      }
      waitMs = Math.max(0, Math.min(waitMs, soonestAt - now()));
      if (waitMs === 0) continue;
      asleepUntil = now() + waitMs;
      const timer = setTimeout(wake, waitMs);
      await awake.promise;
      clearTimeout(timer);
      asleepUntil = 0;
    }
  }

  let gathering: NodeJS.Timeout | undefined;
  const running = run();
  return {
    onRoom() {
      if (!isBacklogged) return;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        wake();
      }, GATHER_MS);
    },
    onTimer(dueAt) {
      soonestAt = Math.min(soonestAt, dueAt);
      if (dueAt < asleepUntil) setTimeout(wake, Math.max(0, dueAt - now()));
    },
    async stop() {
      stopped.abort();
      for (const end of unsubscribe) end();
      clearTimeout(gathering);
      wake();
      await running;
      await options.pool.end();
    },
  };
}

async function deal({ pool, node, now, room, mostOfOne }: DealerOptions): Promise<Round> {
  const most = room();
  const { rows } = await pool.query<DealRow>({
    name: 'deal_runs',
    text: 'select * from automation_deal_runs($1, $2, $3, $4)',
    values: [node, new Date(now()), most, mostOfOne],
  });
  const runs = rows.flatMap((row): DealtRun[] =>
    row.organization_id === null || row.run_id === null || row.fence === null
      ? []
      : [{ organizationId: row.organization_id, id: row.run_id, fence: row.fence, isNew: row.is_new === true }],
  );
  const last = rows.at(-1);
  return {
    runs,
    isFull: runs.filter(({ isNew }) => isNew).length === most,
    nextDueAt: last?.next_due_at?.getTime() ?? null,
    hasMore: last?.has_more === true,
  };
}

/**
 * Now and then frees the runs of nodes that died, and gives back what stands in this node's name without its knowing.
 * The function answers whether something was freed.
 */
function createCare({ pool, node, log, holds, handBack, onNodes }: DealerOptions): () => Promise<boolean> {
  let nextAtMs = 0;
  // Who has just been given one, or starts one, will know of it in a moment: only what is unknown twice is given back.
  let unknown = new Set<string>();
  return async () => {
    if (performance.now() < nextAtMs) return false;
    nextAtMs = performance.now() + CARE_MS;
    const { rows: freed } = await pool.query<{ freed: number; nodes: number }>({
      name: 'free_lost_runs',
      text: 'select automation_free_lost_runs($1) as freed, (select count(*) from nodes)::int as nodes',
      values: [MOST_FREED],
    });
    const { freed: count = 0, nodes = 1 } = freed[0] ?? {};
    if (count > 0) log.warn({ runs: count }, 'runs of a silent node taken over');
    onNodes(nodes);
    const { rows } = await pool.query<{ organization_id: number; run_id: string; fence: number }>({
      name: 'runs_of_node',
      text: 'select * from automation_runs_of($1)',
      values: [node],
    });
    const strange = rows
      .map((row) => ({ organizationId: row.organization_id, id: row.run_id, fence: row.fence, isNew: false }))
      .filter((run) => !holds(run));
    const lasting = strange.filter((run) => unknown.has(`${run.id} ${run.fence}`));
    unknown = new Set(strange.map((run) => `${run.id} ${run.fence}`));
    if (lasting.length > 0) await handBack(lasting);
    return count > 0;
  };
}
