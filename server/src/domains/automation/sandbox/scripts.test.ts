import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ScriptLimits, ScriptOutcome } from './script-job.ts';
import { createScriptThreads, type ScriptThreads } from './script-threads.ts';
import { createTurns } from './turns.ts';

const limits: ScriptLimits = { timeMs: 2000, memoryBytes: 16 * 2 ** 20, outputBytes: 1000, logBytes: 200 };
const forever = new AbortController().signal;
const threads = createScriptThreads({ threads: 2 });
after(() => threads.close());

interface Run {
  organizationId?: number;
  input?: unknown;
  seed?: bigint;
  limits?: Partial<ScriptLimits>;
  signal?: AbortSignal;
  on?: ScriptThreads;
}

function run(
  source: string,
  { organizationId = 1, input = {}, seed = 1n, signal = forever, on = threads, ...own }: Run = {},
) {
  const job = {
    source,
    input: JSON.stringify(input),
    nowMs: 1_764_000_000_000,
    seed,
    limits: { ...limits, ...own.limits },
  };
  return on.run(organizationId, job, signal);
}

const outputOf = (outcome: ScriptOutcome): unknown => {
  assert.equal(outcome.kind, 'returned', JSON.stringify(outcome));
  return outcome.kind === 'returned' ? JSON.parse(outcome.output) : undefined;
};

test('a script sees its input and hands back what it returns', async () => {
  const source = `
    const total = input.lines.reduce((sum, { price, count }) => sum + price * count, 0);
    const names = new Map(input.lines.map(({ name }) => [name.toUpperCase(), name.match(/^(?<first>.)/u).groups.first]));
    return { total, names: Object.fromEntries(names), big: String(2n ** 70n), when: new Date(0).toISOString() };`;
  const input = { lines: [{ name: 'été', price: 2.5, count: 4 }] };
  const when = '1970-01-01T00:00:00.000Z';
  assert.deepEqual(outputOf(await run(source, { input })), {
    total: 10,
    names: { ÉTÉ: 'é' },
    big: '1180591620717411303424',
    when,
  });
  assert.equal(outputOf(await run('return await Promise.all([1, 2]).then(([a, b]) => a + b)')), 3);
  assert.equal(outputOf(await run('input.x = 1')), null);
});

test('the clock stands at the instant that is handed in, and chance follows its seed', async () => {
  const source = 'return [Date.now(), new Date().getHours(), Math.random(), Math.random()]';
  const [first, again, other] = await Promise.all([run(source), run(source), run(source, { seed: 2n })]);
  const [now, hours, one, two] = outputOf(first) as number[];
  assert.deepEqual([now, hours], [1_764_000_000_000, new Date(1_764_000_000_000).getUTCHours()]);
  assert.notEqual(one, two);
  assert.deepEqual(outputOf(again), outputOf(first));
  assert.notEqual((outputOf(other) as number[])[2], one);
});

async function ending(source: string) {
  const { logs: _logs, memoryBytes: _memory, ...rest } = await run(source);
  return rest;
}

test('what is wrong is said with its line', async () => {
  assert.deepEqual(await ending('const a = 1;\nreturn a.b.c;'), {
    kind: 'threw',
    message: "TypeError: cannot read property 'c' of undefined",
    line: 2,
  });
  assert.deepEqual(await ending('\n\nthrow new Error("no stock")'), {
    kind: 'threw',
    message: 'Error: no stock',
    line: 3,
  });
  assert.deepEqual(await ending('throw "text"'), { kind: 'threw', message: 'text', line: null });
  const invalid = await ending('const a = 1;\nconst a = 2;');
  assert.deepEqual([invalid.kind, 'line' in invalid && invalid.line], ['invalid', 2]);
  assert.equal((await ending('await new Promise(() => {})')).kind, 'never_settled');
  assert.equal((await ending('return 1n')).kind, 'not_json');
  assert.equal((await ending('return "x".repeat(999)')).kind, 'too_large');
  assert.equal((await ending('return "€".repeat(400)')).kind, 'too_large');
  assert.equal((await ending('const a = []; for (;;) a.push(new Array(1e5).fill(1.5))')).kind, 'out_of_memory');
});

test('what a script writes is kept, up to its limit, also when it fails', async () => {
  const source = 'console.log("a", 1, { b: [null] }, undefined); console.error("c"); throw new Error("x")';
  assert.deepEqual((await run(source)).logs, ['a 1 {"b":[null]} undefined', 'c']);
  const { logs } = await run('for (let i = 0; i < 100; i++) console.log("line " + i)');
  assert.ok(logs.length < 20);
  assert.equal(logs.at(-1), '…');
});

// Native work of many seconds that looks at no deadline.
const deaf = 'const x = (1n << 400000n) - 1n; return String(x * x).length';

test('a script that hears nothing is ended with its thread, and another thread takes its place', async () => {
  const own = createScriptThreads({ threads: 1, graceMs: 20 });
  assert.equal(outputOf(await run('return 1', { on: own })), 1);
  const begunMs = performance.now();
  const results = await Promise.all([
    run(deaf, { on: own, limits: { timeMs: 20 } }),
    run('return 2', { on: own }),
    run('return 3', { on: own, organizationId: 2 }),
  ]);
  assert.equal(results[0].kind, 'too_slow');
  assert.deepEqual(results.slice(1).map(outputOf), [2, 3]);
  const tookMs = performance.now() - begunMs;
  assert.ok(tookMs < 5000, `the others waited ${tookMs} ms`);
  await own.close();
});

test('whoever asked may stop waiting, in the queue and in the midst of a script', async () => {
  const own = createScriptThreads({ threads: 1 });
  const stopping = new AbortController();
  const running = run('for (;;);', { on: own, limits: { timeMs: 60_000 }, signal: stopping.signal });
  const queued = run('return 1', { on: own, signal: stopping.signal });
  const other = run('return 2', { on: own, organizationId: 2 });
  stopping.abort(new Error('enough'));
  await assert.rejects(running, { message: 'enough' });
  await assert.rejects(queued, { message: 'enough' });
  assert.equal(outputOf(await other), 2);
  await assert.rejects(run('return 1', { on: own, signal: stopping.signal }), { message: 'enough' });
  await own.close();
});

test('one organization leaves a thread to the others, however much it asks for', { timeout: 20_000 }, async () => {
  const enough = new AbortController();
  const hog = { limits: { timeMs: 60_000 }, organizationId: 7, signal: enough.signal };
  const busy = Array.from({ length: 5 }, () => run('for (;;);', hog));
  // None of its scripts ends by itself: were they on both threads, nobody else would ever run.
  for (const organizationId of [8, 9, 10]) assert.equal(outputOf(await run('return 1', { organizationId })), 1);
  enough.abort();
  await Promise.allSettled(busy);
});

test('too many scripts of one organization are refused, of another not', async () => {
  const own = createScriptThreads({ threads: 1, mostWaiting: 2 });
  const waiting = [run('return 1', { on: own }), run('return 2', { on: own })];
  await assert.rejects(run('return 3', { on: own }), { name: 'ScriptThreadError', reason: 'busy' });
  waiting.push(run('return 4', { on: own, organizationId: 2 }));
  assert.deepEqual((await Promise.all(waiting)).map(outputOf), [1, 2, 4]);
  await own.close();
});

test('whatever waits when the threads are closed is refused', async () => {
  const own = createScriptThreads({ threads: 1 });
  const waiting = [run('return 1', { on: own }), run('return 2', { on: own })];
  await own.close();
  for (const each of waiting) await assert.rejects(each, { name: 'ScriptThreadError', reason: 'died' });
});

test('turns go around by organization, whatever the order in which they came', () => {
  const turns = createTurns<{ name: string }>({ mostAtOnce: 2, mostWaiting: 10 });
  const items = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((name) => ({ name }));
  for (const item of items) turns.add(item.name.codePointAt(0) ?? 0, item);
  const taken = [];
  for (let item = turns.next(); item; item = turns.next()) taken.push(item);
  assert.deepEqual(
    taken.map(({ name }) => name),
    ['a1', 'b1', 'c1', 'a2', 'b2'],
  );
  assert.equal(turns.hasNext(), false);
  for (const item of taken.slice(0, 1)) turns.done(item);
  assert.equal(turns.next()?.name, 'a3');
});
