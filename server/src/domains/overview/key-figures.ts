import { isAppError } from '../../platform/errors.ts';
import type { DataService } from '../data/index.ts';
import { isWhole, type Period } from './period.ts';

/** What a person looks for first. So many are shown; the others are a request of their own away. */
const order = [
  'revenue',
  'orders',
  'average_order_value',
  'lost_customers',
  'margin',
  'new_customers',
  'conversion',
  'first_response_time',
  'service_requests',
  'stock_on_hand',
];
const MOST = 5;

export type Comparison = 'previous_period' | 'previous_year';

export interface Change {
  value: number | null;
  change: number | null;
  relative_change: number | null;
}

export interface KeyFigure {
  name: string;
  /** Money: its currency; `ratio`, `minutes`; null for a plain number. */
  unit: string | null;
  is_money: boolean;
  direction: 'up' | 'down' | 'none';
  value: number | null;
  previous_period: Change;
  previous_year: Change;
  series: { period: string; value: number | null; compared: number | null }[];
}

type Metrics = Pick<DataService['metrics'], 'list' | 'values'>;
type Metric = Awaited<ReturnType<Metrics['list']>>[number];

/** The standard metrics whose data are there, in the order that they are looked for. */
export async function listKeyMetrics(metrics: Metrics, organizationId: number): Promise<Metric[]> {
  const there = await metrics.list(organizationId);
  return order.flatMap((name) => there.filter((metric) => metric.name === name)).slice(0, MOST);
}

/** Each with what it was before and a year ago. What cannot be computed is left out. */
export async function readKeyFigures(
  metrics: Metrics,
  organizationId: number,
  { wanted, period, compare }: { wanted: readonly Metric[]; period: Period; compare: Comparison },
): Promise<KeyFigure[]> {
  const figures: KeyFigure[] = [];
  // One after the other: the queries of a dashboard take one connection at a time.
  for (const metric of wanted) {
    try {
      figures.push(await readKeyFigure(metrics, organizationId, { metric, period, compare }));
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return figures;
}

async function readKeyFigure(
  metrics: Metrics,
  organizationId: number,
  { metric, period, compare }: { metric: Metric; period: Period; compare: Comparison },
): Promise<KeyFigure> {
  const { name, unit, direction, definition } = metric;
  const { from, to, grain } = period;
  const ask = async (request: Parameters<Metrics['values']>[2]) => {
    const { result } = await metrics.values(organizationId, name, { from, to, ...request });
    const places = new Map(result.columns.map((column, index) => [column.name, index]));
    return result.rows.map((row) => (column: string) => row[places.get(column) ?? -1]);
  };
  const [before] = await ask({ grain: 'total', compare: 'previous_period' });
  const [yearBefore] = await ask({ grain: 'total', compare: 'previous_year' });
  const series = await ask({ grain, compare });
  return {
    name,
    unit,
    is_money: definition.unit === 'money',
    direction,
    value: toNumber(before?.('value')),
    previous_period: toChange(before),
    previous_year: toChange(yearBefore),
    series: series
      .map((read) => ({
        period: String(read('period')),
        value: toNumber(read('value')),
        compared: toNumber(read('value_previous')),
      }))
      .filter((each) => isWhole(each.period, period)),
  };
}

const toNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const toChange = (read: ((column: string) => unknown) | undefined): Change => ({
  value: toNumber(read?.('value_previous')),
  change: toNumber(read?.('value_change')),
  relative_change: toNumber(read?.('value_relative_change')),
});
