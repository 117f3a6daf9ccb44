import { expect, test } from 'vitest';
import type { Draft } from './definition.ts';
import { begin, reduce } from './editor-state.ts';

const named = (name: string): Draft => ({
  workflow_name: name,
  workflow_type: 'manual',
  category: null,
  description: null,
  trigger_conditions: {},
  workflow_steps: [],
  settings: {},
});
const [one, two, three] = [named('1'), named('2'), named('3')];

test('what was changed can be taken back and done again', () => {
  const changed = reduce(reduce(begin(one), { kind: 'edit', draft: two }), { kind: 'edit', draft: three });
  const back = reduce(changed, { kind: 'undo' });
  expect(back.present).toBe(two);
  expect(reduce(back, { kind: 'undo' }).present).toBe(one);
  expect(reduce(back, { kind: 'redo' }).present).toBe(three);
  expect(reduce(begin(one), { kind: 'undo' }).present).toBe(one);
});

test('a change after taking back leaves nothing to be done again', () => {
  const back = reduce(reduce(begin(one), { kind: 'edit', draft: two }), { kind: 'undo' });
  const other = reduce(back, { kind: 'edit', draft: three });
  expect(other.future).toEqual([]);
  expect(reduce(other, { kind: 'undo' }).present).toBe(one);
});

test('what is typed into one field in one go is taken back in one go', () => {
  const first = reduce(begin(one), { kind: 'edit', draft: two, field: 'name' });
  const typed = reduce(first, { kind: 'edit', draft: three, field: 'name' });
  expect(reduce(typed, { kind: 'undo' }).present).toBe(one);
  const elsewhere = reduce(first, { kind: 'edit', draft: three, field: 'note' });
  expect(reduce(elsewhere, { kind: 'undo' }).present).toBe(two);
});
