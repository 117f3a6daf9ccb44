import {
  classificationMeasure,
  type Column,
  type FittedPipeline,
  measureOnce,
  NumericError,
  predictRows,
  rowCountOf,
  trainPipeline,
} from '../../../numeric/index.ts';
import { featuresAt, type Surroundings } from './features.ts';
import { historiesBefore, type Histories, type Purchases } from './purchases.ts';
import { labelsAfter, learnRhythm, type Rhythm, type LossRule } from './rhythm.ts';

/** Customers as they stood on a day. */
export interface Standing {
  readonly cutOff: number;
  readonly histories: Histories;
  readonly rhythm: Rhythm;
  readonly columns: readonly Column[];
}

/** How well chances fitted what came: of customers who were not yet lost on a day that learning had not seen. */
export interface Quality {
  readonly cutOff: number;
  readonly customers: number;
  readonly lost: number;
  readonly figures: Figures;
  readonly baseline: Figures;
}

export interface Figures {
  readonly roc_auc: number;
  readonly log_loss: number;
  readonly brier: number;
  readonly ece: number;
  /** How much more often the tenth with the highest chances was lost than all. */
  readonly lift_top_decile: number;
}

export interface Learned {
  /** Null where the baseline was no worse: it is used then. */
  readonly pipeline: FittedPipeline | null;
  readonly quality: Quality | null;
  /** The days that were learned from, and how many customers stood there on each. */
  readonly cutOffs: readonly { readonly day: number; readonly customers: number; readonly lost: number }[];
}

const STEP_DAYS = 60;
const CUT_OFFS = 6;
/** Days of history before the first day that is learned from. */
const LEAST_HISTORY_DAYS = 90;
/** Fewer lost or kept customers teach nothing. */
const LEAST_OF_A_KIND = 25;

export function standingAt(purchases: Purchases, surroundings: Surroundings, rule: LossRule, cutOff: number): Standing {
  const histories = historiesBefore(purchases, cutOff);
  const rhythm = learnRhythm(histories, rule, cutOff);
  return { cutOff, histories, rhythm, columns: featuresAt(purchases, histories, rhythm, surroundings, cutOff) };
}

interface Lesson extends Standing {
  readonly labels: Float64Array;
}

/** Days on which what came afterwards is known, before `end`, the latest first. */
function cutOffsBefore(end: number, first: number, windowDays: number): number[] {
  const latest = end - windowDays;
  const days = Array.from({ length: CUT_OFFS }, (_, i) => latest - i * STEP_DAYS);
  return days.filter((day) => day >= first + LEAST_HISTORY_DAYS);
}

const lostOf = ({ labels }: Lesson): number => labels.reduce((sum, label) => sum + label, 0);

function teaches(lessons: readonly Lesson[]): boolean {
  const rows = lessons.reduce((sum, { labels }) => sum + labels.length, 0);
  const lost = lessons.reduce((sum, lesson) => sum + lostOf(lesson), 0);
  return Math.min(lost, rows - lost) >= LEAST_OF_A_KIND;
}

/** One table of several days' rows. */
function join(tables: readonly (readonly Column[])[]): Column[] {
  const [first = []] = tables;
  return first.map((column, place): Column => {
    const parts = tables.map((table) => table[place]).filter((part) => part !== undefined);
    if ('codes' in column) {
      const codes = parts.flatMap((part) => ('codes' in part ? [...part.codes] : []));
      return { ...column, codes: Int32Array.from(codes) };
    }
    const values = parts.flatMap((part) => ('values' in part ? [...part.values] : []));
    return { ...column, values: Float64Array.from(values) };
  });
}

const number = (name: string, values: Float64Array): Column => ({ name, kind: 'number', values });

function fit(lessons: readonly Lesson[], { algorithm, seed }: LearnRequest): FittedPipeline {
  const labels = lessons.flatMap(({ labels: each }) => [...each]);
  const groups = lessons.flatMap(({ histories }) => [...histories.customers]);
  return trainPipeline({
    task: 'classification',
    columns: join(lessons.map(({ columns }) => columns)),
    target: number('lost', Float64Array.from(labels)),
    positiveClass: 1,
    algorithm,
    validationSplit: 0.1,
    hyperparameterTuning: false,
    groups: number('customer', Float64Array.from(groups)),
    seed,
  }).pipeline;
}

/**
 * The chance of each customer to be lost. Learning tells who is likelier than whom; how many there will be, which changes
 * with season and age of the company, is what the rhythm of all says on the day itself: all odds are moved by one factor
 * until both agree.
 */
function chancesOf(pipeline: FittedPipeline, { columns, rhythm }: Standing, rule: LossRule): Float64Array {
  // Where it is known who left, learning has seen how many do.
  if (rule.lostOn !== null) return predictRows(pipeline, columns).predictions;
  const odds = predictRows(pipeline, columns).predictions.map((chance) => {
    const within = Math.min(1 - 1e-9, Math.max(1e-9, chance));
    return Math.log(within / (1 - within));
  });
  const goal = rhythm.silent.reduce((sum, chance) => sum + chance, 0);
  const movedBy = (shift: number): Float64Array => odds.map((value) => 1 / (1 + Math.exp(-value - shift)));
  let [low, high] = [-10, 10];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (movedBy(middle).reduce((sum, chance) => sum + chance, 0) < goal) low = middle;
    else high = middle;
  }
  return movedBy((low + high) / 2);
}

/** Who counts as lost already teaches nothing about those who do not. */
function onlyThere({ cutOff, histories, rhythm, columns }: Standing): Standing {
  const rows = histories.customers.map((_, row) => row).filter((row) => rhythm.lost[row] === 0);
  const take = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
  const { customers, ends, repeats, recency, age } = histories;
  const { buying, windows, gaps, silences, lost, alive, silent } = rhythm;
  return {
    cutOff,
    histories: {
      customers: rows.map((row) => customers[row] ?? 0),
      ends: rows.map((row) => ends[row] ?? 0),
      repeats: take(repeats),
      recency: take(recency),
      age: take(age),
    },
    rhythm: {
      buying,
      windows: take(windows),
      gaps: take(gaps),
      silences: take(silences),
      lost: Uint8Array.from(rows, (row) => lost[row] ?? 0),
      alive: take(alive),
      silent: take(silent),
    },
    columns: columns.map((column): Column =>
      'codes' in column
        ? { ...column, codes: rows.map((row) => column.codes[row] ?? -1) }
        : { ...column, values: take(column.values) },
    ),
  };
}

/** The chance of everybody: of those who are there as it was learned, of those who count as lost as their rhythm says. */
export function chancesOfAll(pipeline: FittedPipeline | null, standing: Standing, rule: LossRule): Float64Array {
  const { lost, silent } = standing.rhythm;
  const there = onlyThere(standing);
  const learned = pipeline === null ? there.rhythm.silent : chancesOf(pipeline, there, rule);
  let place = 0;
  return silent.map((chance, row) => {
    if (lost[row] === 1) return rule.lostOn === null ? chance : 1;
    place += 1;
    return learned[place - 1] ?? chance;
  });
}

function figuresOf(labels: Float64Array, chances: Float64Array): Figures {
  const pairs = Float64Array.from({ length: 2 * labels.length }, (_, i) => {
    const chance = chances[i >> 1] ?? 0;
    return i % 2 === 0 ? 1 - chance : chance;
  });
  const { roc_auc, log_loss, brier, ece } = measureOnce(classificationMeasure(labels, pairs, 2), labels.length);
  const order = [...labels.keys()].sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0));
  const top = order.slice(0, Math.max(1, Math.round(labels.length / 10)));
  const shareOf = (rows: readonly number[]): number =>
    rows.reduce((sum, row) => sum + (labels[row] ?? 0), 0) / rows.length;
  return { roc_auc, log_loss, brier, ece, lift_top_decile: shareOf(top) / shareOf(order) };
}

function judge(exam: Lesson, pipeline: FittedPipeline, rule: LossRule): Quality {
  const { cutOff, rhythm, labels } = exam;
  return {
    cutOff,
    customers: labels.length,
    lost: lostOf(exam),
    figures: figuresOf(labels, chancesOf(pipeline, exam, rule)),
    baseline: figuresOf(labels, rhythm.silent),
  };
}

export interface LearnRequest {
  readonly purchases: Purchases;
  readonly surroundings: Surroundings;
  readonly rule: LossRule;
  /** The day from which nothing is known. */
  readonly end: number;
  readonly first: number;
  readonly algorithm: 'logistic_regression' | 'gradient_boosting' | 'ensemble';
  readonly seed: number;
  checkpoint(share: number): void;
}

/**
 * Learns who will be lost from how customers stood on several days and what they did afterwards. It is measured on a
 * day whose customers' later silence no part of the learning reached: the windows of the days learned from end before.
 * What is used in the end has learned from the latest days as well.
 */
export function learnChurn(request: LearnRequest): Learned {
  const { purchases, surroundings, rule, end, first, checkpoint } = request;
  const lessonAt = (day: number): Lesson => {
    const standing = onlyThere(standingAt(purchases, surroundings, rule, day));
    return { ...standing, labels: labelsAfter(purchases, standing.histories, standing.rhythm.windows, rule, day) };
  };
  const latest = cutOffsBefore(end, first, rule.mostDays);
  const [examDay] = latest;
  const earlier = examDay === undefined ? [] : cutOffsBefore(examDay, first, rule.mostDays);
  if (examDay === undefined || earlier.length === 0) return { pipeline: null, quality: null, cutOffs: [] };
  try {
    const exam = lessonAt(examDay);
    checkpoint(0.1);
    const before = earlier.map(lessonAt);
    checkpoint(0.2);
    if (!teaches(before) || !teaches([exam])) return { pipeline: null, quality: null, cutOffs: [] };
    const quality = judge(exam, fit(before, request), rule);
    checkpoint(0.5);
    const isBetter = quality.figures.log_loss < quality.baseline.log_loss;
    if (!isBetter) return { pipeline: null, quality, cutOffs: before.map(told) };
    const lessons = [exam, ...latest.slice(1).map(lessonAt)];
    return { pipeline: fit(lessons, request), quality, cutOffs: lessons.map(told) };
  } catch (error) {
    // Too few who came back on one of the days, or all alike: the baseline stands.
    if (error instanceof NumericError) return { pipeline: null, quality: null, cutOffs: [] };
    throw error;
  }
}

const told = (lesson: Lesson) => ({ day: lesson.cutOff, customers: rowCount(lesson), lost: lostOf(lesson) });

const rowCount = ({ columns: [column] }: Lesson): number => (column === undefined ? 0 : rowCountOf(column));
