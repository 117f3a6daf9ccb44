import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRunRoom } from '../../../../test/support/run-room.ts';
import { until } from '../../../../test/support/until.ts';
import type { Db } from '../../../platform/db/database.ts';
import { StepError } from '../steps/step-handler.ts';

const { database, organizationId, told, scripts, engine, start, ended, define, run, attemptsOf, steps, asOwner } =
  await createRunRoom();

const writing = (name: string) => ({
  output: null,
  commit: async (db: Db) => {
    await db
      .insertInto('outbox_events')
      .values({ organization_id: organizationId, id: name, type: 'x', data: '{}' })
      .execute();
    return 'committed';
  },
});
const findWritten = (name: string) =>
  asOwner<{ cause: object }>('select cause from outbox_events where id = $1', [name]);

test('a run does its steps in order, each with its history, and tells its output', async () => {
  const made = await run(define([{ do: 'script', parameters: { n: 1 } }, { do: 'script' }]));
  assert.deepEqual([made.status, made.output, made.trigger], ['succeeded', [{ did: 's0' }, { did: 's1' }], { a: 1 }]);
  const lines = await steps(made.id);
  assert.deepEqual(
    lines.map(({ sequence, key, status, attempt, input }) => [sequence, key, status, attempt, input]),
    [
      [1, 's0', 'succeeded', 1, { n: 1 }],
      [2, 's1', 'succeeded', 1, {}],
    ],
  );
});

test('a trigger with the same key starts one run, also when both come at once', async () => {
  const version = define([{ do: 'script' }]);
  const [first, second] = await Promise.all([start(version, 'once'), start(version, 'once')]);
  const third = await start(version, 'once');
  assert.equal(first.runId, second.runId);
  assert.equal(third.runId, first.runId);
  assert.equal([first.isNew, second.isNew].filter(Boolean).length, 1);
  assert.equal(third.isNew, false);
  await ended(first.runId);
  assert.equal(attemptsOf(first.runId).length, 1);
});

test('a run that is started in a transaction which is undone never was', async () => {
  const version = define([{ do: 'script' }]);
  let runId = '';
  await assert.rejects(
    database.transaction(organizationId, async (db) => {
      const request = { workflowId: 1, versionId: version, trigger: { kind: 'manual', data: null } };
      ({ runId } = await engine.start(db, organizationId, request));
      throw new Error('undone');
    }),
    /undone/,
  );
  await assert.rejects(engine.get(organizationId, runId), { code: 'run_not_found' });
  assert.equal(attemptsOf(runId).length, 0);
});

test('a failed attempt waits its turn and is tried again under the same idempotency key', async () => {
  scripts.set('flaky', async ({ attempt }) => {
    if (attempt < 3) throw new StepError({ code: 'busy', message: 'Busy.', isRetryable: true });
    return { output: attempt };
  });
  const made = await run(define([{ do: 'script', parameters: { name: 'flaky' }, attempts: 3, backoffMs: 30 }]));
  assert.deepEqual([made.status, made.output], ['succeeded', [3]]);
  const attempts = attemptsOf(made.id);
  assert.equal(new Set(attempts.map(({ idempotencyKey }) => idempotencyKey)).size, 1);
  const lines = await steps(made.id);
  assert.deepEqual(
    lines.map(({ attempt, status, failure }) => [attempt, status, failure?.code]),
    [
      [1, 'failed', 'busy'],
      [2, 'failed', 'busy'],
      [3, 'succeeded', undefined],
    ],
  );
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before) assert.ok(line.started_at.getTime() - before.finished_at.getTime() >= 30, 'it did not wait');
  }
});

test('what a step writes is written together with the note that it is done, or neither', async () => {
  scripts.set('good', async ({ runId }) => writing(`good ${runId}`));
  scripts.set('bad', async ({ runId }) => {
    const { commit } = writing(`bad ${runId}`);
    return { output: null, commit: async (db) => (await commit(db), Promise.reject(new Error('broken'))) };
  });
  const good = await run(define([{ do: 'script', parameters: { name: 'good' } }]));
  assert.deepEqual([good.status, good.output], ['succeeded', ['committed']]);
  assert.deepEqual((await findWritten(`good ${good.id}`))[0]?.cause, { run_id: good.id, workflow_ids: [1] });
  const bad = await run(define([{ do: 'script', parameters: { name: 'bad' } }]));
  assert.deepEqual([bad.status, bad.failure?.code], ['failed', 'step_broken']);
  assert.equal((await findWritten(`bad ${bad.id}`)).length, 0);
  assert.ok(told.failed.includes(bad.id));
});

test('a step writes business data in the transaction that notes it', async () => {
  scripts.set('business', async () => ({
    output: null,
    commitBusiness: async ({ client, schema }) => {
      await client.query('create table made (n int)');
      return schema;
    },
  }));
  const made = await run(define([{ do: 'script', parameters: { name: 'business' } }]));
  assert.deepEqual([made.status, made.output], ['succeeded', [`org_${organizationId}`]]);
});

test('a time-out, too much output and a type that nobody does end a run in words', async () => {
  scripts.set('hang', () => new Promise(() => {}));
  scripts.set('large', async () => ({ output: 'x'.repeat(300_000) }));
  const hung = await run(define([{ do: 'script', parameters: { name: 'hang' }, timeoutSeconds: 0.05 }]));
  assert.deepEqual([hung.status, hung.failure?.code], ['failed', 'step_timed_out']);
  assert.match(hung.failure?.message ?? '', /longer than/);
  const large = await run(define([{ do: 'script', parameters: { name: 'large' } }]));
  assert.equal(large.failure?.code, 'output_too_large');
  assert.match(large.failure?.message ?? '', /293 kB, more than the 256 kB/);
});

test('a run whose interpreter throws is ended in words, and others go on', async () => {
  const broken = await run(define([{ do: 'script' }, { do: 'throw' }]));
  assert.deepEqual([broken.status, broken.failure?.code], ['failed', 'run_broken']);
  const atOnce = await run(define([{ do: 'throw' }]));
  assert.deepEqual([atOnce.status, atOnce.failure?.code], ['failed', 'run_broken']);
});

test('output that no database takes as text ends as any failure, not for ever', async () => {
  scripts.set('odd', async () => ({ output: 'nul \u0000 and half \ud800' }));
  const made = await run(define([{ do: 'script', parameters: { name: 'odd' } }]));
  assert.equal(made.status, 'succeeded');
  assert.deepEqual(made.output, ['nul \u0000 and half \ud800']);
});

test('a wait is a row, and the run goes on once it is due', async () => {
  const sinceMs = performance.now();
  const { runId } = await start(define([{ do: 'wait', ms: 1000 }, { do: 'script' }]));
  await until(async () => (await engine.get(organizationId, runId)).activity === 'waiting');
  assert.equal((await asOwner('select from automation_runs where id = $1 and owner is null', [runId])).length, 1);
  const made = await ended(runId);
  const tookMs = performance.now() - sinceMs;
  assert.deepEqual([made.status, made.output], ['succeeded', ['waited', { did: 's1' }]]);
  assert.ok(tookMs >= 1000, `it took ${tookMs} ms`);
});

test('a decision lets a run go on, once, and a run that is over takes none', async () => {
  const { runId } = await start(define([{ do: 'ask' }, { do: 'script' }]));
  await until(async () => (await engine.get(organizationId, runId)).activity === 'waiting');
  assert.ok(told.opened.includes(runId));
  const decision = { outcome: 'approved', deciders: [1], comment: null, fields: {} } as const;
  const decide = () =>
    database.transaction(organizationId, (db) =>
      engine.signal(db, organizationId, runId, { kind: 'approval_decided', key: 's0', decision }),
    );
  assert.deepEqual(await Promise.all([decide(), decide()]), [true, true]);
  const made = await ended(runId);
  assert.deepEqual(made.output, ['approved', { did: 's1' }]);
  assert.equal(attemptsOf(runId).length, 1);
  assert.equal(told.closed.includes(runId), false);
  assert.equal(await decide(), false);
});

test('cancelling ends a run at once, in flight and while it waits, and closes what it asked', async () => {
  let aborted = 0;
  scripts.set(
    'long',
    ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted += 1;
          reject(new Error('stopped'));
        });
      }),
  );
  const inFlight = await start(define([{ do: 'script', parameters: { name: 'long' } }]));
  await until(() => attemptsOf(inFlight.runId).length === 1);
  await engine.cancel(organizationId, inFlight.runId);
  assert.equal((await ended(inFlight.runId)).status, 'cancelled');
  assert.equal(aborted, 1);
  const asking = await start(define([{ do: 'ask' }]));
  await until(() => told.opened.includes(asking.runId));
  await engine.cancel(organizationId, asking.runId);
  assert.equal((await ended(asking.runId)).status, 'cancelled');
  assert.ok(told.closed.includes(asking.runId));
  await assert.rejects(engine.cancel(organizationId, asking.runId), { code: 'run_over' });
  await assert.rejects(engine.cancel(organizationId, 'run_none'), { code: 'run_not_found' });
});

test('a failed run is retried where it failed, or from the start under new idempotency keys, and counts once', async () => {
  let isBroken = true;
  scripts.set('mended', async () => {
    if (isBroken) throw new StepError({ code: 'broken', message: 'Broken.', isRetryable: false });
    return { output: 'mended' };
  });
  const version = define([{ do: 'script' }, { do: 'script', parameters: { name: 'mended' } }]);
  const { runId } = await start(version);
  assert.equal((await ended(runId)).failure?.code, 'broken');
  isBroken = false;
  await engine.retry(organizationId, runId, { where: 'failed' });
  const made = await ended(runId);
  assert.deepEqual([made.status, made.output, made.failure], ['succeeded', [{ did: 's0' }, 'mended'], null]);
  assert.deepEqual(
    attemptsOf(runId).map(({ key }) => key),
    ['s0', 's1', 's1'],
  );
  const { retried, refused } = await engine.retryMany(organizationId, [runId, 'run_none'], { where: 'start' });
  assert.deepEqual([retried, refused], [[runId], [{ runId: 'run_none', code: 'run_not_found' }]]);
  await ended(runId);
  const keys = attemptsOf(runId)
    .filter(({ key }) => key === 's0')
    .map(({ idempotencyKey }) => idempotencyKey);
  assert.deepEqual(keys, [`${runId}:s0`, `${runId}:s0:1`]);
  await assert.rejects(engine.retry(organizationId, runId, { where: { key: 's9' } }), { code: 'run_not_retryable' });
});

test('a paused run begins nothing more until it is resumed', async () => {
  const gate = Promise.withResolvers<void>();
  scripts.set('gated', async () => (await gate.promise, { output: 1 }));
  const { runId } = await start(define([{ do: 'script', parameters: { name: 'gated' } }, { do: 'script' }]));
  await until(() => attemptsOf(runId).length === 1);
  await engine.pause(organizationId, runId);
  await until(async () => (await engine.get(organizationId, runId)).status === 'paused');
  gate.resolve();
  await until(async () => (await steps(runId)).length === 1);
  assert.equal((await engine.get(organizationId, runId)).status, 'paused');
  assert.equal(attemptsOf(runId).length, 1);
  await engine.resume(organizationId, runId);
  assert.deepEqual((await ended(runId)).output, [1, { did: 's1' }]);
});
