import Type, { type Static } from 'typebox';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const level = (value: number) => Type.Optional(Type.Number({ minimum: 0.5, maximum: 0.999, default: value }));
const classes = ['A', 'B', 'C'] as const;

export const inventoryRequest = Type.Object(
  {
    service: Type.Optional(
      Type.Enum(['fill', 'cycle'], {
        default: 'fill',
        description:
          'fill: share of the demand that is served at once; cycle: share of the orders before whose arrival nothing was short.',
      }),
    ),
    service_levels: Type.Optional(
      Type.Object(
        { a: level(0.98), b: level(0.95), c: level(0.9) },
        { additionalProperties: false, description: 'By class: A items make up 80 % of the sales, B the next 15 %.' },
      ),
    ),
    order_cost: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 1e9, default: 40, description: 'Of one order, whatever its size.' }),
    ),
    holding_rate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 5,
        default: 0.25,
        description: 'What keeping a unit for a year costs, as a share of its cost.',
      }),
    ),
    lead_time_days: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 365,
        default: 14,
        description: 'Of items of which neither products nor movements tell it.',
      }),
    ),
    review_days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 60, default: 1, description: 'Days between two looks at the stock.' }),
    ),
    unmet: Type.Optional(
      Type.Enum(['lost', 'waits'], { default: 'lost', description: 'What becomes of demand that is not there.' }),
    ),
    overstock_days: Type.Optional(
      Type.Integer({
        minimum: 30,
        maximum: 1095,
        default: 180,
        description: 'Stock beyond the demand of so many days is too much.',
      }),
    ),
    excluded_statuses: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), {
        maxItems: 20,
        description: 'Orders of these were not wanted in the end; default cancelled, canceled, refunded.',
      }),
    ),
    holidays: Type.Optional(
      Type.Array(Type.String({ pattern: '^(\\d{4}-)?\\d{2}-\\d{2}$' }), {
        maxItems: 500,
        description:
          'Days unlike others, past and to come: `12-25` every year, `2026-04-03` once. Default: those of the organization’s country.',
        examples: [['01-01', '12-25']],
      }),
    ),
  },
  { additionalProperties: false, examples: [{}, { service: 'fill', service_levels: { a: 0.98, b: 0.95, c: 0.9 } }] },
);
export type InventoryRequest = Static<typeof inventoryRequest>;

const item = Type.Object({
  product_id: Type.Union([Type.String(), Type.Number()]),
  product_name: nullable(Type.String()),
  category: nullable(Type.String()),
  class: Type.Enum([...classes]),
  status: Type.Enum(['order_now', 'enough', 'overstock', 'dead', 'no_demand']),
  pattern: Type.Enum(['smooth', 'intermittent', 'erratic', 'lumpy', 'none']),
  demand_method: Type.Enum(['family_share', 'family_share_slow', 'sba', 'tsb']),
  demand_a_day: Type.Number({ description: 'Expected until an order would be there.' }),
  demand_30_days: Type.Number(),
  lead_time_days: Type.Number({ description: 'The mean.' }),
  lead_time_source: Type.Enum(['seen', 'family', 'given', 'assumed']),
  on_hand: Type.Number(),
  on_order: Type.Number(),
  reorder_point: nullable(Type.Number()),
  safety_stock: nullable(Type.Number()),
  order_quantity: nullable(Type.Number({ description: 'The economic one, in lots.' })),
  service_target: Type.Number(),
  service_simulated: nullable(Type.Number()),
  order_units: Type.Number({ description: 'To be ordered today.' }),
  order_cost: Type.Number({ description: 'Of these units, and of the order.' }),
  prevents_units: Type.Number({ description: 'Expected to be short, did nobody order until the next order.' }),
  prevents: Type.Number({ description: 'Their margin.' }),
  order_in_days: nullable(
    Type.Integer({ description: 'Until the next order; null where none is due as far as is forecast.' }),
  ),
  excess_units: Type.Number(),
  excess_value: Type.Number({ description: 'At cost: what dead stock and overstock bind.' }),
  missed_units: Type.Number({ description: 'Of the last year: wanted, and not there.' }),
  missed_margin: Type.Number(),
  days_out: Type.Integer({ description: 'Of the last year.' }),
});
export type InventoryItem = Static<typeof item>;

const classResult = Type.Object({
  class: Type.Enum([...classes]),
  items: Type.Integer(),
  target: Type.Number(),
  simulated: nullable(
    Type.Number({ description: 'Reached by the plan over demand that it was not made from, weighed by demand.' }),
  ),
  last_year: nullable(Type.Number({ description: 'Fill rate of the last year as it was.' })),
});

export const inventoryResult = Type.Object({
  as_of: Type.String({ format: 'date' }),
  currency: Type.String({
    description:
      'Prices and costs are taken to be in that of the orders; where they have several, in the organization’s.',
  }),
  days_of_history: Type.Integer(),
  products: Type.Integer(),
  orders: Type.Object({
    items: Type.Integer(),
    units: Type.Number(),
    cost: Type.Number(),
    prevents: Type.Number(),
  }),
  classes: Type.Array(classResult),
  service: Type.Object({
    kind: Type.Enum(['fill', 'cycle']),
    target: nullable(Type.Number({ description: 'Weighed by demand.' })),
    simulated: nullable(Type.Number()),
  }),
  a_year: Type.Object(
    {
      stock_value: Type.Number({ description: 'At cost, on average, by the plan.' }),
      holding_cost: Type.Number(),
      ordering_cost: Type.Number(),
      missed_margin: Type.Number(),
    },
    { description: 'What the plan costs, simulated.' },
  ),
  last_year: Type.Object({
    stock_value: Type.Number(),
    holding_cost: Type.Number(),
    missed_units: Type.Number({
      description: 'Wanted, and not there: estimated from the days around those without stock.',
    }),
    missed_margin: Type.Number(),
    days_out: Type.Integer({ description: 'Days on which an item ran out, over all items.' }),
    fill_rate: nullable(Type.Number()),
  }),
  excess: Type.Object({ dead_items: Type.Integer(), overstocked_items: Type.Integer(), value: Type.Number() }),
  accuracy: Type.Object(
    { wape: nullable(Type.Number()), naive_wape: nullable(Type.Number()), stretches: Type.Integer() },
    {
      description:
        'Of demand until an order is there, over past stretches that forecasts had not seen: the sum of errors by the sum of demand.',
    },
  ),
  families: Type.Array(
    Type.Object({
      name: Type.String(),
      items: Type.Integer(),
      members: Type.Array(Type.Object({ name: Type.String(), weight: Type.Number() })),
      forecast: Type.Array(Type.Number(), { description: 'Units of each of the next weeks.' }),
    }),
  ),
  top: Type.Array(item, { description: 'The first of the list; all of it is under `…/items`.' }),
});
export type InventoryResult = Static<typeof inventoryResult>;

/** As it is carried out. */
export interface InventoryPlan {
  service: 'fill' | 'cycle';
  service_levels: { a: number; b: number; c: number };
  order_cost: number;
  holding_rate: number;
  lead_time_days: number;
  review_days: number;
  unmet: 'lost' | 'waits';
  overstock_days: number;
  excluded_statuses: string[];
  /** Null: the country's; left out of plans from before there were any. */
  holidays?: string[] | null;
}
