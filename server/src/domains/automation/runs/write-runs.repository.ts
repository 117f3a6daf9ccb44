import { sql } from 'kysely';
import { doubleArray, intArray, jsonArray, textArray } from '../../../platform/db/binary-arrays.ts';
import type { Db } from '../../../platform/db/database.ts';
import { prepareSql } from '../../../platform/db/prepared-sql.ts';
import type { EventName, StepLine } from './run.ts';

/** An event to be put down; one that is there under this name is moved. */
export interface NewRunEvent extends EventName {
  dueAt: number;
  ready: boolean;
}

/** What is written of a run, its documents as texts. */
export interface RunWrite {
  id: string;
  fence: number;
  /** Null leaves what is there. */
  state: string | null;
  open: string;
  status: string;
  /** No longer worked on by this node. */
  isReleased: boolean;
  isSettled: boolean;
  /** To be counted on its workflow for the first time. */
  isFirstEnd: boolean;
  output: string | null;
  failure: string | null;
  /** Lines of history before these. */
  lines: number;
  newLines: readonly StepLine[];
  events: readonly NewRunEvent[];
  gone: readonly EventName[];
}

export interface NewRun {
  id: string;
  workflowId: number;
  versionId: number;
  parentRunId: string | null;
  concurrency: number | null;
  triggerKind: string;
  trigger: string;
  dedupeKey: string | null;
  state: string;
  open: string;
  /** Worked on by the node that starts it, from the commit on. */
  isOwned: boolean;
  newLines: readonly StepLine[];
  events: readonly (NewRunEvent & { event?: string })[];
}

interface Numbered extends StepLine {
  runId: string;
  sequence: number;
}

type Writable = Pick<RunWrite, 'id' | 'newLines'> & { lines?: number };

const linesOf = (runs: readonly Writable[]): Numbered[] =>
  runs.flatMap(({ id, newLines, lines = 0 }) =>
    newLines.map((line, index) => ({ ...line, runId: id, sequence: lines + index + 1 })),
  );

const toJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Statements gather lines and events of all their runs. */
interface Gathered<R> {
  organizationId: number;
  node: string;
  runs: readonly R[];
  lines: readonly Numbered[];
}

type Column<G> = (pick: (given: G) => Buffer) => ReturnType<typeof sql<Buffer>>;

/** The history's lines of `moved` runs. */
function insertLines<R>(column: Column<Gathered<R>>, organization: unknown) {
  return sql`
    insert into automation_run_steps (organization_id, run_id, sequence, key, step_id, step_type, attempt, status, input,
      output, failure, logs, started_at, finished_at)
    select ${organization}::int, l.run_id, l.sequence, l.key, l.step_id, l.step_type, l.attempt, l.status, l.input, l.output,
        l.failure, l.logs, to_timestamp(l.started_ms / 1000), to_timestamp(l.finished_ms / 1000)
      from unnest(
        ${column(({ lines }) => textArray(lines.map((line) => line.runId)))}::text[],
        ${column(({ lines }) => intArray(lines.map((line) => line.sequence)))}::int[],
        ${column(({ lines }) => textArray(lines.map((line) => line.key)))}::text[],
        ${column(({ lines }) => textArray(lines.map((line) => line.stepId)))}::text[],
        ${column(({ lines }) => textArray(lines.map((line) => line.stepType)))}::text[],
        ${column(({ lines }) => intArray(lines.map((line) => line.attempt)))}::int[],
        ${column(({ lines }) => textArray(lines.map((line) => line.status)))}::text[],
        ${column(({ lines }) => jsonArray(lines.map((line) => JSON.stringify(line.input))))}::json[],
        ${column(({ lines }) => jsonArray(lines.map((line) => toJson(line.output))))}::json[],
        ${column(({ lines }) => jsonArray(lines.map((line) => toJson(line.failure))))}::json[],
        ${column(({ lines }) => jsonArray(lines.map(({ logs }) => (logs.length === 0 ? null : JSON.stringify(logs)))))}::json[],
        ${column(({ lines }) => doubleArray(lines.map((line) => line.startedAt)))}::float8[],
        ${column(({ lines }) => doubleArray(lines.map((line) => line.finishedAt)))}::float8[])
        as l (run_id, sequence, key, step_id, step_type, attempt, status, input, output, failure, logs, started_ms, finished_ms)
      join moved m on m.id = l.run_id
    on conflict do nothing`;
}

// Whatever the planner believes of an organization, runs are to be found by their ids and not among all that it has, or
// among all that have an owner: `lower`, which changes nothing, has it expect few, and `coalesce` closes the other way.
const runWrite = prepareSql<Gathered<RunWrite>, { id: string }>((slot) => {
  const organization = slot(({ organizationId }) => organizationId);
  const column: Column<Gathered<RunWrite>> = (pick) => slot(pick);
  const of = (encode: (run: RunWrite) => number | null) => column(({ runs }) => intArray(runs.map(encode)));
  const text = (encode: (run: RunWrite) => string | null) => column(({ runs }) => textArray(runs.map(encode)));
  const json = (encode: (run: RunWrite) => string | null) => column(({ runs }) => jsonArray(runs.map(encode)));
  const events = (encode: (event: NewRunEvent & { runId: string }) => string) =>
    column(({ runs }) => textArray(eventsOf(runs).map(encode)));
  const gone = (encode: (event: EventName & { runId: string }) => string) =>
    column(({ runs }) =>
      textArray(runs.flatMap((run) => run.gone.map((event) => encode({ ...event, runId: run.id })))),
    );
  return sql<{ id: string }>`/* write_runs */
    with given as materialized (
      select * from unnest(${text((run) => run.id)}::text[], ${of((run) => run.fence)}::int[],
        ${json((run) => run.state)}::json[], ${json((run) => run.open)}::json[], ${text((run) => run.status)}::text[],
        ${of((run) => (run.isReleased ? 1 : 0))}::int[], ${of((run) => (run.isSettled ? 1 : 0))}::int[],
        ${of((run) => (run.isFirstEnd ? 1 : 0))}::int[], ${json((run) => run.output)}::json[],
        ${json((run) => run.failure)}::json[], ${of((run) => run.newLines.length)}::int[])
        as g (id, fence, state, open, status, released, settled, first_end, output, failure, lines)
       where g.id = lower(g.id)),
    moved as (
      update automation_runs r set
          state = coalesce(g.state, r.state), open = g.open, status = g.status, output = g.output, failure = g.failure,
          steps = r.steps + g.lines, counted = r.counted or g.first_end = 1, losses = 0,
          owner = case when g.released = 0 then r.owner end, updated_at = clock_timestamp(),
          finished_at = case when g.settled = 1 then clock_timestamp() end
        from given g
       where r.organization_id = ${organization}::int and r.id = g.id and coalesce(r.owner, '') = ${slot(({ node }) => node)}::text
         and r.fence = g.fence
      returning r.id, r.workflow_id, r.status, g.settled, g.first_end),
    noted as (${insertLines(column, organization)}),
    gone as (
      delete from automation_run_events e
       using unnest(${gone((event) => event.runId)}::text[], ${gone((event) => event.kind)}::text[],
               ${gone((event) => event.key)}::text[]) as o (run_id, kind, key)
        join moved m on m.id = o.run_id
       where e.organization_id = ${organization}::int and e.run_id = o.run_id and e.kind = o.kind and e.key = o.key
         and m.settled = 0),
    cleared as (
      delete from automation_run_events e using moved m
       where m.settled = 1 and e.organization_id = ${organization}::int and e.run_id = m.id),
    put as (
      insert into automation_run_events (organization_id, run_id, kind, key, due_at, ready)
      select ${organization}::int, p.run_id, p.kind, p.key, to_timestamp(p.due_ms / 1000), p.ready = 1
        from unnest(${events((event) => event.runId)}::text[], ${events((event) => event.kind)}::text[],
               ${events((event) => event.key)}::text[],
               ${column(({ runs }) => doubleArray(eventsOf(runs).map((event) => event.dueAt)))}::float8[],
               ${column(({ runs }) => intArray(eventsOf(runs).map((event) => (event.ready ? 1 : 0))))}::int[])
          as p (run_id, kind, key, due_ms, ready)
        join moved m on m.id = p.run_id and m.settled = 0
      on conflict (organization_id, run_id, kind, key) do update set due_at = excluded.due_at, ready = excluded.ready),
    tally as materialized (
      select workflow_id, sum(first_end) as ends, count(*) filter (where status = 'succeeded') as successes
        from moved where settled = 1 group by workflow_id),
    ordered as materialized (
      select w.id from automation_workflows w
       where w.organization_id = ${organization}::int and w.id in (select workflow_id from tally) order by w.id for update),
    counted as (
      update automation_workflows w
         set execution_count = w.execution_count + t.ends, success_count = w.success_count + t.successes
        from tally t join ordered o on o.id = t.workflow_id
       where w.organization_id = ${organization}::int and w.id = t.workflow_id)
    select id from moved`;
});

const eventsOf = (runs: readonly RunWrite[]) =>
  runs.flatMap((run) => run.events.map((event) => ({ ...event, runId: run.id })));

/**
 * Writes how far runs have come, in one statement: where they stand, their history, what is to happen to them, and the
 * counts of their workflows. A run that this node no longer holds is left as it is.
 * @returns the ids of those that were written
 */
export async function writeRuns(
  db: Db,
  organizationId: number,
  node: string,
  runs: readonly RunWrite[],
): Promise<Set<string>> {
  const rows = await runWrite(db, { organizationId, node, runs, lines: linesOf(runs) });
  return new Set(rows.map(({ id }) => id));
}

const runInsert = prepareSql<Gathered<NewRun>, { id: string }>((slot) => {
  const organization = slot(({ organizationId }) => organizationId);
  const column: Column<Gathered<NewRun>> = (pick) => slot(pick);
  const of = (encode: (run: NewRun) => number | null) => column(({ runs }) => intArray(runs.map(encode)));
  const text = (encode: (run: NewRun) => string | null) => column(({ runs }) => textArray(runs.map(encode)));
  const json = (encode: (run: NewRun) => string | null) => column(({ runs }) => jsonArray(runs.map(encode)));
  type Event = NewRun['events'][number] & { runId: string };
  const events = (runs: readonly NewRun[]): Event[] =>
    runs.flatMap((run) => run.events.map((event) => ({ ...event, runId: run.id })));
  return sql<{ id: string }>`/* start_runs */
    with moved as (
      insert into automation_runs (organization_id, id, workflow_id, version_id, parent_run_id, concurrency, trigger_kind,
        trigger, dedupe_key, status, state, open, owner, fence, steps)
      select ${organization}::int, g.id, g.workflow_id, g.version_id, g.parent_run_id, g.concurrency, g.trigger_kind,
          g.trigger, g.dedupe_key, 'running', g.state, g.open,
          case when g.owned = 1 then ${slot(({ node }) => node)}::text end, g.owned, g.lines
        from unnest(${text((run) => run.id)}::text[], ${of((run) => run.workflowId)}::int[],
          ${of((run) => run.versionId)}::int[], ${text((run) => run.parentRunId)}::text[],
          ${of((run) => run.concurrency)}::int[], ${text((run) => run.triggerKind)}::text[],
          ${json((run) => run.trigger)}::json[], ${text((run) => run.dedupeKey)}::text[],
          ${json((run) => run.state)}::json[], ${json((run) => run.open)}::json[],
          ${of((run) => (run.isOwned ? 1 : 0))}::int[], ${of((run) => run.newLines.length)}::int[])
          as g (id, workflow_id, version_id, parent_run_id, concurrency, trigger_kind, trigger, dedupe_key, state, open,
            owned, lines)
      on conflict (organization_id, workflow_id, dedupe_key) where dedupe_key is not null do nothing
      returning id),
    noted as (${insertLines(column, organization)}),
    put as (
      insert into automation_run_events (organization_id, run_id, kind, key, event, due_at, ready)
      select ${organization}::int, p.run_id, p.kind, p.key, p.event, to_timestamp(p.due_ms / 1000), p.ready = 1
        from unnest(
          ${column(({ runs }) => textArray(events(runs).map((event) => event.runId)))}::text[],
          ${column(({ runs }) => textArray(events(runs).map((event) => event.kind)))}::text[],
          ${column(({ runs }) => textArray(events(runs).map((event) => event.key)))}::text[],
          ${column(({ runs }) => jsonArray(events(runs).map((event) => event.event ?? null)))}::json[],
          ${column(({ runs }) => doubleArray(events(runs).map((event) => event.dueAt)))}::float8[],
          ${column(({ runs }) => intArray(events(runs).map((event) => (event.ready ? 1 : 0))))}::int[])
          as p (run_id, kind, key, event, due_ms, ready)
        join moved m on m.id = p.run_id)
    select id from moved`;
});

/** @returns the ids of those that are new; the others' dedupe keys have started a run before */
export async function insertRuns(
  db: Db,
  organizationId: number,
  node: string,
  runs: readonly NewRun[],
): Promise<Set<string>> {
  const rows = await runInsert(db, { organizationId, node, runs, lines: linesOf(runs) });
  return new Set(rows.map(({ id }) => id));
}
