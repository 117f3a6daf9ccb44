import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numericErrorOf } from '../testing/assertions.ts';
import { readContainer, writeContainer } from './container.ts';
import { crc32 } from './crc32.ts';
import { fieldsOf } from './fields.ts';

const PAYLOAD = {
  name: 'Ünïcode 名前',
  flag: true,
  nothing: null,
  small: 5e-324,
  list: [1, 'two', { three: 3 }],
  floats: Float64Array.of(1.5, Number.NaN, Number.NEGATIVE_INFINITY, -0, Number.MAX_VALUE),
  nested: { codes: Int32Array.of(-1, 2 ** 31 - 1, 7), empty: new Float64Array(0) },
};

/** Puts the right checksum on changed bytes, so that what lies behind it is reached. */
function resealed(bytes: Uint8Array, change: (view: DataView, bytes: Uint8Array) => void): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const view = new DataView(changed.buffer);
  change(view, changed);
  view.setUint32(12, crc32(changed.subarray(16)), true);
  return changed;
}

/** Replaces text within the JSON by text of the same length. */
function withJson(bytes: Uint8Array, from: string, to: string): Uint8Array {
  assert.equal(from.length, to.length);
  return resealed(bytes, (_view, changed) => {
    const at = Buffer.from(changed).indexOf(from);
    assert.ok(at > 0, `${from} is not there`);
    changed.set(new TextEncoder().encode(to), at);
  });
}

test('the checksum is the usual CRC-32', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf4_3926);
  assert.equal(crc32(new Uint8Array(0)), 0);
});

test('a payload comes back as it was, and gives the same bytes again', () => {
  const bytes = writeContainer(3, PAYLOAD);
  const back = readContainer(3, bytes);
  assert.deepEqual(back, PAYLOAD);
  assert.deepEqual(writeContainer(3, Object(back)), bytes);
  assert.equal(bytes.length % 8, 0);
});

test('bytes in the middle of a larger buffer are read as well', () => {
  const bytes = writeContainer(1, PAYLOAD);
  const larger = new Uint8Array(bytes.length + 11);
  larger.set(bytes, 5);
  assert.deepEqual(readContainer(1, larger.subarray(5, 5 + bytes.length)), PAYLOAD);
});

test('a payload without arrays, or without anything, is a payload', () => {
  for (const payload of [{}, { a: 1 }, []]) assert.deepEqual(readContainer(1, writeContainer(1, payload)), payload);
});

test('plain numbers must be finite', () => {
  numericErrorOf('not_finite', () => writeContainer(1, { a: { b: Number.NaN } }));
});

test('bytes of something else are not recognised', () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(100), new TextEncoder().encode('BSMODEX\n and more')]) {
    numericErrorOf('artifact_not_recognized', () => readContainer(1, bytes));
  }
});

test('another version is refused before anything else is looked at', () => {
  const bytes = writeContainer(2, PAYLOAD);
  const { params } = numericErrorOf('artifact_version_unsupported', () => readContainer(1, bytes));
  assert.deepEqual(params, { version: 2, supported: 1 });
  numericErrorOf('artifact_version_unsupported', () => readContainer(1, bytes.subarray(0, 30)));
});

test('every truncation is refused, and so is a tail', () => {
  const bytes = writeContainer(1, PAYLOAD);
  for (let length = 8; length < bytes.length; length += 1) {
    numericErrorOf('artifact_truncated', () => readContainer(1, bytes.subarray(0, length)));
  }
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  numericErrorOf('artifact_truncated', () => readContainer(1, longer));
});

test('every flipped bit is noticed', () => {
  const bytes = writeContainer(1, { a: Float64Array.of(1, 2), b: 'text' });
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Uint8Array.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => readContainer(1, flipped), { name: 'NumericError' }, `bit ${bit}`);
  }
});

test('content that a checksum does not protect is refused: no JSON, and arrays beyond the end', () => {
  const bytes = writeContainer(1, { a: Float64Array.of(1, 2), b: Int32Array.of(1) });
  const broken = [
    withJson(bytes, '{"a"', '{{a"'),
    withJson(bytes, '[0,2]', '[0,9]'),
    withJson(bytes, '[0,2]', '[0  ]'),
    withJson(bytes, '[0,2]', '12345'),
    withJson(bytes, '[0,2]', '[x,2]'.replace('x', '-')),
    withJson(bytes, '[16,1]', '[99,1]'),
    withJson(bytes, '[16,1]', '["x",1]'.slice(0, 6)),
  ];
  for (const each of broken) numericErrorOf('artifact_corrupted', () => readContainer(1, each));
  const beyond = resealed(bytes, (view) => view.setUint32(20, 2 ** 31, true));
  numericErrorOf('artifact_corrupted', () => readContainer(1, beyond));
});

test('fields are read by kind', () => {
  const fields = fieldsOf(
    { ...PAYLOAD, by: { a: 1, b: 2 }, words: ['a', 'b'], figures: [1, 2], any: ['a', 1, true] },
    'root',
  );
  assert.equal(fields.text('name'), PAYLOAD.name);
  assert.equal(fields.flag('flag'), true);
  assert.equal(fields.number('small'), 5e-324);
  assert.equal(fields.floats('floats', 5), PAYLOAD.floats);
  assert.equal(fields.object('nested').integers('codes'), PAYLOAD.nested.codes);
  assert.deepEqual(fields.texts('words'), ['a', 'b']);
  assert.deepEqual(fields.numbers('figures'), [1, 2]);
  assert.deepEqual(fields.scalars('any'), ['a', 1, true]);
  assert.equal(fields.optionalObject('nothing'), null);
  assert.deepEqual(fields.optionalObject('by')?.numbersByName(), { a: 1, b: 2 });
  assert.equal(fieldsOf({ kind: 'b' }, 'root').oneOf('kind', ['a', 'b']), 'b');
});

test('a field of another kind is named in the error', () => {
  const fields = fieldsOf({ ...PAYLOAD, infinite: Number.POSITIVE_INFINITY, mixed: [1, 'a'] }, 'root');
  const reads: [string, () => unknown][] = [
    ['root.flag', () => fields.text('flag')],
    ['root.name', () => fields.flag('name')],
    ['root.infinite', () => fields.number('infinite')],
    ['root.absent', () => fields.number('absent')],
    ['root.floats', () => fields.floats('floats', 4)],
    ['root.list', () => fields.floats('list')],
    ['root.floats', () => fields.integers('floats')],
    ['root.mixed', () => fields.numbers('mixed')],
    ['root.nested.codes', () => fields.object('nested').integers('codes', 2)],
    ['root.list', () => fields.scalars('list')],
    ['root.name', () => fields.texts('name')],
    ['root.name', () => fields.oneOf('name', ['other'])],
    ['root.name', () => fields.object('name')],
    ['root.nested.deeper', () => fields.object('nested').object('deeper')],
    ['root.mixed', () => fields.objects('mixed')],
    ['root.name', () => fields.numbersByName()],
    ['root', () => fieldsOf(null, 'root')],
    ['root', () => fieldsOf('text', 'root')],
  ];
  for (const [where, read] of reads) assert.equal(numericErrorOf('artifact_corrupted', read).params['where'], where);
  const objects = fieldsOf({ items: [{ a: 1 }, { a: 'x' }] }, 'root').objects('items');
  assert.equal(
    numericErrorOf('artifact_corrupted', () => objects.map((each) => each.number('a'))).params['where'],
    'root.items.1.a',
  );
  numericErrorOf('artifact_corrupted', () => fieldsOf({ items: [null] }, 'root').objects('items'));
});
