import { describe, expect, test } from 'vitest';
import type { Draft } from './definition.ts';
import { readDraft } from './definition.ts';
import type { GraphNode } from './graph-layout.ts';
import { exitHeight, headHeight, layOut, nodeWidth } from './graph-layout.ts';

const delay = (id: string) => ({ id, type: 'delay' });
const draftOf = (steps: unknown[]): Draft => {
  const draft = readDraft({ workflow_name: 'x', workflow_type: 'manual', workflow_steps: steps });
  if (draft === null) throw new Error('not a draft');
  return draft;
};
const bottomOf = ({ y, exits }: GraphNode) => y + headHeight + exits.length * exitHeight;

const branchy = draftOf([
  delay('first'),
  {
    id: 'check',
    type: 'condition_check',
    // oxlint-disable-next-line unicorn/no-thenable -- the name that definitions have for it
    then: [
      delay('yes'),
      {
        id: 'both',
        type: 'parallel',
        branches: [
          { id: 'l', steps: [delay('p')] },
          { id: 'r', steps: [delay('q')] },
        ],
      },
    ],
    else: [],
  },
  { id: 'each', type: 'loop', steps: [delay('item')] },
  delay('last'),
]);

describe('the picture of a workflow', () => {
  test('lays no two steps over each other, and all within its bounds', () => {
    const { nodes, width, height } = layOut(branchy);
    expect(nodes).toHaveLength(10);
    for (const [index, one] of nodes.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.x + nodeWidth).toBeLessThanOrEqual(width);
      expect(bottomOf(one)).toBeLessThanOrEqual(height);
      for (const other of nodes.slice(index + 1)) {
        const apart = one.x + nodeWidth <= other.x || other.x + nodeWidth <= one.x;
        const stacked = bottomOf(one) <= other.y || bottomOf(other) <= one.y;
        expect(apart || stacked, `${one.step?.id} ${other.step?.id}`).toBe(true);
      }
    }
  });

  test('joins both branches, also an empty one, to the step that follows', () => {
    const { nodes, edges } = layOut(branchy);
    const each = nodes.find(({ step }) => step?.id === 'each');
    const arriving = edges.filter(({ to }) => to?.x === each?.x && to?.y === (each?.y ?? 0) + headHeight / 2);
    // Two ends of the parallel, and the condition that does not hold.
    expect(arriving).toHaveLength(3);
  });

  test('goes on after a loop from the loop itself', () => {
    const { nodes, edges } = layOut(branchy);
    const last = nodes.find(({ step }) => step?.id === 'last');
    const each = nodes.find(({ step }) => step?.id === 'each');
    const arriving = edges.filter(({ to }) => to?.x === last?.x);
    expect(arriving.map(({ from }) => from.x)).toEqual([(each?.x ?? 0) + nodeWidth]);
  });

  test('offers a place for a step at the end of every list', () => {
    const { gaps } = layOut(draftOf([{ id: 'check', type: 'condition_check' }]));
    expect(gaps.map(({ listPath, index }) => `${listPath.join('/')}:${index}`).toSorted()).toEqual([
      'workflow_steps/0/else:0',
      'workflow_steps/0/then:0',
      'workflow_steps:0',
      'workflow_steps:1',
    ]);
  });
});
