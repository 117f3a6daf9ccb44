import {
  type BatchPrediction,
  type Cells,
  cellsOf,
  type CoalitionPlan,
  type Column,
  createRng,
  type ImportedFeature,
  planCoalitions,
  type Prediction,
  readImportedRecord,
  rowCountOf,
  shapleyValues,
} from '../../../numeric/index.ts';
import type { Label } from '../versions.repository.ts';
import { modelErrors } from '../models.errors.ts';
import type { ImportedModel } from './imported-model.ts';
import type { MappedInput } from './mapping.ts';
import { type Feed, openGraph, type OpenGraph } from './runtime.ts';

/** An imported model, ready to be asked; for threads. */
export interface OpenModel {
  model: ImportedModel;
  graph: OpenGraph;
}

export async function openImported(model: ImportedModel): Promise<OpenModel> {
  return { model, graph: await openGraph(model.graph) };
}

/** Rows asked at once. */
const ROWS_A_RUN = 2000;
/** Rows that an explanation may ask. */
const EXPLANATION_ROWS = 512;

/** How far the probabilities of a row may be from 1 together: files count in single precision. */
const TOLERANCE = 1e-3;

/**
 * Asks for n rows.
 *
 * @param cells by feature, n each
 * @returns n numbers, or n × classes probabilities in the order of the target
 * @throws AppError onnx_failed, onnx_answers_unfit
 */
export async function askRows(
  { model, graph }: OpenModel,
  cells: readonly Cells[],
  rows: number,
): Promise<Float64Array> {
  const width = Math.max(1, model.target.classes.length);
  const answers = new Float64Array(rows * width);
  const places = new Map(model.features.map(({ name }, index) => [name, cells[index] ?? []]));
  const step = model.isSingle ? 1 : ROWS_A_RUN;
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step);
    const feeds = new Map(model.inputs.map((input) => [input.name, feedOf(input, places, from, to)]));
    const found = await graph.run(feeds, to - from, model.output);
    answers.set(readAnswers(model, found, to - from), from * width);
  }
  return answers;
}

function readAnswers(
  { target, places, output }: ImportedModel,
  { values, width }: { values: Float64Array; width: number },
  rows: number,
): Float64Array {
  const { classes } = target;
  const unfit = () => modelErrors.onnx_answers_unfit({ output, values: values.length, rows });
  if (classes.length === 0) {
    if (width !== 1 || !values.every(Number.isFinite)) throw unfit();
    return values;
  }
  // Of two classes some files answer the second one's probability alone.
  const isHalf = width === 1 && classes.length === 2;
  if (!isHalf && width !== classes.length) throw unfit();
  const answers = Float64Array.from({ length: rows * classes.length }, (_, i) => {
    const [row, place] = [Math.floor(i / classes.length), places[i % classes.length] ?? 0];
    if (!isHalf) return values[row * width + place] ?? Number.NaN;
    const second = values[row] ?? Number.NaN;
    return place === 1 ? second : 1 - second;
  });
  for (let row = 0; row < rows; row += 1) {
    const chances = answers.subarray(row * classes.length, (row + 1) * classes.length);
    const sum = chances.reduce((total, each) => total + each, 0);
    if (!(Math.abs(sum - 1) <= TOLERANCE) || chances.some((each) => !(each >= -TOLERANCE))) throw unfit();
  }
  return answers.map((each) => Math.min(1, Math.max(0, each)));
}

/** The columns of an input, row by row, as the tensor's type has it. */
function feedOf(input: MappedInput, cells: ReadonlyMap<string, Cells>, from: number, to: number): Feed {
  const { type, columns, isList } = input;
  const width = columns.length;
  const length = (to - from) * width;
  const sources = columns.map((column) => cells.get(column) ?? []);
  const at = (i: number) => sources[i % width]?.[from + Math.floor(i / width)] ?? null;
  const dims = isList ? [to - from] : [to - from, width];
  return { type, dims, data: fill(input, length, at) };
}

function fill({ type, missing }: MappedInput, length: number, at: (i: number) => number | string | null): Feed['data'] {
  if (type === 'string') return Array.from({ length }, (_, i) => String(at(i) ?? missing ?? ''));
  const isReal = type === 'float' || type === 'double';
  const stand = Number(missing ?? (isReal ? Number.NaN : 0));
  const number = (_: unknown, i: number): number => {
    const value = Number(at(i) ?? Number.NaN);
    return Number.isNaN(value) ? stand : value;
  };
  const whole = (_: unknown, i: number): number => Math.round(number(_, i));
  if (type === 'float') return Float32Array.from({ length }, number);
  if (type === 'double') return Float64Array.from({ length }, number);
  if (type === 'int32') return Int32Array.from({ length }, whole);
  if (type === 'bool') return Uint8Array.from({ length }, (_, i) => Number(whole(_, i) !== 0));
  return BigInt64Array.from({ length }, (_, i) => BigInt(whole(_, i)));
}

/** Columns as an imported model takes them; one that is not there is missing in every row. */
export function cellsOfColumns(features: readonly ImportedFeature[], columns: readonly Column[]): Cells[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const [first] = columns;
  const rows = first ? rowCountOf(first) : 0;
  return features.map((feature) => {
    const column = byName.get(feature.name);
    if (column) return cellsOf(feature, column);
    const isText = feature.kind === 'category' || feature.kind === 'text';
    return isText ? Array.from({ length: rows }, () => null) : new Float64Array(rows).fill(Number.NaN);
  });
}

/**
 * Answers n rows of columns, without explanations.
 *
 * @throws NumericError column_kind_mismatch
 * @throws AppError onnx_failed, onnx_answers_unfit
 */
export async function predictColumns(open: OpenModel, columns: readonly Column[]): Promise<BatchPrediction> {
  const { model } = open;
  const { target, threshold, interval } = model;
  const rows = columns[0] ? rowCountOf(columns[0]) : 0;
  const answers = await askRows(open, cellsOfColumns(model.features, columns), rows);
  if (interval) {
    const { level, halfWidth, coverage } = interval;
    const [lower, upper] = [-halfWidth, halfWidth].map((width) => answers.map((each) => each + width));
    const none = new Float64Array();
    return { kind: 'regression', predictions: answers, lower: lower ?? none, upper: upper ?? none, level, coverage };
  }
  const width = target.classes.length;
  const labels = Int32Array.from({ length: rows }, (_, row) =>
    bestOf(target, threshold, answers.subarray(row * width, (row + 1) * width)),
  );
  const predictions = Float64Array.from(labels, (label, row) => {
    return answers[row * width + (target.positive >= 0 ? target.positive : label)] ?? Number.NaN;
  });
  return { kind: 'classification', classes: target.classes, predictions, labels, probabilities: answers };
}

/** Index of the label that is answered. */
function bestOf({ positive }: ImportedModel['target'], threshold: number, chances: Float64Array): number {
  if (positive >= 0) return (chances[positive] ?? 0) >= threshold ? positive : 1 - positive;
  return chances.reduce((most, each, k) => (each > (chances[most] ?? 0) ? k : most), 0);
}

const plans = new Map<number, CoalitionPlan>();
const MOST_KEPT_PLAYERS = 64;

/** The same for so many players, so it is made once. */
function planOf(players: number): CoalitionPlan {
  const known = plans.get(players);
  if (known) return known;
  const plan = planCoalitions(players, EXPLANATION_ROWS, createRng(0));
  if (players <= MOST_KEPT_PLAYERS) plans.set(players, plan);
  return plan;
}

/**
 * Answers a record and says what moved the answer away from that of a typical record, the one with the median or most
 * frequent value of every feature: Shapley values of the features that differ from it. Up to nine of these are divided
 * exactly; more by random orders within a budget of rows, the same for the same record.
 *
 * @throws NumericError invalid_record, record_has_no_features
 * @throws AppError onnx_failed, onnx_answers_unfit
 */
export async function predictImported(
  open: OpenModel,
  input: Readonly<Record<string, unknown>>,
  explained?: Label,
): Promise<Prediction> {
  const { model } = open;
  const { features, target } = model;
  const { cells, values, warnings } = readImportedRecord(features, input);
  const differing = features.flatMap(({ typical }, f) => (cells[f]?.[0] === typical ? [] : [f]));
  const plan = planOf(differing.length);
  const rows = plan.masks.length;
  const playerOf = new Map(differing.map((feature, player) => [feature, player]));
  const asked = features.map(({ typical }, f): Cells => {
    const own = cells[f]?.[0] ?? null;
    const player = playerOf.get(f) ?? -1;
    const isOwn = (row: number) => player < 0 || plan.masks[row]?.[player] === 1;
    if (typeof typical === 'string') {
      const text = typeof own === 'string' ? own : null;
      return Array.from({ length: rows }, (_, row) => (isOwn(row) ? text : typical));
    }
    const value = typeof own === 'number' ? own : Number.NaN;
    return Float64Array.from({ length: rows }, (_, row) => (isOwn(row) ? value : typical));
  });
  const answers = await askRows(open, asked, rows);
  const width = Math.max(1, target.classes.length);
  const { answer, best } = answerOf(model, answers.subarray(0, width));
  const wanted = target.classes.findIndex((each) => each === explained);
  const told = target.positive >= 0 ? target.positive : wanted < 0 ? best : wanted;
  const scores = Float64Array.from({ length: rows }, (_, row) => answers[row * width + told] ?? Number.NaN);
  const parts = shapleyValues(plan, scores);
  const contributions = features
    .map(({ name: feature }, f) => {
      const player = playerOf.get(f);
      return { feature, value: values[f] ?? null, contribution: player === undefined ? 0 : (parts[player] ?? 0) };
    })
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const [score = 0] = scores;
  const baseValue = scores[1] ?? score;
  const unit = target.classes.length === 0 ? 'target' : 'probability';
  return { ...answer, explanation: { unit, baseValue, score, contributions }, warnings };
}

type Bare<P = Prediction> = P extends Prediction ? Omit<P, 'explanation' | 'warnings'> : never;

/** The answer of one row, and the index of its class. */
function answerOf(model: ImportedModel, row: Float64Array): { answer: Bare; best: number } {
  const { target, threshold, interval } = model;
  const { classes, positive } = target;
  const at = (k: number): number => row[k] ?? Number.NaN;
  if (interval) {
    const prediction = at(0);
    const { level, halfWidth, coverage: confidence } = interval;
    const bounds = { level, lower: prediction - halfWidth, upper: prediction + halfWidth };
    return { answer: { kind: 'regression', prediction, interval: bounds, confidence }, best: 0 };
  }
  const best = bestOf(target, threshold, row);
  if (positive >= 0) {
    const label = classes[best] ?? '';
    return { answer: { kind: 'binary', prediction: at(positive), label, confidence: at(best) }, best };
  }
  const probabilities = classes.map((label, k) => ({ label, probability: at(k) }));
  const named = { label: classes[best] ?? '', confidence: at(best), prediction: at(best) };
  return { answer: { kind: 'multi_class', ...named, probabilities }, best };
}
