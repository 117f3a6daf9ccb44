import { expect, test } from 'vitest';
import type { Draft } from './definition.ts';
import { faultAt, faultsByStep, whole } from './faults.ts';

const draft: Draft = {
  workflow_name: 'Example',
  workflow_type: 'manual',
  category: null,
  description: null,
  trigger_conditions: {},
  workflow_steps: [
    { id: 'a', type: 'delay' },
    // oxlint-disable-next-line unicorn/no-thenable
    { id: 'check', type: 'condition_check', then: [{ id: 'b', type: 'notification' }] },
  ],
  settings: {},
};

test('a fault belongs to the innermost step that its pointer runs through', () => {
  const found = faultsByStep(draft, [
    { pointer: '/workflow_steps/1/then/0/recipients', detail: 'Whom?' },
    { pointer: '/workflow_steps/1/conditions', detail: 'When?' },
    { pointer: '/workflow_steps/10', detail: 'There is none.' },
    { pointer: '/trigger_conditions/event_type', detail: 'Which?' },
  ]);
  expect(found.get('b')).toEqual([{ pointer: '/recipients', detail: 'Whom?' }]);
  expect(found.get('check')).toEqual([{ pointer: '/conditions', detail: 'When?' }]);
  expect(found.get(whole)).toHaveLength(2);
  expect(found.get('a')).toBeUndefined();
});

test('a field shows what is wrong in it, and not in one whose name begins alike', () => {
  const faults = [
    { pointer: '/on_error/goto', detail: 'No such step.' },
    { pointer: '/on_error_note', detail: 'Other.' },
  ];
  expect(faultAt(faults, '/on_error')).toBe('No such step.');
  expect(faultAt(faults, '/on')).toBeUndefined();
});
