import { at, intAt } from '../element.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { squaredDistance } from './distance.ts';

const LEAF_POINTS = 16;

/** Points in order of a tree whose nodes are ranges; the box of each range lies in `boxes`. */
interface KdTree {
  readonly x: Matrix;
  readonly order: Int32Array;
  /** Children of node i are 2 i + 1 and 2 i + 2; low and high of each column. */
  readonly boxes: Float64Array[];
}

/** Puts the element that belongs at `middle` there, smaller ones before it (Hoare 1961, algorithm 65, "find"). */
function select(order: Int32Array, from: number, to: number, middle: number, valueOf: (row: number) => number): void {
  let [low, high] = [from, to - 1];
  while (low < high) {
    const pivot = valueOf(intAt(order, middle));
    let [i, j] = [low, high];
    while (i <= j) {
      while (valueOf(intAt(order, i)) < pivot) i += 1;
      while (valueOf(intAt(order, j)) > pivot) j -= 1;
      if (i > j) break;
      const held = intAt(order, i);
      order[i] = intAt(order, j);
      order[j] = held;
      i += 1;
      j -= 1;
    }
    if (j < middle) low = i;
    if (i > middle) high = j;
  }
}

function boxOf({ data, columns }: Matrix, order: Int32Array, from: number, to: number): Float64Array {
  const box = new Float64Array(columns * 2);
  box.fill(Number.POSITIVE_INFINITY, 0, columns).fill(Number.NEGATIVE_INFINITY, columns);
  for (let i = from; i < to; i += 1) {
    const row = intAt(order, i) * columns;
    for (let j = 0; j < columns; j += 1) {
      const value = at(data, row + j);
      if (value < at(box, j)) box[j] = value;
      if (value > at(box, columns + j)) box[columns + j] = value;
    }
  }
  return box;
}

function widestOf(box: Float64Array, columns: number): number {
  let widest = 0;
  for (let j = 1; j < columns; j += 1) {
    if (at(box, columns + j) - at(box, j) > at(box, columns + widest) - at(box, widest)) widest = j;
  }
  return widest;
}

/** Squared distance of a point from the nearest corner, side or inside of a box. */
function distanceFromBox({ data, columns }: Matrix, row: number, box: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < columns; j += 1) {
    const value = at(data, row * columns + j);
    const outside = Math.max(at(box, j) - value, value - at(box, columns + j), 0);
    sum += outside * outside;
  }
  return sum;
}

function growTree(x: Matrix): KdTree {
  const order = Int32Array.from({ length: x.rows }, (_, row) => row);
  const boxes: Float64Array[] = [];
  const grow = (node: number, from: number, to: number): void => {
    const box = boxOf(x, order, from, to);
    boxes[node] = box;
    if (to - from <= LEAF_POINTS) return;
    const column = widestOf(box, x.columns);
    const middle = (from + to) >> 1;
    select(order, from, to, middle, (row) => at(x.data, row * x.columns + column));
    grow(2 * node + 1, from, middle);
    grow(2 * node + 2, middle, to);
  };
  grow(0, 0, x.rows);
  return { x, order, boxes };
}

/**
 * Finds neighbours in a k-d tree (Bentley 1975). In many columns it looks at nearly all points.
 *
 * @param x n × p, n ≥ 1, finite
 * @returns calls `found` for every row within `radius` of a row, that itself included, in no order
 */
export function createNeighbourSearch(x: Matrix): (row: number, radius: number, found: (row: number) => void) => void {
  const { order, boxes } = growTree(x);
  return (row, radius, found) => {
    const reach = radius * radius;
    const visit = (node: number, from: number, to: number): void => {
      const box = boxes[node];
      if (box === undefined || distanceFromBox(x, row, box) > reach) return;
      if (to - from <= LEAF_POINTS) {
        for (let i = from; i < to; i += 1) {
          const other = intAt(order, i);
          if (squaredDistance(x, row, x, other) <= reach) found(other);
        }
        return;
      }
      const middle = (from + to) >> 1;
      visit(2 * node + 1, from, middle);
      visit(2 * node + 2, middle, to);
    };
    visit(0, 0, x.rows);
  };
}
