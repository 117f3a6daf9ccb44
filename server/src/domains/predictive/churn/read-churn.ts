import type { Column } from '../../../numeric/index.ts';
import type { Home, Need, Source } from '../kind.ts';
import type { ChurnPlan } from './churn.schema.ts';

/** What churn is computed from. */
export interface ChurnData {
  readonly orders: ReadonlyMap<string, Column>;
  readonly customers: ReadonlyMap<string, Column>;
  readonly requests: ReadonlyMap<string, Column>;
  /** Sales and their cost, where lines say both. */
  readonly lines: { readonly amount: number; readonly cost: number } | null;
  readonly traits: readonly string[];
}

/** Columns of customers that may set them apart, beside the one that segments. */
const TRAITS = ['region', 'channel', 'segment'];

export function needsOf({ lost_on_column: lostOn }: ChurnPlan): readonly Need[] {
  return [
    { dataset: 'orders', columns: { customer_id: 'any', ordered_at: 'time', amount: 'number' } },
    lostOn === null
      ? { dataset: 'customers', columns: { customer_id: 'any' }, isOptional: true }
      : { dataset: 'customers', columns: { customer_id: 'any', [lostOn]: 'time' } },
    { dataset: 'service_requests', columns: { customer_id: 'any', opened_at: 'time' }, isOptional: true },
    { dataset: 'order_lines', columns: { amount: 'number', cost: 'number' }, isOptional: true },
  ];
}

export async function readChurn(source: Source, plan: ChurnPlan, _home: Home): Promise<ChurnData> {
  const present = (dataset: string, names: readonly string[]): string[] =>
    names.filter((name) => source.has(dataset, name));
  const read = (dataset: string, needed: readonly string[], wanted: readonly string[]) =>
    source.columns(dataset, [...new Set([...needed, ...present(dataset, wanted)])]);
  const none = new Map<string, Column>();
  const traits = present('customers', [...new Set([...TRAITS, plan.segment_by])]);
  const orders = await read('orders', ['customer_id', 'ordered_at', 'amount'], ['status', 'promotion', 'currency']);
  const customers = source.has('customers', 'customer_id')
    ? await read(
        'customers',
        ['customer_id'],
        ['customer_name', ...traits, ...(plan.lost_on_column === null ? [] : [plan.lost_on_column])],
      )
    : none;
  const requests = source.has('service_requests', 'customer_id', 'opened_at')
    ? await read('service_requests', ['customer_id', 'opened_at'], ['satisfaction'])
    : none;
  return { orders, customers, requests, traits, lines: await readLines(source) };
}

async function readLines(source: Source): Promise<ChurnData['lines']> {
  if (!source.has('order_lines', 'amount', 'cost')) return null;
  const [row] = await source.query({
    dataset: 'order_lines',
    measures: [
      { name: 'amount', function: 'sum', field: 'amount' },
      { name: 'cost', function: 'sum', field: 'cost' },
    ],
  });
  const [amount, cost] = [Number(row?.['amount']), Number(row?.['cost'])];
  return amount > 0 && cost >= 0 ? { amount, cost } : null;
}
