import type { PortableMember, PortableModel } from '../../../../numeric/index.ts';
import { type FeatureTables, isPlain, toDouble, writeFeature } from './feature-graph.ts';
import { createGraphWriter, type GraphWriter, type Name } from './graph-writer.ts';
import { writeTrees } from './tree-graph.ts';

/** Columns whose reading ONNX has no operators for: prose, taken apart into words. */
export const findObstacles = ({ features }: PortableModel): string[] =>
  features.filter((feature) => !isPlain(feature) && feature.kind !== 'excluded').map(({ name }) => name);

/**
 * A model as an ONNX file that gives the same answers: how its features are encoded, its members, their blend, their
 * calibration. One input a feature, rows × 1: doubles with NaN for missing, or texts with an empty one for missing.
 * Outputs: of classes `probabilities` and `label`; of numbers `value`, and where there is an interval `lower`, `upper`.
 *
 * @param model without obstacles
 * @param about what the file is to say of itself
 */
export function writeOnnx(model: PortableModel, about: Readonly<Record<string, string>>): Uint8Array {
  const features = model.features.filter(isPlain);
  const graph = createGraphWriter(new Set(features.map(({ name }) => name)));
  const tables = features.map((feature) => writeFeature(graph, feature));
  const rows = rowsOf(graph, tables);
  const classes = model.target.classes.map(String);
  const answers = model.members.map((member) => {
    const scores = 'trees' in member ? treeScores(graph, member, rows.tree()) : linearScores(graph, member, rows);
    return answerOf(graph, member, scores, classes.length);
  });
  const answer = calibrate(graph, model, pool(graph, model, answers));
  if (classes.length > 0) writeClasses(graph, answer, classes, model.threshold);
  else writeNumbers(graph, answer, model.interval);
  return graph.end({
    ...about,
    target: model.target.name,
    ...(classes.length > 0 && { classes: JSON.stringify(model.target.classes) }),
  });
}

interface Rows {
  linear(): Name | null;
  tree(): Name;
}

function rowsOf(graph: GraphWriter, tables: readonly FeatureTables[]): Rows {
  let [linear, tree]: [Name | null | undefined, Name | undefined] = [undefined, undefined];
  return {
    linear() {
      if (linear !== undefined) return linear;
      const parts = tables.flatMap((table) => table.linear() ?? []);
      return (linear = parts.length === 0 ? null : graph.beside(parts));
    },
    tree: () => (tree ??= graph.beside(tables.map((table) => table.tree()))),
  };
}

function linearScores(graph: GraphWriter, member: Extract<PortableMember, { intercepts: unknown }>, rows: Rows): Name {
  const { intercepts, coefficients } = member;
  const row = rows.linear();
  // Without a column, every row has the same scores.
  const width = coefficients[0]?.length ?? 0;
  const table = row ?? toDouble(graph, graph.add('IsNaN', [rows.tree()]));
  const weights = Float64Array.from({ length: Math.max(1, width) * intercepts.length }, (_, i) => {
    return coefficients[i % intercepts.length]?.[Math.floor(i / intercepts.length)] ?? 0;
  });
  const sums = graph.add('MatMul', [table, graph.matrix(weights, intercepts.length)]);
  return graph.add('Add', [sums, graph.matrix(intercepts, intercepts.length)]);
}

function treeScores(
  graph: GraphWriter,
  { trees, start, divisor, offset }: Extract<PortableMember, { trees: unknown }>,
  row: Name,
): Name {
  const sums = writeTrees(graph, trees, row, start.length);
  const whole = graph.add('Add', [sums, graph.matrix(start, start.length)]);
  return graph.add('Add', [graph.add('Div', [whole, graph.scalar(divisor)]), graph.scalar(offset)]);
}

/** Of scores: rows × classes probabilities, or rows × 1 numbers. */
function answerOf(graph: GraphWriter, { link }: PortableMember, scores: Name, classes: number): Name {
  if (classes === 0 || link === 'identity') return scores;
  if (link === 'softmax') return graph.add('Softmax', [scores], { axis: 1 });
  return withComplement(graph, link === 'logistic' ? graph.add('Sigmoid', [scores]) : scores);
}

const withComplement = (graph: GraphWriter, second: Name): Name =>
  graph.beside([graph.add('Sub', [graph.scalar(1), second]), second]);

function pool(graph: GraphWriter, { members, target }: PortableModel, answers: readonly Name[]): Name {
  const [only = ''] = answers;
  if (answers.length === 1) return only;
  const weighed = answers.map((answer, m) => {
    const { weight = 0, floor = null } = members[m] ?? {};
    const said = floor === null ? answer : graph.add('Log', [graph.add('Max', [answer, graph.scalar(floor)])]);
    return graph.add('Mul', [said, graph.scalar(weight)]);
  });
  const sum = weighed.reduce((total, each) => graph.add('Add', [total, each]));
  return target.classes.length > 0 ? graph.add('Softmax', [sum], { axis: 1 }) : sum;
}

function calibrate(graph: GraphWriter, { calibration }: PortableModel, probabilities: Name): Name {
  const of = (k: number) => columnOf(graph, probabilities, k);
  const [first] = calibration;
  if (!first) return probabilities;
  if (calibration.length === 1) return withComplement(graph, correct(graph, first, of(1)));
  const all = graph.beside(calibration.map((each, k) => correct(graph, each, of(k))));
  const axes = graph.constant({ type: 'int64', dims: [1], values: [1] });
  return graph.add('Div', [all, graph.add('ReduceSum', [all, axes], { keepdims: 1 })]);
}

const columnOf = (graph: GraphWriter, table: Name, k: number): Name =>
  graph.add('Gather', [table, graph.constant({ type: 'int64', dims: [1], values: [k] })], { axis: 1 });

/** Probabilities are kept so far from 0 and 1 before their log-odds are taken. */
const CERTAIN = 1e-6;

function correct(graph: GraphWriter, calibrator: PortableModel['calibration'][number], p: Name): Name {
  if (calibrator.method === 'platt') {
    const kept = within(graph, p, graph.scalar(CERTAIN), graph.scalar(1 - CERTAIN));
    const odds = graph.add('Div', [kept, graph.add('Sub', [graph.scalar(1), kept])]);
    const scaled = graph.add('Mul', [graph.add('Log', [odds]), graph.scalar(calibrator.slope)]);
    return graph.add('Sigmoid', [graph.add('Add', [scaled, graph.scalar(calibrator.offset)])]);
  }
  const { from, to } = calibrator;
  const steps = from.length - 1;
  const [start = 0] = to;
  if (steps < 1) return graph.add('Add', [graph.add('Mul', [p, graph.scalar(0)]), graph.scalar(start)]);
  // A broken line is the sum of how far each of its pieces has been gone.
  const differences = (values: Float64Array) =>
    Float64Array.from({ length: steps }, (_, i) => (values[i + 1] ?? 0) - (values[i] ?? 0));
  const [widths, heights] = [differences(from), differences(to)];
  const ahead = graph.add('Sub', [p, graph.matrix(from.subarray(0, steps), steps)]);
  const gone = within(graph, ahead, graph.scalar(0), graph.matrix(widths, steps));
  const slopes = graph.matrix(
    heights.map((height, i) => height / (widths[i] ?? 1)),
    1,
  );
  return graph.add('Add', [graph.add('MatMul', [gone, slopes]), graph.scalar(start)]);
}

const within = (graph: GraphWriter, value: Name, low: Name, high: Name): Name =>
  graph.add('Min', [graph.add('Max', [value, low]), high]);

const INT64 = 7;

function writeClasses(
  graph: GraphWriter,
  probabilities: Name,
  classes: readonly string[],
  threshold: number | null,
): void {
  const flat = graph.constant({ type: 'int64', dims: [1], values: [-1] });
  const place =
    threshold === null
      ? graph.add('ArgMax', [probabilities], { axis: 1, keepdims: 0 })
      : graph.add('Cast', [graph.add('GreaterOrEqual', [columnOf(graph, probabilities, 1), graph.scalar(threshold)])], {
          to: INT64,
        });
  const labels = graph.constant({ type: 'string', dims: [classes.length], values: classes });
  graph.output('probabilities', probabilities, 'double', classes.length);
  graph.output(
    'label',
    graph.add('Gather', [labels, graph.add('Reshape', [place, flat])], { axis: 0 }),
    'string',
    null,
  );
}

function writeNumbers(graph: GraphWriter, value: Name, interval: PortableModel['interval']): void {
  graph.output('value', value, 'double', 1);
  if (!interval) return;
  graph.output('lower', graph.add('Sub', [value, graph.scalar(interval.half_width)]), 'double', 1);
  graph.output('upper', graph.add('Add', [value, graph.scalar(interval.half_width)]), 'double', 1);
}
