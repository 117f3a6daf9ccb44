import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameSource, toDraft, toSource } from './source.ts';

const written = { workflow_name: 'Book', workflow_type: 'manual', workflow_steps: [{ type: 'delay' }] };

test('what was published without its defaults is the same as its draft, which has them', () => {
  const kept = toSource(toDraft(written));
  assert.notDeepEqual(kept, written);
  assert.equal(isSameSource(kept, written), true);
  assert.equal(isSameSource(kept, { ...written, description: null, settings: {} }), true);
});

test('another step, and a draft that was never published, are not the same', () => {
  const kept = toSource(toDraft(written));
  assert.equal(isSameSource(kept, { ...written, workflow_steps: [] }), false);
  assert.equal(isSameSource(kept, null), false);
});
