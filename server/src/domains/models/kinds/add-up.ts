import { type CompleteSeries, type Forecast, type OriginForecast, reconcile } from '../../../numeric/index.ts';

interface Node {
  series: CompleteSeries;
  forecast: Forecast;
  /** Of its backtest; empty where there is none. */
  origins: readonly OriginForecast[];
}

/** Of the whole's error: no forecast counts as surer than that. */
const LEAST_SHARE = 1e-4;

/**
 * Makes the forecasts of parts sum to that of the whole. What they differ by is shared out by how far each was off in
 * its backtest; bounds and the level move along. What was never negative does not become so.
 *
 * @returns the whole's, then those of the parts
 */
export function addUp(whole: Node, parts: readonly Node[]): [Forecast, ...Forecast[]] {
  const nodes = [whole, ...parts];
  const errors = nodes.map(errorOf);
  const least = LEAST_SHARE * (errors[0] || 1);
  const leaves = parts.map((_, leaf) => leaf);
  const [, ...agreed] = reconcile(
    { leaves: parts.length, nodes: [leaves, ...leaves.map((leaf) => [leaf])] },
    nodes.map(({ forecast }) => forecast.point),
    'wls',
    errors.map((error) => Float64Array.of(Math.max(error, least))),
  );
  const points = agreed.map((point, leaf) => (isNeverNegative(parts[leaf]) ? point.map(notBelowNought) : point));
  const sum = whole.forecast.point.map((_, h) => points.reduce((total, point) => total + (point[h] ?? 0), 0));
  return [moveTo(whole, sum), ...parts.map((part, leaf) => moveTo(part, points[leaf] ?? part.forecast.point))];
}

const notBelowNought = (value: number): number => Math.max(0, value);

const isNeverNegative = (node: Node | undefined): boolean => node?.series.values.every((value) => value >= 0) === true;

/** Root mean square of what backtests were off by; without one, of the values about their mean. */
function errorOf({ series: { values }, origins }: Node): number {
  const squares = origins.flatMap(({ actual, forecast: { point } }) =>
    Array.from(actual, (value, h) => (value - (point[h] ?? Number.NaN)) ** 2).filter((each) => !Number.isNaN(each)),
  );
  if (squares.length > 0) return Math.sqrt(meanOf(squares));
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function moveTo(node: Node, point: Float64Array): Forecast {
  const { forecast } = node;
  const shift = point.map((value, h) => value - (forecast.point[h] ?? value));
  const move = (values: Float64Array): Float64Array => values.map((value, h) => value + (shift[h] ?? 0));
  const lift = isNeverNegative(node) ? notBelowNought : (value: number) => value;
  const main = ['level', 'trend'].find((name) => forecast.components.some((each) => each.name === name));
  return {
    point,
    intervals: forecast.intervals.map(({ level, lower, upper }) => ({
      level,
      lower: move(lower).map(lift),
      upper: move(upper).map(lift),
    })),
    components: forecast.components.map(({ name, values }, place) => ({
      name,
      values: (main === undefined ? place === 0 : name === main) ? move(values) : values,
    })),
  };
}
