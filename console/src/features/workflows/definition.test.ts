import { describe, expect, test } from 'vitest';
import type { Draft, Step } from './definition.ts';
import {
  duplicateStep,
  findStep,
  freeId,
  insertStep,
  listSteps,
  moveStep,
  movesOf,
  readDraft,
  removeStep,
  renameStep,
  updateStep,
  writeDraft,
} from './definition.ts';

const written = {
  workflow_name: 'Example',
  workflow_type: 'manual',
  trigger_conditions: {},
  workflow_steps: [
    { id: 'a', type: 'delay', on_error: { goto: 'z' } },
    {
      id: 'check',
      type: 'condition_check',
      // oxlint-disable-next-line unicorn/no-thenable -- the name that definitions have for it
      then: [{ id: 'b', type: 'script' }, { type: 'delay' }],
      else: [],
    },
    { type: 'parallel', branches: [{ id: 'left', steps: [{ id: 'c', type: 'delay' }] }, { steps: [] }] },
    { id: 'z', type: 'loop', steps: [{ id: 'd', type: 'delay' }] },
  ],
};
const read = (json: unknown): Draft => {
  const found = readDraft(json);
  if (found === null) throw new Error('not a draft');
  return found;
};
const draft = read(written);
const order = (of: Draft) => listSteps(of).map(({ step, depth }) => `${'.'.repeat(depth)}${step.id}`);
const move = (id: string, kind: string, into?: string) => {
  const found = movesOf(draft, id).find(
    (one) => one.kind === kind && (into === undefined || one.into?.list.kind === into),
  );
  if (found === undefined) throw new Error(`no way ${kind}`);
  return order(moveStep(draft, id, found));
};
const step = (id: string): Step => ({ id, type: 'script' });

describe('a draft', () => {
  test('gives steps without an id the one that the server gives them', () => {
    expect(order(draft)).toEqual(['a', 'check', '.b', '.check_then_2', 'step_3', '.c', 'z', '.d']);
    expect(readDraft(writeDraft(draft))).toEqual(draft);
  });

  test('is not made of what is no workflow', () => {
    expect(readDraft({ ...written, workflow_steps: [{ type: 'unknown' }] })).toBeNull();
    expect(readDraft({ ...written, workflow_steps: [{ type: 'loop', steps: 'none' }] })).toBeNull();
    expect(readDraft({ ...written, workflow_type: 'sometimes' })).toBeNull();
    expect(readDraft([])).toBeNull();
  });

  test('takes a step in, changes it and lets it go, and leaves the one before as it was', () => {
    const path = findStep(draft, 'b')?.list.path ?? [];
    const more = insertStep(draft, path, 1, step('new'));
    expect(order(more).slice(1, 5)).toEqual(['check', '.b', '.new', '.check_then_2']);
    expect(findStep(updateStep(more, 'new', ['input', 'total'], 'trigger.sum'), 'new')?.step['input']).toEqual({
      total: 'trigger.sum',
    });
    expect(findStep(updateStep(draft, 'a', ['on_error'], undefined), 'a')?.step).toEqual({ id: 'a', type: 'delay' });
    expect(order(removeStep(more, 'new'))).toEqual(order(draft));
    expect(findStep(draft, 'new')).toBeNull();
  });
});

describe('a step', () => {
  test('moves up and down within its list', () => {
    expect(move('b', 'down').slice(1, 4)).toEqual(['check', '.check_then_2', '.b']);
    expect(move('check', 'up').slice(0, 2)).toEqual(['check', '.b']);
    expect(movesOf(draft, 'a').map(({ kind }) => kind)).not.toContain('up');
  });

  test('goes into a branch of a neighbour, also of one that follows', () => {
    expect(move('a', 'into', 'else')).toEqual(['check', '.b', '.check_then_2', '.a', 'step_3', '.c', 'z', '.d']);
    expect(move('z', 'into', 'branch')).toEqual(['a', 'check', '.b', '.check_then_2', 'step_3', '.c', '.z', '..d']);
  });

  test('comes out of its branch behind the step that held it', () => {
    expect(move('c', 'out')).toEqual(['a', 'check', '.b', '.check_then_2', 'step_3', 'c', 'z', '.d']);
  });

  test('never goes into itself', () => {
    const inside = findStep(draft, 'd')?.list.path ?? [];
    expect(moveStep(draft, 'z', { listPath: inside, index: 0 })).toBe(draft);
  });

  test('takes what leads to it along when it is renamed', () => {
    const renamed = renameStep(draft, 'z', 'last');
    expect(findStep(renamed, 'a')?.step['on_error']).toEqual({ goto: 'last' });
    expect(findStep(renamed, 'last')?.step.type).toBe('loop');
  });

  test('is doubled with ids of its own', () => {
    const doubled = duplicateStep(draft, 'z');
    expect(order(doubled.draft).slice(6)).toEqual(['z', '.d', 'z_2', '.z_2_step_1']);
    expect(freeId(doubled.draft, 'left')).toBe('left_2');
  });
});
