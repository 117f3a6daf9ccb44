import type { Explanation } from '../../api/types.ts';

/** In which unit the shares are shown: points of probability, the target's own unit, or a bare score. */
export type ShareScale = 'probability' | 'target' | 'score';

export interface ShareStep {
  kind: 'feature' | 'rest' | 'calibration';
  feature: string | null;
  /** The reason in words, as the server tells it. */
  text: string | null;
  /** How many inputs stand behind the row. */
  count: number;
  from: number;
  to: number;
  /** The change as it is written, in percentage points or in the unit of the target. */
  written: number;
}

export interface ShareLayout {
  scale: ShareScale;
  base: number;
  steps: ShareStep[];
  total: number;
  /** The least and the greatest value that the row of bars shows. */
  low: number;
  high: number;
  /** True where the bars begin away from nought, so that small shares of a large amount can be seen. */
  zoomed: boolean;
  /** What the ends are written as, so rounded that the written changes lead from one to the other. */
  writtenBase: number;
  writtenTotal: number;
  fractionDigits: number;
}

const mostShown = 7;
/** A share this small beside the strongest is not worth a row. */
const negligible = 0.02;
const visibleGap = 0.005;
const smallestWholePointsChange = 3;
const zoomBelow = 0.4;
const zoomMargin = 0.08;

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

type Level = Omit<ShareStep, 'written'>;

/**
 * Lays contributions end to end from the average to the answer, the strongest first, so that they add up.
 * Log odds become points of probability by the place at which each one stands in that row; probabilities are such
 * points already.
 */
export function layOutShares(explanation: Explanation, answer: number, scale: ShareScale): ShareLayout {
  const isLogOdds = scale === 'probability' && explanation.unit === 'log_odds';
  const place = isLogOdds ? logistic : (value: number): number => value;
  const base = place(explanation.base_value);
  const levels = placeSteps(explanation, place);
  const reached = levels.at(-1)?.to ?? base;
  const total = scale === 'score' ? reached : answer;
  closeGap(levels, total, scale);
  return { scale, base, total, ...frameOf(levels, base, total, scale), ...written(levels, base, total, scale) };
}

/** What part of the number line the bars are drawn on. */
function frameOf(levels: readonly Level[], base: number, total: number, scale: ShareScale) {
  if (scale === 'probability') return { low: 0, high: 1, zoomed: false };
  const ends = [base, total, ...levels.flatMap(({ from, to }) => [from, to])];
  const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
  const [low, high] = [Math.min(least, 0), Math.max(greatest, 0)];
  const spread = greatest - least;
  if (spread === 0 || spread > zoomBelow * (high - low)) return { low, high, zoomed: false };
  return { low: least - zoomMargin * spread, high: greatest + zoomMargin * spread, zoomed: true };
}

function placeSteps({ contributions, base_value: start }: Explanation, place: (value: number) => number): Level[] {
  const strongestFirst = contributions.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const shown = strongestFirst.slice(0, countShown(strongestFirst));
  const rest = strongestFirst.slice(shown.length);
  const together = rest.reduce((sum, { contribution }) => sum + contribution, 0);
  const changes = [
    ...shown.map(({ feature, text, contribution }) => ({
      kind: 'feature' as const,
      feature,
      text,
      count: 1,
      contribution,
    })),
    ...(rest.length === 0
      ? []
      : [{ kind: 'rest' as const, feature: null, text: null, count: rest.length, contribution: together }]),
  ];
  let sum = start;
  return changes.map(({ contribution, ...change }) => {
    const from = place(sum);
    sum += contribution;
    return { ...change, from, to: place(sum) };
  });
}

/** The strongest few; those that hardly do anything are told together, unless there is but one of them. */
function countShown(strongestFirst: Explanation['contributions']): number {
  const strongest = Math.abs(strongestFirst[0]?.contribution ?? 0);
  const felt = strongestFirst.filter(({ contribution }) => Math.abs(contribution) > negligible * strongest).length;
  const most = Math.min(felt, mostShown);
  return strongestFirst.length - most <= 1 ? strongestFirst.length : most;
}

/** Probabilities are calibrated after the model has added up: what that changes is a row of its own where it shows. */
function closeGap(levels: Level[], total: number, scale: ShareScale): void {
  const last = levels.at(-1);
  if (last === undefined) return;
  if (scale === 'probability' && Math.abs(total - last.to) > visibleGap) {
    levels.push({ kind: 'calibration', feature: null, text: null, count: 0, from: last.to, to: total });
  } else {
    last.to = total;
  }
}

/** Rounds the levels, not the changes: so the written changes add up to the written ends. */
function written(levels: readonly Level[], base: number, total: number, scale: ShareScale) {
  const unit = scale === 'probability' ? 100 : 1;
  const fractionDigits = digitsFor(levels, base, total, scale);
  const round = (level: number): number => Number((level * unit).toFixed(fractionDigits));
  const steps = levels.map(({ kind, feature, text, count, from, to }) => {
    const change = Number((round(to) - round(from)).toFixed(fractionDigits));
    return { kind, feature, text, count, from, to, written: change };
  });
  return { steps, writtenBase: round(base), writtenTotal: round(total), fractionDigits };
}

function digitsFor(levels: readonly Level[], base: number, total: number, scale: ShareScale): number {
  if (scale === 'probability') {
    const largest = Math.max(0, ...levels.map(({ from, to }) => Math.abs(to - from) * 100));
    return largest < smallestWholePointsChange ? 1 : 0;
  }
  const size = Math.max(Math.abs(base), Math.abs(total), ...levels.map(({ to }) => Math.abs(to)));
  if (size >= 1000) return 0;
  if (size >= 100) return 1;
  return size >= 10 ? 2 : 3;
}

/** Where a bar begins and how long it is, in shares of the row's width. */
export function barOf(layout: Pick<ShareLayout, 'low' | 'high'>, from: number, to: number) {
  const width = layout.high - layout.low || 1;
  return { start: (Math.min(from, to) - layout.low) / width, length: Math.abs(to - from) / width };
}
