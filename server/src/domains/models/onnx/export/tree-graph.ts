import type { PortableTrees } from '../../../../numeric/index.ts';
import type { GraphWriter, Name } from './graph-writer.ts';

/** `nodes_modes` of TreeEnsemble (ai.onnx.ml 5). */
const AT_MOST = 0;
const MEMBER = 6;
const SUM = 1;

/** What TreeEnsemble is told, node by node. */
interface Lists {
  roots: number[];
  features: number[];
  modes: number[];
  splits: number[];
  members: number[];
  missingLeft: number[];
  lefts: number[];
  leftLeaves: number[];
  rights: number[];
  rightLeaves: number[];
  targets: number[];
  weights: number[];
}

/**
 * Writes trees as one operator: rows × scores, each the sum of its leaves. A leaf of the operator has one number, so trees
 * with a number for each score are written once for each.
 */
export function writeTrees(graph: GraphWriter, trees: PortableTrees, row: Name, scores: number): Name {
  const lists: Lists = {
    roots: [],
    features: [],
    modes: [],
    splits: [],
    members: [],
    missingLeft: [],
    lefts: [],
    leftLeaves: [],
    rights: [],
    rightLeaves: [],
    targets: [],
    weights: [],
  };
  const { leaf_width: width } = trees;
  for (const [tree, root] of trees.roots.entries()) {
    for (let i = 0; i < width; i += 1) {
      const target = width === 1 ? tree % scores : i;
      lists.roots.push(lists.features.length);
      writeTree(trees, root, lists, { target, ofLeaf: i });
    }
  }
  const { features, modes, members, roots, targets } = lists;
  return graph.addMl('TreeEnsemble', [row], {
    aggregate_function: SUM,
    n_targets: scores,
    tree_roots: { ints: roots },
    nodes_featureids: { ints: features },
    nodes_modes: { type: 'uint8', dims: [modes.length], values: modes },
    nodes_splits: doubles(lists.splits),
    nodes_missing_value_tracks_true: { ints: lists.missingLeft },
    nodes_truenodeids: { ints: lists.lefts },
    nodes_trueleafs: { ints: lists.leftLeaves },
    nodes_falsenodeids: { ints: lists.rights },
    nodes_falseleafs: { ints: lists.rightLeaves },
    leaf_targetids: { ints: targets },
    leaf_weights: doubles(lists.weights),
    ...(members.length > 0 ? { membership_values: doubles(members) } : {}),
  });
}

const doubles = (values: readonly number[]) => ({ type: 'double', dims: [values.length], values }) as const;

interface Writing {
  target: number;
  /** Which of a leaf's numbers. */
  ofLeaf: number;
}

function writeTree(trees: PortableTrees, root: number, lists: Lists, writing: Writing): void {
  if ((trees.feature[root] ?? -1) < 0) {
    // The operator knows no tree without a split.
    const place = addNode(lists, 0, AT_MOST, 0, 0);
    const leaf = addLeaf(trees, root, lists, writing);
    linkLeft(lists, place, leaf, true);
    linkRight(lists, place, leaf, true);
    return;
  }
  // By hand: trees may be deeper than calls.
  const waiting: { node: number; link: ((place: number, isLeaf: boolean) => void) | null }[] = [
    { node: root, link: null },
  ];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, link } = next;
    const isLeaf = (trees.feature[node] ?? -1) < 0;
    const place = isLeaf ? addLeaf(trees, node, lists, writing) : addSplit(trees, node, lists);
    link?.(place, isLeaf);
    if (isLeaf) continue;
    const left = trees.left[node] ?? 0;
    waiting.push({ node: left + 1, link: (child, leaf) => linkRight(lists, place, child, leaf) });
    waiting.push({ node: left, link: (child, leaf) => linkLeft(lists, place, child, leaf) });
  }
}

function addSplit(trees: PortableTrees, node: number, lists: Lists): number {
  const feature = trees.feature[node] ?? 0;
  const missingLeft = trees.missing_left[node] ?? 0;
  const set = trees.category_set[node] ?? -1;
  if (set < 0) return addNode(lists, feature, AT_MOST, trees.threshold[node] ?? 0, missingLeft);
  const members = trees.category_sets[set] ?? [];
  // Only what is missing goes left, or nothing does: codes begin at 0.
  if (members.length === 0) return addNode(lists, feature, AT_MOST, -1, missingLeft);
  lists.members.push(...members, Number.NaN);
  return addNode(lists, feature, MEMBER, 0, missingLeft);
}

function addNode(lists: Lists, feature: number, mode: number, split: number, missingLeft: number): number {
  lists.features.push(feature);
  lists.modes.push(mode);
  lists.splits.push(split);
  lists.missingLeft.push(missingLeft);
  return lists.modes.length - 1;
}

function addLeaf(trees: PortableTrees, node: number, lists: Lists, { target, ofLeaf }: Writing): number {
  lists.targets.push(target);
  lists.weights.push(trees.leaf_values[(trees.leaf[node] ?? 0) * trees.leaf_width + ofLeaf] ?? 0);
  return lists.targets.length - 1;
}

function linkLeft({ lefts, leftLeaves }: Lists, place: number, child: number, isLeaf: boolean): void {
  lefts[place] = child;
  leftLeaves[place] = Number(isLeaf);
}

function linkRight({ rights, rightLeaves }: Lists, place: number, child: number, isLeaf: boolean): void {
  rights[place] = child;
  rightLeaves[place] = Number(isLeaf);
}
