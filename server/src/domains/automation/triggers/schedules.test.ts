import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createRunRoom } from '../../../../test/support/run-room.ts';
import { createDatabase } from '../../../platform/db/database.ts';
import { createLog } from '../../../platform/log.ts';
import { createScheduleService } from './schedules.service.ts';
import { createStarting } from './starting.ts';

const { accounts, asOwner, database, define, ended, engine, organizationId } = await createRunRoom();

const SCHEDULES = 8;
const ROUNDS = 3;
const HOUR_MS = 3_600_000;

/** What a node does for schedules, with connections of its own. */
function createNode(now: () => Date) {
  const own = createDatabase(accounts.app, 4);
  after(() => own.close());
  const starting = createStarting({ start: engine.start });
  return createScheduleService({ database: own, starting, log: createLog('silent'), now });
}

async function makeSchedule(name: string, firstTick: Date): Promise<number> {
  const versionId = define([{ do: 'script' }]);
  const [row] = await asOwner<{ id: number }>(
    `insert into automation_workflows (organization_id, workflow_name, workflow_type, trigger_conditions, workflow_steps, published_version_id)
     values ($1, $2, 'scheduled', '{}', '[]', $3) returning id`,
    [organizationId, name, versionId],
  );
  const id = row?.id ?? assert.fail();
  await asOwner(
    `insert into automation_schedules (organization_id, workflow_id, cron, time_zone, overlap, catch_up, jitter_seconds, next_tick_at, due_at)
     values ($1, $2, '0 * * * *', 'UTC', 'allow', 'all', 0, $3, $3)`,
    [organizationId, id, firstTick],
  );
  return id;
}

test('a tick that several nodes see at one moment is carried out once', async () => {
  const start = new Date('2026-03-01T10:00:00Z');
  let now = start;
  const nodes = Array.from({ length: 3 }, () => createNode(() => now));
  for (let index = 0; index < SCHEDULES; index += 1) await makeSchedule(`Hourly ${index}`, start);
  for (let round = 0; round < ROUNDS; round += 1) {
    now = new Date(start.getTime() + round * HOUR_MS + 1000);
    const started = await Promise.all(nodes.flatMap((node) => [node.tick(), node.tick()]));
    // What one passes over because another has its lock, that one carries out.
    assert.equal(
      started.reduce((sum, each) => sum + each, 0),
      SCHEDULES,
      `round ${round}: ${started.join(', ')}`,
    );
  }
  const runs = await asOwner<{ id: string; workflow_id: number; dedupe_key: string }>(
    'select id, workflow_id, dedupe_key from automation_runs',
  );
  assert.equal(runs.length, SCHEDULES * ROUNDS);
  assert.equal(new Set(runs.map((run) => `${run.workflow_id} ${run.dedupe_key}`)).size, runs.length);
  for (const { id } of runs) assert.equal((await ended(id)).status, 'succeeded');
  const { rows } = await database.pool.query('select 1 from list_due_workflows($1, 100)', [now]);
  assert.deepEqual(rows, [], 'nothing is left over');
});
