import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ScriptJob, ScriptOutcome } from './script-job.ts';
import { createScriptThreads } from './script-threads.ts';

// Each script tries to get out, to stay for ever, or to take more than it may. What one of them returns is proof of its
// success where it starts with ESCAPED.

const limits = { timeMs: 80, memoryBytes: 16 * 2 ** 20, outputBytes: 64 * 1024, logBytes: 4096 };
const threads = createScriptThreads({ threads: 2, graceMs: 200 });
after(() => threads.close());

let organizations = 0;
async function attack(source: string, timeMs: number): Promise<{ outcome: ScriptOutcome; tookMs: number }> {
  const own = { ...limits, timeMs };
  const job: ScriptJob = { source, input: '{"a":1}', nowMs: 1_700_000_000_000, seed: 1n, limits: own };
  const begunMs = performance.now();
  const outcome = await threads.run((organizations += 1), job, AbortSignal.timeout(20_000));
  return { outcome, tookMs: performance.now() - begunMs };
}

const REACH = 'process require module exports Buffer global self window document fetch XMLHttpRequest WebSocket Worker';
const MORE =
  'setTimeout setInterval setImmediate structuredClone navigator location Deno Bun std os scriptArgs print gc performance crypto WebAssembly SharedWorker importScripts postMessage __filename __dirname';
/** Everything that leads from a value to code: whatever it finds must find no world of ours. */
const look = (code: string) =>
  `const found = ${code}; return typeof found === 'undefined' || found === null ? 'nothing' : 'ESCAPED ' + typeof found`;
const fromConstructor = (start: string) => look(`(${start}).constructor.constructor('return this')()?.process`);

const escapes: Record<string, string> = {
  ...Object.fromEntries(
    [...REACH.split(' '), ...MORE.split(' ')].map((name) => [
      `global ${name}`,
      look(`globalThis[${JSON.stringify(name)}]`),
    ]),
  ),
  'constructor of an object': fromConstructor('{}'),
  'constructor of an array': fromConstructor('[]'),
  'constructor of the input': fromConstructor('input'),
  'constructor of console': fromConstructor('console'),
  'constructor of console.log': fromConstructor('console.log'),
  'constructor of this': fromConstructor('globalThis'),
  'constructor of an error': fromConstructor('new Error()'),
  'constructor of a caught error': 'try { null.x } catch (error) { ' + fromConstructor('error') + ' }',
  'constructor of a promise': fromConstructor('Promise.resolve()'),
  'constructor of an async function': look(`(async () => {}).constructor('return globalThis.process')() && undefined`),
  'constructor of a generator': look(`(function* () {}).constructor('yield globalThis.process')().next().value`),
  'constructor of an async generator': look(
    `(await (async function* () {}).constructor('yield globalThis.process')().next()).value`,
  ),
  'constructor of a regular expression': fromConstructor('/x/'),
  'constructor of a symbol': fromConstructor('Symbol.iterator'),
  'constructor of a proxy': fromConstructor('new Proxy(function () {}, {})'),
  'indirect eval': look(`(0, eval)('typeof process === "undefined" ? undefined : process')`),
  'new Function': look(`new Function('return typeof process === "undefined" ? undefined : process')()`),
  'Reflect.construct of Function': look(`Reflect.construct(Function, ['return globalThis.process'])()`),
  'this of a sloppy function': look(`Function('return this')().process`),
  'the caller of the prelude': look(
    `(() => { try { return Function('return arguments.callee.caller')() } catch { return null } })()`,
  ),
  'arguments of the outer function': look(
    `(() => { try { return Object.getOwnPropertyDescriptor(arguments, 'callee').value } catch { return null } })()`,
  ),
  'the function that tells': look(`(() => { try { return tell } catch { return null } })()`),
  'the closure of console.log': look(
    `/native code/.test(String(console.log)) ? null : Object.getOwnPropertyNames(console.log).find((name) => /scope|closure/i.test(name))`,
  ),
  'a replaced Array.prototype.map sees the outside': `let seen = null; Array.prototype.map = function () { seen = this; return [] }; console.log({}); return seen && seen.process ? 'ESCAPED' : 'nothing'`,
  'a replaced call': `let seen = null; Function.prototype.call = function (...all) { seen = all; return '' }; console.log('x'); return seen?.some((each) => each?.process) ? 'ESCAPED' : 'nothing'`,
  'a replaced JSON.stringify': `JSON.stringify = () => 'ESCAPED'; return 'nothing'`,
  'a replaced JSON.parse': `JSON.parse = () => ({ process: 1 }); return input.process ? 'ESCAPED' : 'nothing'`,
  'a replaced Promise.prototype.then': `Promise.prototype.then = function (...all) { return 'ESCAPED' }; return 'nothing'`,
  'a replaced Promise': `globalThis.Promise = function () { return 'ESCAPED' }; return 'nothing'`,
  'a setter for every error': `Object.defineProperty(Error.prototype, 'stack', { get() { return 'ESCAPED' }, set() {} }); return 'nothing'`,
  prepareStackTrace: `Error.prepareStackTrace = (_error, frames) => frames; const { stack } = new Error(); return Array.isArray(stack) && stack.some((frame) => frame.getFunction?.()?.constructor('return this')()?.process || frame.getThis?.()?.process) ? 'ESCAPED' : 'nothing'`,
  'the stack names our files': `const { stack } = new Error(); return /node_modules|server\\/src|\\.ts/.test(stack) ? 'ESCAPED ' + stack : 'nothing'`,
  'the stack of a host function': `try { console.log({ toJSON() { throw new Error() } }) } catch (error) { return /file:|node:|\\.ts/.test(error.stack) ? 'ESCAPED' : 'nothing' }`,
  'import of a module of Node': `try { return 'ESCAPED ' + typeof (await import('node:fs')) } catch { return 'nothing' }`,
  'import of a file': `try { return 'ESCAPED ' + typeof (await import('/etc/passwd')) } catch { return 'nothing' }`,
  'import of data': `try { return 'ESCAPED ' + typeof (await import('data:text/javascript,export default 1')) } catch { return 'nothing' }`,
  'import by address': `try { return 'ESCAPED ' + typeof (await import('http://127.0.0.1/x.js')) } catch { return 'nothing' }`,
  'import.meta': `try { return 'ESCAPED ' + eval('import.meta.url') } catch { return 'nothing' }`,
  'a static import': `try { eval('import fs from "fs"'); return 'ESCAPED' } catch { return 'nothing' }`,
  'a path out of the module loader': `try { return 'ESCAPED ' + typeof (await import('../../../../etc/hostname')) } catch { return 'nothing' }`,
  'shared memory': look(
    `(() => { try { const shared = new SharedArrayBuffer(8); return Atomics.wait(new Int32Array(shared), 0, 0, 1) } catch { return null } })()`,
  ),
  'waiting without end': `try { Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0); return 'ESCAPED' } catch { return 'nothing' }`,
  'WebAssembly by the back door': look(
    `Object.getOwnPropertyNames(globalThis).find((name) => /wasm|webassembly/i.test(name))`,
  ),
  'a clock that moves': `const before = Date.now(); for (let i = 0; i < 3e5; i++); return Date.now() !== before || new Date().getTime() !== before ? 'ESCAPED' : 'nothing'`,
  'the time zone of the machine': `return new Date().getTimezoneOffset() !== 0 || /[A-Z]{3,}[+-][1-9]/.test(String(new Date())) ? 'ESCAPED' : 'nothing'`,
  'prototype pollution of what is returned': `return JSON.parse('{"__proto__": {"polluted": true}}')`,
  'an own __proto__': `const value = {}; Object.defineProperty(value, '__proto__', { value: { polluted: true }, enumerable: true }); return value`,
  'pollution of every object inside': `Object.prototype.polluted = 'yes'; Array.prototype[0] = 'yes'; return {}`,
  'toJSON that answers something else': `return { toJSON() { return { toJSON() { return 'ESCAPED' } } } }`,
  'a thenable that never stops resolving': `let count = 0; return { then(resolve) { count += 1; if (count > 5) resolve('nothing'); else resolve({ then: this.then }) } }`,
  'a way out of the wrapper': `}); globalThis.out = 1; (async function (input) { return 'nothing'`,
  'the end of the wrapper called at once': `})(); (function () { return 'ESCAPED' }`,
  'html comments and unicode lines': `<!-- \n\u2028\u2029 return 'nothing'`,
  'use of a label and with': `try { return 'ESCAPED' + Function('with ({ x: 1 }) { return globalThis.process.pid }')() } catch { return 'nothing' }`,
  'a getter on the input': `Object.defineProperty(input, 'a', { get() { return globalThis.process } }); return input.a === undefined ? 'nothing' : 'ESCAPED'`,
  'a proxy as what is returned': `return new Proxy({}, { ownKeys: () => ['x'], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: (_, key) => key === 'toJSON' ? undefined : 'nothing' })`,
  'a proxy as the error': `throw new Proxy(new Error('x'), { get() { throw 1 } })`,
  'an error that is a proxy of a function': `throw new Proxy(function () {}, { get: () => { throw 2 } })`,
  'a revoked proxy': `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy`,
  'a revoked proxy as the error': `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy`,
  'an error with a message that is an object': `throw { name: { toString: () => 'x' }, message: { toString() { return {} } } }`,
  'a symbol as the error': `throw Symbol('x')`,
  'Symbol.toPrimitive in the log': `console.log({ [Symbol.toPrimitive]() { throw 1 }, toJSON() { return undefined } }); return 'nothing'`,
  'a NUL, and half a character': `console.log('\\0\\ud800'); throw new Error('\\0\\ud800\\u202e')`,
  'Array with holes of holes': `const a = []; a.length = 4294967295; return a.length`,
  'typed arrays beside their buffer': `const a = new Uint8Array(8); const b = a.buffer.transfer?.(0); let sum = 0; for (let i = -1e3; i < 1e3; i++) sum += a[i] || 0; return sum ? 'ESCAPED' : 'nothing'`,
  'a buffer that shrinks while it is sorted': `const a = new Float64Array(1000); try { a.sort(() => { a.buffer.transfer?.(8); return 0 }) } catch {} return 'nothing'`,
  'DataView beside its buffer': `try { return 'ESCAPED' + new DataView(new ArrayBuffer(8)).getFloat64(4) } catch { return 'nothing' }`,
  'an array that changes while it is read': `const a = [1, 2, 3]; a.splice({ valueOf() { a.length = 0; return 0 } }, 3, ...new Array(1000).fill(7)); return 'nothing'`,
  'lastIndex of a regular expression as an object': `const r = /a/g; r.lastIndex = { valueOf() { r.compile?.('b'); return 0 } }; r.exec('a'); return 'nothing'`,
  'sort with a comparison that lies': `const a = Array.from({ length: 5000 }, (_, i) => i); a.sort(() => (a.length = 10, -1)); return 'nothing'`,
  'the iterator of destructuring': `const [x] = { [Symbol.iterator]: () => ({ next: () => ({ value: globalThis.process, done: false }), return() { throw 1 } }) }; return x ? 'ESCAPED' : 'nothing'`,
};

const hangs: Record<string, string> = {
  'a loop': 'for (;;);',
  'a loop with a catch': 'for (;;) try { for (;;); } catch {}',
  'a loop in finally': 'try { for (;;); } finally { for (;;); }',
  recursion: 'const f = () => f(); f()',
  'recursion that is caught': 'const f = () => { try { f() } catch { f() } }; f()',
  'mutual recursion': 'const f = () => g(), g = () => f(); return f()',
  'a chain of promises without end': 'const f = () => Promise.resolve().then(f); f(); return 1',
  'await without end': 'for (;;) await 0',
  'a second task beside what is returned': '(async () => { for (;;) await 0 })(); return 1',
  'a promise that is never kept': 'await new Promise(() => {})',
  'a thenable without end': 'return { then(resolve) { resolve(this) } }',
  'a generator without end': 'function* f() { for (;;) yield 1 } for (const x of f());',
  'an async generator without end': 'async function* f() { for (;;) yield 1 } for await (const x of f());',
  'spreading a generator without end': 'function* f() { for (;;) yield 1 } return [...f()]',
  'a regular expression': `return /(a+)+$/.test('a'.repeat(50) + 'b')`,
  'a regular expression with a back reference': String.raw`return /^(a|aa|a(?=a))+\1$/.test('a'.repeat(60) + 'b')`,
  'a regular expression in replace': `return 'a'.repeat(40).replace(/(a*)*b/g, '')`,
  'a great power': 'return 7n ** 3000000n',
  'multiplying great numbers': 'let x = 7n ** 5000n; for (;;) x *= x',
  'a great number as text': 'return String(7n ** 400000n)',
  'join of a great array': `return new Array(5000000).join('xxxxxxxxxxxxxxxx')`,
  'sort of a great array': 'return Array.from({ length: 400000 }, (_, i) => -i % 1000).sort().length',
  'sort that compares for ever': 'return [1, 2, 3].sort(() => { for (;;); })',
  'a getter on what is returned': 'return { get a() { for (;;); } }',
  'toJSON of what is returned': 'return { toJSON() { for (;;); } }',
  'a proxy of what is returned': 'return new Proxy({}, { ownKeys() { for (;;); } })',
  'the message of the error': 'throw { get message() { for (;;); } }',
  'the name of the error': 'throw { get name() { for (;;); } }',
  'toString of the error': 'throw { message: { toString() { for (;;); } } }',
  'the stack of the error': 'throw { get stack() { for (;;); } }',
  'toString in the log': 'console.log(Object.assign(() => {}, { toString() { for (;;); } }))',
  'fill of a great array': 'return new Array(4e9).fill(0)',
  'includes of a great length': 'return Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)',
  'indexOf of a great length': 'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)',
  'reverse of a great length': 'return Array.prototype.reverse.call({ length: 2 ** 53 - 1 })',
  padding: `let s = ''; for (;;) s = 'x'.padEnd(1e6, s)`,
  normalizing: `const s = 'ﷺ'.repeat(100000); for (;;) s.normalize('NFKD')`,
  localeCompare: `const s = 'é'.repeat(500000); for (;;) s.localeCompare(s)`,
  'parsing the same text again and again': `const s = '[' + '1,'.repeat(50000) + '1]'; for (;;) JSON.parse(s)`,
  dates: 'for (let i = 0; ; i++) new Date(i).toISOString()',
  'eval of a loop': `eval('for (;;);')`,
  'a function made of a loop': `Function('for (;;);')()`,
  'source that takes long to read': `return eval('('.repeat(20000) + '1' + ')'.repeat(20000))`,
  'a tail of then': 'let p = Promise.resolve(); for (;;) p = p.then(() => {})',
  'a queue that doubles': 'const f = () => { Promise.resolve().then(f); Promise.resolve().then(f) }; f()',
};

const hungry: Record<string, string> = {
  'an array that grows': 'const a = []; for (;;) a.push(a.length)',
  'an object that grows': 'const o = {}; for (let i = 0; ; i++) o["k" + i] = i',
  'text that doubles': `let s = 'x'; for (;;) s += s`,
  'text repeated': `return 'x'.repeat(2 ** 29)`,
  'many texts': `const a = []; for (;;) a.push('x'.repeat(100000) + a.length)`,
  'a great array': 'return new Array(5e7).fill(1.5)',
  'a great buffer': 'return new ArrayBuffer(2 ** 30).byteLength',
  'a buffer that grows':
    'const b = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); b.resize(2 ** 30); return b.byteLength',
  'many buffers': 'const a = []; for (;;) a.push(new Uint8Array(2 ** 20).fill(1))',
  'a map that grows': 'const m = new Map(); for (let i = 0; ; i++) m.set(i, {})',
  closures: 'let f = () => 0; for (;;) { const g = f; f = () => g }',
  'a chain of objects': 'let a = []; for (let i = 0; i < 2e5; i++) a = [a]; return a',
  symbols: 'const a = []; for (;;) a.push(Symbol(a.length))',
  'great numbers kept': 'const a = []; for (;;) a.push(7n ** 10000n)',
  'out of memory, and caught': `const a = []; for (;;) try { a.push('y'.repeat(1e6) + a.length) } catch { a.push(1) }`,
  'functions made at run time': 'const a = []; for (;;) a.push(Function("return " + a.length))',
  'regular expressions made at run time':
    'const a = []; for (;;) a.push(new RegExp("(a|b){1,50}".repeat(20) + a.length))',
  'generators that stand': 'const a = []; for (;;) { const g = (function* () { yield 1 })(); g.next(); a.push(g) }',
  'promises that wait': 'const a = []; for (;;) a.push(new Promise(() => {}).then(() => {}))',
  'text that is too long to be returned': `return 'x'.repeat(100000)`,
  'a list that is too long to be returned': 'return Array.from({ length: 50000 }, (_, i) => i)',
  'the log': `for (;;) console.log('x'.repeat(1000))`,
  'one line of the log': `console.log('x'.repeat(1e7)); return 1`,
  'empty lines of the log': 'for (;;) console.log()',
  'the message of an error': `throw new Error('x'.repeat(1e7))`,
  split: `return 'x'.repeat(5e6).split('')`,
  'concatenating through replace': `return 'x'.repeat(3000).replace(/x/g, 'x'.repeat(1e6))`,
};

const count = Object.keys({ ...escapes, ...hangs, ...hungry }).length;

interface Checks {
  timeMs?: number;
  check(outcome: ScriptOutcome, name: string): void;
}

/** Two at a time, one for each thread. */
async function checkEach(attacks: Record<string, string>, { timeMs = limits.timeMs, check }: Checks): Promise<void> {
  const waiting = Object.entries(attacks);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, source] = next;
      const { outcome, tookMs } = await attack(source, timeMs);
      // With room for a machine that is busy.
      assert.ok(tookMs < 3000, `${name} took ${tookMs} ms`);
      assert.ok(outcome.memoryBytes <= limits.memoryBytes + 4 * 2 ** 20, `${name} held ${outcome.memoryBytes} bytes`);
      assert.ok(JSON.stringify(outcome.logs).length <= limits.logBytes * 1.5, `the log of ${name}`);
      check(outcome, name);
    }
  };
  await Promise.all([work(), work()]);
}

test(`there are a hundred attacks and more (${count})`, () => assert.ok(count >= 100));

test('none gets out', { timeout: 60_000 }, async () => {
  const ends = new Set(['returned', 'threw', 'invalid', 'not_json']);
  const check = (outcome: ScriptOutcome, name: string) => {
    const said = JSON.stringify(outcome);
    assert.doesNotMatch(said, /ESCAPED/, name);
    assert.ok(ends.has(outcome.kind), `${name}: ${said}`);
  };
  await checkEach(escapes, { timeMs: 1000, check });
  assert.equal('polluted' in {}, false);
});

test('none stays', { timeout: 90_000 }, async () => {
  const ends = new Set(['too_slow', 'threw', 'out_of_memory', 'never_settled', 'invalid']);
  const mayEnd = /sort of a great|great number as text|source that takes|reverse of|great power/;
  const check = (outcome: ScriptOutcome, name: string) =>
    assert.ok(mayEnd.test(name) || ends.has(outcome.kind), `${name}: ${JSON.stringify(outcome).slice(0, 200)}`);
  await checkEach(hangs, { check });
});

test('none takes more than it may', { timeout: 90_000 }, async () => {
  await checkEach(hungry, {
    check(outcome, name) {
      const said = JSON.stringify(outcome);
      assert.ok(name === 'one line of the log' || outcome.kind !== 'returned', `${name}: ${said.slice(0, 200)}`);
      assert.ok(said.length < 10_000, name);
    },
  });
});

test('after all of it a script runs as ever', async () => {
  const { outcome } = await attack('return [input.a, {}.polluted ?? null, typeof JSON.parse]', 1000);
  assert.equal(outcome.kind === 'returned' && outcome.output, '[1,null,"function"]');
});
