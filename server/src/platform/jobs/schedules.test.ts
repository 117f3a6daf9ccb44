import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { createPool, withClient } from '../db/connection.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import type { JobHandler } from './job.ts';
import { createJobs } from './jobs.ts';
import { nextRunAt, type Scheduler, startScheduler } from './schedules.ts';

const { database, owner, accounts } = await createTestDatabase();
const jobs = createJobs(database, createIds(Date.now));
const pool = createPool(accounts.jobs, 4);
after(() => pool.end());
const organizationId = await createOrganization(owner);
const sweep: JobHandler = {
  kind: 'sweep',
  readPermission: 'data:read',
  cancelPermission: 'data:read',
  timeoutMs: 1000,
  standing: { cron: 'H 3 * * *' },
  run: () => Promise.resolve(),
};
let now = new Date('2026-03-10T12:00:00Z');

function schedulerOf(handlers: JobHandler[]): Scheduler {
  const scheduler = startScheduler({
    pool,
    database,
    jobs,
    handlers: new Map(handlers.map((each) => [each.kind, each])),
    log: createLog('silent'),
    now: () => now,
  });
  after(() => scheduler.stop());
  return scheduler;
}

const scheduleRow = async () =>
  database
    .tenant(organizationId)
    .selectFrom('job_schedules')
    .select(['cron', 'next_run_at', 'last_run_at', 'last_job_id'])
    .executeTakeFirstOrThrow();
const runs = async () =>
  (await jobs.list(organizationId, { kinds: ['sweep'], limit: 100 })).map(({ id, priority, subject }) => ({
    id,
    priority,
    kind: subject.kind,
  }));

test('every organization gets its standing work, at a minute of its own and in its own zone', async () => {
  await withClient(owner, (client) =>
    client.query(
      `select set_config('app.organization_id', '${organizationId}', false); update organizations set time_zone = 'Asia/Tokyo'`,
    ),
  );
  const scheduler = schedulerOf([sweep]);
  assert.equal(await scheduler.tick(), 0, 'it is not due when it is first seen');
  const row = await scheduleRow();
  const minute = organizationId % 60;
  assert.equal(row.cron, `${minute} 3 * * *`);
  assert.equal(row.next_run_at?.toISOString(), `2026-03-10T18:${String(minute).padStart(2, '0')}:00.000Z`);
});

test('what is due runs once, however many nodes look at the same moment', async () => {
  now = new Date('2026-03-10T20:00:00Z');
  const schedulers = [schedulerOf([sweep]), schedulerOf([sweep]), schedulerOf([sweep]), schedulerOf([sweep])];
  const made = await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
  assert.equal(
    made.reduce((sum, count) => sum + count, 0),
    1,
  );
  const [run, ...others] = await runs();
  assert.deepEqual([others.length, run?.priority, run?.kind], [0, 'low', 'organization']);
  const row = await scheduleRow();
  assert.deepEqual([row.last_job_id, row.last_run_at?.toISOString()], [run?.id, now.toISOString()]);
  assert.equal(await schedulers[0]?.tick(), 0, 'it ran again without being due');
});

test('standing work that is to come round at other times is moved at the next start', async () => {
  const moved = schedulerOf([{ ...sweep, standing: { cron: 'H */6 * * *' } }]);
  await moved.tick();
  const minute = organizationId % 60;
  assert.equal((await scheduleRow()).cron, `${minute} */6 * * *`);
  await schedulerOf([sweep]).tick();
  const row = await scheduleRow();
  assert.deepEqual([row.cron, Number(row.next_run_at) > Number(now)], [`${minute} 3 * * *`, true]);
});

test('days on which no node ran are made up for by one run', async () => {
  now = new Date('2026-03-20T00:00:00Z');
  assert.equal(await schedulerOf([sweep]).tick(), 1);
  assert.equal((await runs()).length, 2);
  assert.ok(Number((await scheduleRow()).next_run_at) > Number(now));
});

test('a schedule that a dying node had claimed is free again after a while', async () => {
  now = new Date('2026-03-22T00:00:00Z');
  await pool.query(`update job_schedules set claimed_until = clock_timestamp() + interval '1 minute'`);
  assert.equal(await schedulerOf([sweep]).tick(), 0);
  await pool.query(`update job_schedules set claimed_until = clock_timestamp() - interval '1 second'`);
  assert.equal(await schedulerOf([sweep]).tick(), 1);
});

test('a schedule that is switched off does not run', async () => {
  now = new Date('2026-03-30T00:00:00Z');
  await database.tenant(organizationId).updateTable('job_schedules').set({ enabled: false }).execute();
  assert.equal(await schedulerOf([sweep]).tick(), 0);
});

test('an hour that the clock skips is taken just after, one that comes twice counts once', () => {
  const spring = nextRunAt('30 2 * * *', 'Europe/Berlin', new Date('2026-03-28T12:00:00Z'));
  assert.equal(spring?.toISOString(), '2026-03-29T01:00:00.000Z');
  const autumn = nextRunAt('30 2 * * *', 'Europe/Berlin', new Date('2026-10-24T12:00:00Z'));
  const next = autumn && nextRunAt('30 2 * * *', 'Europe/Berlin', autumn);
  assert.equal(autumn?.toISOString(), '2026-10-25T00:30:00.000Z');
  assert.equal(next?.toISOString(), '2026-10-26T01:30:00.000Z');
});
