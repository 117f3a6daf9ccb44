import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const catalogues = new URL('server/src/platform/messages/catalogues/en/', root);

/** Every code of an error, by the room that it comes from. */
async function listCodes(): Promise<Map<string, Set<string>>> {
  const codes = new Map<string, Set<string>>();
  for (const file of await readdir(catalogues)) {
    const keys = Object.keys(JSON.parse(await readFile(new URL(file, catalogues), 'utf8')));
    for (const key of keys) {
      const [, room = '', code = ''] = /^(\w+)\.errors\.(\w+)\.title$/.exec(key) ?? [];
      if (code !== '') codes.set(room, (codes.get(room) ?? new Set()).add(code));
    }
  }
  return codes;
}

const text = await readFile(new URL('docs/TROUBLESHOOTING.md', root), 'utf8');
const codes = await listCodes();
// The first cell of a row, and the paragraph on back-ups.
const firstCells = text.split('\n').map((line) => (line.startsWith('| `') ? (line.split('|')[1] ?? '') : line));
const named = firstCells
  .filter((cell) => /^ ?`[a-z_]+`(,|: | $)/.test(cell))
  .flatMap((cell) => [...cell.matchAll(/`([a-z_0-9]+)`/g)].map((match) => match[1] ?? ''));

test('every code that the document names exists', () => {
  const known = new Set([...codes.values()].flatMap((each) => [...each]));
  assert.ok(named.length > 100);
  assert.deepEqual(
    named.filter((code) => !known.has(code)),
    [],
  );
});

for (const room of [
  'platform',
  'data',
  'models',
  'predictions',
  'predictive',
  'watch',
  'events',
  'bi',
  'automation',
  'notifications',
  'outbound',
  'secrets',
  'scripts',
  'credentials',
  'calls',
  'hooks',
]) {
  test(`the document names every code of ${room}`, () => {
    const missing = [...(codes.get(room) ?? assert.fail(`no room ${room}`))].filter((code) => !named.includes(code));
    assert.deepEqual(missing, []);
  });
}
