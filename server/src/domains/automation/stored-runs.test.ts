import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { loneOutbox } from '../../../test/support/lone-outbox.ts';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { createBus } from '../../platform/bus/bus.ts';
import { withClient } from '../../platform/db/connection.ts';
import { createIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';
import { createMessages } from '../../platform/messages/messages.ts';
import { createStreams } from '../../platform/streams/streams.ts';
import { createEngine } from './engine.ts';

interface StoredRun {
  name: string;
  trigger: object;
  definition: object;
  state: { status: string };
  open: object;
  events: { kind: string; key: string; dueAt: number }[];
}

const file = new URL('fixtures/stored-runs.json', import.meta.url);
const stored: StoredRun[] = JSON.parse(await readFile(file, 'utf8'));
const { owner, accounts, database } = await createTestDatabase();
const organizationId = await createOrganization(owner);
const log = createLog('silent');
const newId = createIds(Date.now);
/** Steps that were done, by run. */
const done: string[] = [];

async function startNode() {
  const bus = createBus({ connection: accounts.app, secret: 's', redis: null, log });
  const nodeId = newId('node');
  await withClient(accounts.jobs, (client) =>
    client.query(`insert into nodes (id, worker_ids, process_id) values ($1, '{}', $2)`, [nodeId, process.pid]),
  );
  const engine = createEngine(
    {
      database,
      bus,
      log,
      newId,
      nodeId,
      accounts,
      outbox: loneOutbox,
      streams: createStreams({ database, bus, newId }),
      messages: createMessages({ onFault: () => {} }),
    },
    {
      handlers: new Map([
        [
          'script',
          {
            type: 'script',
            async run(_parameters, { runId, key, attempt }) {
              done.push(`${runId} ${key} ${attempt}`);
              return { output: `did ${key}` };
            },
            preview: () => Promise.resolve(null),
          },
        ],
      ]),
      approvals: { open: async () => {}, escalate: async () => {}, close: async () => {} },
      onFailed: async () => {},
    },
  );
  engine.startWork();
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      await engine.stop();
      await bus.close();
    })());
  after(stop);
  return { engine, stop };
}

async function put({ name, trigger, definition, state, open, events }: StoredRun, id: string): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    const { rows } = await client.query(
      `with w as (insert into automation_workflows (organization_id, workflow_name, workflow_type, trigger_conditions, workflow_steps)
                  values ($1, $2, 'manual', '{}', '[]') returning id)
       insert into automation_workflow_versions (organization_id, workflow_id, version, source, definition)
       select $1, id, 1, $3, $3 from w returning workflow_id, id`,
      [organizationId, name, JSON.stringify(definition)],
    );
    // What is under way stands in the name of a node that is no more.
    const isUnderWay = Object.keys(open).length > 0 && events.length === 0;
    await client.query(
      `insert into automation_runs (organization_id, id, workflow_id, version_id, trigger_kind, trigger, status, state, open, owner, fence)
       values ($1, $2, $3, $4, 'manual', $5, $6, $7, $8, $9, 1)`,
      [
        organizationId,
        id,
        rows[0].workflow_id,
        rows[0].id,
        JSON.stringify(trigger),
        state.status,
        JSON.stringify(state),
        JSON.stringify(open),
        isUnderWay ? 'node_gone' : null,
      ],
    );
    for (const { kind, key, dueAt } of events) {
      await client.query(
        `insert into automation_run_events (organization_id, run_id, kind, key, due_at, ready) values ($1, $2, $3, $4, $5, false)`,
        [organizationId, id, kind, key, new Date(dueAt)],
      );
    }
  });
}

const idOf = (name: string) => `run_${stored.findIndex((run) => run.name === name) + 1}`;

test('runs that an earlier version of the server has kept go on where they stood', async () => {
  for (const run of stored) await put(run, idOf(run.name));
  const first = await startNode();
  const over = (engine: typeof first.engine, name: string) =>
    until(async () => {
      const run = await engine.get(organizationId, idOf(name));
      return run.finished_at !== null && run;
    }, 20_000);
  for (const name of ['waits in a loop', 'was in the middle of a step', 'waits for its second attempt']) {
    const run = await over(first.engine, name);
    assert.equal(run.status, 'succeeded', `${name}: ${JSON.stringify(run.failure)}`);
  }
  await first.stop();

  // A restart meanwhile.
  const { engine } = await startNode();
  const decision = { outcome: 'approved', deciders: [7], comment: null, fields: {} } as const;
  const decided = idOf('waits for a decision in a branch');
  await database.transaction(organizationId, (db) =>
    engine.signal(db, organizationId, decided, { kind: 'approval_decided', key: 'ask', decision }),
  );
  await engine.resume(organizationId, idOf('is paused with an answer that came in'));
  for (const name of ['waits for a decision in a branch', 'is paused with an answer that came in']) {
    const run = await over(engine, name);
    assert.equal(run.status, 'succeeded', `${name}: ${JSON.stringify(run.failure)}`);
  }
  const by = (name: string) =>
    done.filter((each) => each.startsWith(`${idOf(name)} `)).map((each) => each.replace(`${idOf(name)} `, ''));
  assert.deepEqual(by('waits in a loop').toSorted(), [
    'after 1',
    'each[0].end 1',
    'each[1].end 1',
    'each[2].begin 1',
    'each[2].end 1',
  ]);
  assert.deepEqual(by('waits for a decision in a branch').toSorted(), ['after 1', 'granted 1']);
  assert.deepEqual(by('was in the middle of a step'), ['second 1', 'after 1']);
  assert.deepEqual(by('waits for its second attempt'), ['first 2', 'after 1']);
  assert.deepEqual(by('is paused with an answer that came in'), ['after 1']);
});
