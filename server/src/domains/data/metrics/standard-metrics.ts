import type { Definition } from './metrics.schema.ts';

/** Without an order for so long, a customer counts as lost. */
const LOST_AFTER_DAYS = 90;

const completed = { field: 'status', operator: 'equals', value: 'completed' } as const;
const ordersDimensions = [
  { name: 'channel', field: 'channel' },
  { name: 'region', field: 'region' },
];
const ofOrders = { dataset: 'orders', filter: completed, time: { field: 'ordered_at' }, dimensions: ordersDimensions };

/** Metrics over the standard datasets. They are there as soon as the columns are that they need. */
export const standardMetrics: ReadonlyMap<string, Definition> = new Map<string, Definition>([
  [
    'revenue',
    {
      ...ofOrders,
      measures: [{ name: 'revenue', function: 'sum', field: 'amount' }],
      unit: 'money',
      money_per_unit: 1,
      direction: 'up',
    },
  ],
  ['orders', { ...ofOrders, measures: [{ name: 'orders', function: 'count' }], direction: 'up' }],
  [
    'average_order_value',
    {
      ...ofOrders,
      measures: [
        { name: 'revenue', function: 'sum', field: 'amount' },
        { name: 'orders', function: 'count' },
        { name: 'average_order_value', formula: 'revenue / orders' },
      ],
      unit: 'money',
      direction: 'up',
    },
  ],
  [
    'margin',
    {
      dataset: 'order_lines',
      joins: [{ dataset: 'orders' }],
      filter: {
        all: [
          { field: 'orders.status', operator: 'equals', value: 'completed' },
          { field: 'returned', operator: 'is_false' },
        ],
      },
      time: { field: 'orders.ordered_at' },
      measures: [
        { name: 'sold', function: 'sum', field: 'amount' },
        { name: 'cost', function: 'sum', field: 'cost' },
        { name: 'margin', formula: 'sold - cost' },
      ],
      dimensions: [
        { name: 'product', field: 'product_id' },
        { name: 'channel', field: 'orders.channel' },
        { name: 'region', field: 'orders.region' },
      ],
      unit: 'money',
      money_per_unit: 1,
      direction: 'up',
    },
  ],
  [
    'new_customers',
    {
      dataset: 'customers',
      time: { field: 'signed_up_on' },
      measures: [{ name: 'new_customers', function: 'count' }],
      dimensions: [
        { name: 'segment', field: 'segment' },
        { name: 'channel', field: 'channel' },
        { name: 'region', field: 'region' },
      ],
      direction: 'up',
    },
  ],
  [
    'lost_customers',
    {
      of: {
        dataset: 'orders',
        filter: completed,
        group_by: [{ field: 'customer_id' }],
        measures: [{ name: 'last_order', function: 'max', field: 'ordered_at' }],
      },
      time: { field: 'last_order', shift_days: LOST_AFTER_DAYS },
      measures: [{ name: 'lost_customers', function: 'count' }],
      grain: 'month',
      direction: 'down',
    },
  ],
  [
    'service_requests',
    {
      dataset: 'service_requests',
      time: { field: 'opened_at' },
      measures: [{ name: 'service_requests', function: 'count' }],
      dimensions: [
        { name: 'queue', field: 'queue' },
        { name: 'contact', field: 'contact' },
      ],
      direction: 'down',
    },
  ],
  [
    'first_response_time',
    {
      dataset: 'service_requests',
      time: { field: 'opened_at' },
      measures: [{ name: 'first_response_time', function: 'median', field: 'first_response_minutes' }],
      dimensions: [
        { name: 'queue', field: 'queue' },
        { name: 'contact', field: 'contact' },
      ],
      unit: 'minutes',
      direction: 'down',
    },
  ],
  [
    'stock_on_hand',
    {
      dataset: 'inventory_levels',
      time: { field: 'date' },
      measures: [{ name: 'stock_on_hand', function: 'sum', field: 'on_hand', at_last: 'date' }],
      dimensions: [{ name: 'product', field: 'product_id' }],
      direction: 'none',
    },
  ],
  [
    'conversion',
    {
      dataset: 'leads',
      filter: { field: 'status', operator: 'in', value: ['won', 'lost'] },
      time: { field: 'created_on' },
      measures: [
        { name: 'won', function: 'count', filter: { field: 'status', operator: 'equals', value: 'won' } },
        { name: 'decided', function: 'count' },
        { name: 'conversion', formula: 'won / decided' },
      ],
      dimensions: [
        { name: 'source', field: 'source' },
        { name: 'industry', field: 'industry' },
      ],
      grain: 'month',
      unit: 'ratio',
      direction: 'up',
    },
  ],
]);
