import type { Draft, ListKind, Path, Step, StepList } from './definition.ts';
import { listsOf, rootList } from './definition.ts';

/** A way out of a step: a branch, or where it goes on when a loop is done. */
export interface GraphExit {
  readonly kind: ListKind | 'after';
  readonly name: string | null;
}

export interface GraphNode {
  /** Null is the trigger. */
  readonly step: Step | null;
  readonly x: number;
  readonly y: number;
  readonly exits: readonly GraphExit[];
}

export interface GraphPoint {
  readonly x: number;
  readonly y: number;
}

/** From a way out straight on to `lane`, then to the next step. */
export interface GraphEdge {
  readonly from: GraphPoint;
  readonly start: GraphPoint;
  readonly lane: number;
  readonly to: GraphPoint | null;
}

/** A place where a step can be added. */
export interface GraphGap extends GraphPoint {
  readonly listPath: Path;
  readonly index: number;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly gaps: readonly GraphGap[];
  readonly width: number;
  readonly height: number;
}

export const nodeWidth = 188;
export const headHeight = 84;
export const exitHeight = 26;
const gapX = 56;
const gapY = 20;
const laneHeight = 32;
const margin = 24;

/** An edge whose end is not known before the next step is placed. */
type Loose = Omit<GraphEdge, 'to'>;

/** What a piece takes: above and below its axis, which its first and its last step lie on. */
interface Extent {
  readonly width: number;
  readonly up: number;
  readonly down: number;
}

const nodeHeight = (exits: number): number => headHeight + exits * exitHeight;

function exitsOf(step: Step, lists: readonly StepList[]): GraphExit[] {
  const exits: GraphExit[] = lists.map(({ kind, branch }) => ({
    kind,
    name: typeof branch?.['name'] === 'string' ? branch['name'] : null,
  }));
  return step.type === 'loop' ? [...exits, { kind: 'after', name: null }] : exits;
}

function measureStep(step: Step): Extent {
  const lists = listsOf(step, []);
  if (lists.length === 0) return { width: nodeWidth, up: headHeight / 2, down: headHeight / 2 };
  const exits = exitsOf(step, lists).length;
  const inner = lists.map(measureList);
  const tall = stackHeight(step, inner);
  const half = (exits * exitHeight) / 2;
  return {
    width: nodeWidth + gapX + Math.max(...inner.map(({ width }) => width)),
    up: Math.max(headHeight / 2, tall / 2 - half),
    down: Math.max(headHeight / 2 + exits * exitHeight, tall / 2 + half),
  };
}

function stackHeight(step: Step, inner: readonly Extent[]): number {
  const lanes = step.type === 'loop' ? [...inner, { up: laneHeight / 2, down: laneHeight / 2 }] : inner;
  return lanes.reduce((sum, { up, down }) => sum + up + down, 0) + gapY * (lanes.length - 1);
}

function measureList(list: StepList): Extent {
  if (list.steps.length === 0) return { width: 0, up: laneHeight / 2, down: laneHeight / 2 };
  const extents = list.steps.map(measureStep);
  return {
    width: extents.reduce((sum, { width }) => sum + width, 0) + gapX * (extents.length - 1),
    up: Math.max(...extents.map(({ up }) => up)),
    down: Math.max(...extents.map(({ down }) => down)),
  };
}

/**
 * Where everything stands: steps from left to right, branches one below the other in the order in which they are
 * written. The same definition always gives the same picture, and an added step moves only what comes after it.
 */
export function layOut(draft: Draft): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const gaps: GraphGap[] = [];
  const root = rootList(draft);
  const extent = measureList(root);
  const axis = margin + Math.max(extent.up, headHeight / 2);

  function placeList(list: StepList, x: number, y: number, before: readonly Loose[]): Loose[] {
    let left = x;
    let open = before;
    for (const [index, step] of list.steps.entries()) {
      const to = { x: left, y };
      edges.push(...open.map((edge) => ({ ...edge, to })));
      if (index > 0 || list.kind === 'steps') gaps.push({ x: left - gapX / 2, y, listPath: list.path, index });
      open = placeStep(step, [...list.path, index], left, y);
      left += measureStep(step).width + gapX;
    }
    const end = list.steps.length === 0 ? x : left - gapX;
    gaps.push({ x: end + (list.steps.length === 0 ? 0 : gapX / 2), y, listPath: list.path, index: list.steps.length });
    return [...open];
  }

  function placeStep(step: Step, path: Path, x: number, y: number): Loose[] {
    const lists = listsOf(step, path);
    const exits = exitsOf(step, lists);
    const top = y - headHeight / 2;
    nodes.push({ step, x, y: top, exits });
    const right = x + nodeWidth;
    if (lists.length === 0) return [{ from: { x: right, y }, start: { x: right, y }, lane: right }];

    const inner = lists.map(measureList);
    const end = x + measureStep(step).width;
    let laneTop = top + nodeHeight(exits.length) / 2 - stackHeight(step, inner) / 2;
    const exitAt = (index: number) => ({ x: right, y: top + headHeight + exitHeight * (index + 0.5) });
    const open: Loose[] = [];
    for (const [index, list] of lists.entries()) {
      const { up = 0, down = 0 } = inner[index] ?? {};
      const laneY = laneTop + up;
      const start = { x: right + gapX, y: laneY };
      const ends = placeList(list, right + gapX, laneY, [{ from: exitAt(index), start, lane: right + gapX }]);
      // What is done for each item leads back to the loop, and not on.
      if (step.type !== 'loop') open.push(...ends.map((edge) => ({ ...edge, lane: end })));
      else if (list.steps.length === 0) edges.push({ from: exitAt(index), start, lane: start.x, to: null });
      laneTop += up + down + gapY;
    }
    if (step.type === 'loop') {
      const start = { x: right + gapX, y: laneTop + laneHeight / 2 };
      open.push({ from: exitAt(lists.length), start, lane: end });
    }
    return open;
  }

  nodes.push({ step: null, x: margin, y: axis - headHeight / 2, exits: [] });
  const right = margin + nodeWidth;
  const ends = placeList(root, right + gapX, axis, [
    { from: { x: right, y: axis }, start: { x: right, y: axis }, lane: right },
  ]);
  // What leads to no further step is drawn as far as its lane begins.
  edges.push(
    ...ends.filter(({ from, start }) => from.x !== start.x).map((edge) => ({ ...edge, lane: edge.start.x, to: null })),
  );
  return {
    nodes,
    edges,
    gaps,
    width: right + gapX + extent.width + gapX + margin,
    height: axis + Math.max(extent.down, headHeight / 2) + margin,
  };
}
