import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSecrets } from './secrets.ts';

const installationSecret = 'the secret of this installation';
const keyOf = (letter: string) => letter.repeat(32);
const open = (key: string | null, previousKeys: string[] = []) =>
  createSecrets({ key, previousKeys, installationSecret });

const place = [1, 'credential', 'crm'] as const;

test('what is sealed is opened again, and looks different each time', () => {
  const secrets = open(keyOf('a'));
  const [one, two] = [secrets.seal(place, 'pässword'), secrets.seal(place, 'pässword')];
  assert.notDeepEqual(one.sealed, two.sealed);
  assert.equal(secrets.open(place, one), 'pässword');
  assert.equal(one.key_id, secrets.currentKeyId);
  assert.ok(!one.sealed.includes('pässword'));
});

test('a secret that was changed, cut, or moved to another place is not opened', () => {
  const secrets = open(null);
  const { key_id: keyId, sealed } = secrets.seal(place, 'password');
  const withSealed = (changed: Buffer) => ({ key_id: keyId, sealed: changed });
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.throws(() => secrets.open(place, withSealed(changed)), `byte ${at}`);
  }
  assert.throws(() => secrets.open(place, withSealed(sealed.subarray(0, -1))));
  assert.throws(() => secrets.open(place, withSealed(Buffer.alloc(0))));
  for (const other of [
    [2, 'credential', 'crm'],
    [1, 'hook', 'crm'],
    [1, 'credential', 'crm2'],
  ] as const) {
    assert.throws(() => secrets.open(other, withSealed(sealed)));
  }
});

test('secrets of a key of before are read as long as it is named, and new ones take the new key', () => {
  const derived = open(null).seal(place, 'one');
  const old = open(keyOf('a')).seal(place, 'two');
  const secrets = open(keyOf('b'), [keyOf('a')]);
  assert.equal(secrets.open(place, derived), 'one');
  assert.equal(secrets.open(place, old), 'two');
  assert.notEqual(secrets.currentKeyId, old.key_id);
  assert.throws(() => open(keyOf('b')).open(place, old), { code: 'secret_key_missing', params: { key: old.key_id } });
});
