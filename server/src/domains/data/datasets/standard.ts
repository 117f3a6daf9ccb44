import type { ColumnType } from '../csv/inference.ts';

export const columnRoles = ['entity', 'time', 'measure', 'dimension', 'money'] as const;
/** What a column is for: a thing that it names, when it was, how much, of which kind, how much money. */
export type ColumnRole = (typeof columnRoles)[number];

/** `id`: what others call it by; whole numbers, or text where they are none. */
type StandardType = ColumnType | 'id';

export interface StandardColumn {
  readonly name: string;
  readonly type: StandardType;
  readonly role: ColumnRole | null;
  /** The standard dataset whose key the column holds. */
  readonly refersTo: string | null;
}

export interface StandardDataset {
  readonly name: string;
  readonly key: string | null;
  /** A file without these is about something else. */
  readonly required: readonly string[];
  readonly columns: readonly StandardColumn[];
}

const column =
  (role: ColumnRole | null) =>
  (name: string, type: StandardType): StandardColumn => ({ name, type, role, refersTo: null });
const dimension = (name: string) => column('dimension')(name, 'text');
const text = (name: string) => column(null)(name, 'text');
const money = (name: string) => column('money')(name, 'number');
const measure = column('measure');
const time = column('time');
const id = (name: string, refersTo: string | null = null): StandardColumn => ({
  name,
  type: 'id',
  role: 'entity',
  refersTo,
});

const keyed = (name: string, columns: StandardColumn[]): StandardDataset => {
  const key = columns[0]?.name ?? '';
  return { name, key, required: [key], columns };
};

/**
 * The datasets that every organization has a use for. Each comes to be with its first row. Labels and descriptions are the
 * messages `data.datasets.<dataset>` and `data.columns.<dataset>.<column>`.
 */
const standardDatasets: readonly StandardDataset[] = [
  keyed('customers', [
    id('customer_id'),
    text('customer_name'),
    text('email'),
    dimension('segment'),
    dimension('region'),
    dimension('channel'),
    time('signed_up_on', 'date'),
    dimension('risk_level'),
    time('last_risk_assessment', 'timestamp'),
  ]),
  keyed('products', [
    id('product_id'),
    text('product_name'),
    dimension('category'),
    money('price'),
    money('cost'),
    measure('lead_time_days', 'integer'),
  ]),
  keyed('orders', [
    id('order_id'),
    id('customer_id', 'customers'),
    time('ordered_at', 'timestamp'),
    dimension('channel'),
    dimension('region'),
    dimension('status'),
    dimension('promotion'),
    money('amount'),
    dimension('currency'),
  ]),
  {
    name: 'order_lines',
    key: null,
    required: ['order_id', 'product_id'],
    columns: [
      id('order_id', 'orders'),
      column('dimension')('line_number', 'integer'),
      id('product_id', 'products'),
      measure('quantity', 'integer'),
      money('unit_price'),
      measure('discount', 'number'),
      money('amount'),
      money('cost'),
      column('dimension')('returned', 'boolean'),
    ],
  },
  keyed('leads', [
    id('lead_id'),
    time('created_on', 'date'),
    dimension('source'),
    dimension('industry'),
    measure('employees', 'integer'),
    measure('price_list_visits', 'integer'),
    measure('first_contact_hours', 'number'),
    dimension('status'),
    money('order_value'),
  ]),
  keyed('service_requests', [
    id('request_id'),
    id('customer_id', 'customers'),
    time('opened_at', 'timestamp'),
    dimension('queue'),
    dimension('contact'),
    measure('first_response_minutes', 'number'),
    measure('resolved_minutes', 'number'),
    measure('satisfaction', 'integer'),
  ]),
  {
    name: 'inventory_levels',
    key: null,
    required: ['date', 'product_id'],
    columns: [
      time('date', 'date'),
      id('product_id', 'products'),
      measure('on_hand', 'integer'),
      measure('on_order', 'integer'),
    ],
  },
  keyed('stock_movements', [
    id('movement_id'),
    time('date', 'date'),
    id('product_id', 'products'),
    dimension('kind'),
    measure('quantity', 'integer'),
    money('unit_cost'),
  ]),
  {
    name: 'marketing_spend',
    key: null,
    required: ['date', 'channel'],
    columns: [time('date', 'date'), dimension('channel'), money('spend'), measure('clicks', 'integer')],
  },
];

const byName = new Map(standardDatasets.map((each) => [each.name, each]));

export const listStandardDatasets = (): readonly StandardDataset[] => standardDatasets;

export const findStandardDataset = (name: string): StandardDataset | null => byName.get(name) ?? null;

/** Whether columns of these names are those of the standard dataset, rather than of another that is called alike. */
export const fitsStandard = (standard: StandardDataset, names: ReadonlySet<string>): boolean =>
  standard.required.every((name) => names.has(name));
