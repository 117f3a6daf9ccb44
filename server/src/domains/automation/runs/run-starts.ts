import type { Bus } from '../../../platform/bus/bus.ts';
import { afterCommit } from '../../../platform/db/after-commit.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';
import { RUNS_TOPIC } from './dealer.ts';
import type { NextPlace } from './pace.ts';
import { type Progress, takeIn } from './progress.ts';
import { findRunsByDedupeKey } from './read-runs.repository.ts';
import type { HeldRun, Interpreter, OrganizationFacts } from './run.ts';
import { eventsOf, listDue } from './to-write.ts';
import { insertRuns, type NewRun } from './write-runs.repository.ts';

export interface RunRequest {
  workflowId: number;
  versionId: number;
  trigger: { kind: string; data: Json };
  /** Requests of one workflow with one key start one run. */
  dedupeKey?: string | null;
  parentRunId?: string | null;
}

export interface StartedRun {
  runId: string;
  isNew: boolean;
}

interface RunStartsDeps {
  bus: Bus;
  node: string;
  interpreter: Interpreter;
  getDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition>;
  getFacts(db: Db, organizationId: number): Promise<OrganizationFacts>;
  pace(db: Db, organizationId: number): Promise<NextPlace>;
  newId(prefix: string): string;
  now(): number;
  chance(): number;
  /** How many more runs of the organization this node takes into its own hands. */
  roomFor(organizationId: number): number;
  take(run: HeldRun, facts: OrganizationFacts, events: readonly []): void;
}

interface Prepared {
  row: NewRun;
  held: HeldRun;
}

/** @returns null where the first of it takes more than a row: whoever takes the run then does that */
function begin({ interpreter, now, chance }: RunStartsDeps, run: HeldRun): Progress | null {
  try {
    const progress = takeIn(interpreter, run, [{ event: { kind: 'started', at: now(), chance: chance() } }]);
    const isPlain = progress.settled === null && progress.approvals.length === 0 && progress.closed.length === 0;
    return isPlain ? progress : null;
  } catch {
    // It is told when the run is taken, where it ends in words.
    return null;
  }
}

function unbegun(deps: RunStartsDeps, facts: OrganizationFacts, definition: Definition, request: RunRequest): HeldRun {
  const { workflowId, versionId, trigger } = request;
  const id = deps.newId('run');
  const run = { id, workflowId, startedAt: deps.now() };
  const state = deps.interpreter.begin({ definition, trigger, organization: facts, run });
  const fresh = { fence: 1, round: 0, losses: 0, counted: false, open: {}, lines: 0 };
  return { organizationId: facts.id, id, workflowId, versionId, definition, state, ...fresh };
}

interface Chances {
  hasRoom: boolean;
  /** When it may begin. */
  place: number;
}

function prepare(deps: RunStartsDeps, run: HeldRun, request: RunRequest, { hasRoom, place }: Chances): Prepared {
  const at = deps.now();
  const isEarly = place > at;
  const progress = isEarly ? null : begin(deps, run);
  const held = progress ? { ...run, state: progress.state, open: progress.open, lines: progress.lines.length } : run;
  const concurrency = run.definition?.settings.concurrency ?? null;
  const isDue = listDue(held.state.status, held.open, at).length > 0;
  const isOwned = hasRoom && isDue && concurrency === null;
  const waking: NewRun['events'] = progress
    ? eventsOf(run, progress, at)
    : [{ kind: 'signal', key: 'started', event: JSON.stringify({ kind: 'started' }), dueAt: place, ready: !isEarly }];
  const isReady = progress !== null && isDue && !isOwned;
  const row: NewRun = {
    id: run.id,
    workflowId: run.workflowId,
    versionId: run.versionId,
    parentRunId: request.parentRunId ?? null,
    concurrency,
    triggerKind: request.trigger.kind,
    trigger: JSON.stringify(request.trigger.data),
    dedupeKey: request.dedupeKey ?? null,
    state: JSON.stringify(held.state),
    open: JSON.stringify(held.open),
    isOwned,
    newLines: progress?.lines ?? [],
    events: isReady ? [...waking, { kind: 'look', key: '', dueAt: at, ready: true }] : waking,
  };
  return { row, held };
}

/**
 * Starts runs in the caller's transaction. Where this node has room, it holds a run from its first moment on, with the
 * first step in hand; else the run is ready for whoever takes it, at once or when the organization's pace lets it.
 */
export function createRunStarts(deps: RunStartsDeps) {
  const { node, bus } = deps;

  async function startMany(db: Db, organizationId: number, requests: readonly RunRequest[]): Promise<StartedRun[]> {
    if (requests.length === 0) return [];
    const facts = await deps.getFacts(db, organizationId);
    const nextPlace = await deps.pace(db, organizationId);
    let room = deps.roomFor(organizationId);
    const prepared: Prepared[] = [];
    for (const request of requests) {
      const definition = await deps.getDefinition(db, organizationId, request.versionId);
      const each = prepare(deps, unbegun(deps, facts, definition, request), request, {
        hasRoom: room > 0,
        place: nextPlace(deps.now()),
      });
      if (each.row.isOwned) room -= 1;
      prepared.push(each);
    }
    const made = await insertRuns(
      db,
      organizationId,
      node,
      prepared.map(({ row }) => row),
    );
    const fresh = prepared.filter(({ row }) => made.has(row.id));
    afterCommit(db, () => {
      for (const { row, held } of fresh) if (row.isOwned) deps.take(held, facts, []);
      if (fresh.some(({ row }) => row.events.length > 0)) bus.publish(RUNS_TOPIC, null);
    });
    const earlier = await findEarlier(
      db,
      organizationId,
      prepared.filter(({ row }) => !made.has(row.id)),
    );
    return prepared.map(({ row }) => {
      if (made.has(row.id)) return { runId: row.id, isNew: true };
      const runId = earlier.get(`${row.workflowId} ${row.dedupeKey}`);
      if (runId === undefined) throw new Error('A run that another trigger has started cannot be seen');
      return { runId, isNew: false };
    });
  }

  return {
    startMany,
    async start(db: Db, organizationId: number, request: RunRequest): Promise<StartedRun> {
      const [started] = await startMany(db, organizationId, [request]);
      if (!started) throw new Error('A run was neither started nor found');
      return started;
    },
  };
}

async function findEarlier(db: Db, organizationId: number, doubled: readonly Prepared[]): Promise<Map<string, string>> {
  if (doubled.length === 0) return new Map();
  const keys = doubled.flatMap(({ row: { workflowId, dedupeKey } }) =>
    dedupeKey === null ? [] : [{ workflowId, dedupeKey }],
  );
  const rows = await findRunsByDedupeKey(db, organizationId, keys);
  return new Map(rows.map((row) => [`${row.workflow_id} ${row.dedupe_key}`, row.id]));
}
