import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const day = Type.String({ format: 'date' });

export const churnRequest = Type.Object(
  {
    horizon_days: Type.Optional(
      Type.Integer({
        minimum: 30,
        maximum: 1095,
        default: 365,
        description: 'Over how many days a customer’s value is added up.',
      }),
    ),
    contact_cost: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1e9,
        default: 5,
        description: 'What contacting one customer costs, in the currency of the answer.',
      }),
    ),
    save_rate: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: 0.1,
        description:
          'Of customers who would leave, the share that a contact keeps. An assumption until it is measured.',
      }),
    ),
    margin: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description:
          'What is earned of each unit of sales; by default what order_lines say, else sales themselves are counted.',
      }),
    ),
    discount_rate: Type.Optional(
      Type.Number({ minimum: 0, maximum: 1, default: 0.1, description: 'Of money a year later, a year.' }),
    ),
    min_window_days: Type.Optional(Type.Integer({ minimum: 7, maximum: 365, default: 30 })),
    max_window_days: Type.Optional(
      Type.Integer({
        minimum: 14,
        maximum: 365,
        default: 180,
        description: 'However rarely somebody buys, after so many days without an order they count as lost.',
      }),
    ),
    lost_on_column: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description:
          'A date column of customers that says when they left, where that is known: it is learned from instead of silence.',
      }),
    ),
    segment_by: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, default: 'segment', description: 'A text column of customers.' }),
    ),
    excluded_statuses: Type.Optional(
      Type.Array(Type.String({ maxLength: 100 }), {
        maxItems: 20,
        description: 'Orders of these do not count; default cancelled, canceled, refunded.',
      }),
    ),
    exchange_rates: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }), {
        maxProperties: 200,
        description: 'What one of a currency is worth in that of the organization. Needed where orders have several.',
      }),
    ),
    algorithm: Type.Optional(
      Type.Enum(['logistic_regression', 'gradient_boosting', 'ensemble'], { default: 'logistic_regression' }),
    ),
  },
  { ...closed, examples: [{}, { horizon_days: 365, contact_cost: 4, save_rate: 0.15 }] },
);
export type ChurnRequest = Static<typeof churnRequest>;

const figures = Type.Object({
  roc_auc: nullable(Type.Number()),
  log_loss: nullable(Type.Number()),
  brier: nullable(Type.Number()),
  ece: nullable(Type.Number({ description: 'How far chances are off the shares that came true, on average.' })),
  lift_top_decile: nullable(
    Type.Number({ description: 'How much more often the tenth with the highest chances was lost.' }),
  ),
});

const money = Type.Object({ mean: Type.Number(), lower: Type.Number(), upper: Type.Number() });

const customer = Type.Object({
  customer_id: Type.Union([Type.String(), Type.Number()]),
  customer_name: nullable(Type.String()),
  segment: nullable(Type.String()),
  status: Type.Enum(['active', 'lost']),
  risk: Type.Enum(['low', 'medium', 'high'], { description: 'From 0.3 medium, from 0.6 high.' }),
  probability: share('Chance that the customer orders nothing within `window_days`.'),
  window_days: Type.Integer(),
  silence_days: Type.Integer(),
  usual_gap_days: Type.Number(),
  orders: Type.Integer(),
  value: Type.Number({ description: 'Expected over the horizon from somebody who is still a customer.' }),
  value_at_risk: Type.Number({ description: 'probability × value.' }),
  value_at_risk_lower: Type.Number(),
  value_at_risk_upper: Type.Number(),
  value_saved: nullable(
    Type.Number({ description: 'save_rate × value_at_risk − contact_cost; null for those who are lost.' }),
  ),
});
export type ChurnCustomer = Static<typeof customer>;

const segment = Type.Object({
  name: Type.String(),
  customers: Type.Integer(),
  lost: Type.Integer(),
  value_at_risk: Type.Number(),
  median_days: nullable(
    Type.Number({ description: 'Days by which half have left; null where the curve does not fall so far.' }),
  ),
  survival: Type.Array(
    Type.Object({ day: Type.Integer(), share: Type.Number(), lower: Type.Number(), upper: Type.Number() }),
  ),
});

export const churnResult = Type.Object({
  as_of: day,
  currency: Type.String({ description: 'Of the orders; where they have several, the organization’s.' }),
  definition: Type.Object({
    kind: Type.Enum(['inactivity', 'column']),
    back_in_time: share('Of customers who still are some, the share that orders again within their window.'),
    least_days: Type.Integer(),
    median_days: Type.Integer(),
    most_days: Type.Integer(),
  }),
  method: Type.Enum(['classifier', 'bg_nbd']),
  algorithm: nullable(Type.String()),
  buying: Type.Object(
    { r: Type.Number(), alpha: Type.Number(), a: Type.Number(), b: Type.Number() },
    { description: 'BG/NBD, in days.' },
  ),
  learned_from: Type.Array(Type.Object({ day, customers: Type.Integer(), lost: Type.Integer() })),
  quality: nullable(
    Type.Object({
      day,
      customers: Type.Integer(),
      lost: Type.Integer(),
      model: figures,
      baseline: figures,
      value_expected: Type.Number({ description: 'Of the orders of the days after `day`, as it was expected then.' }),
      value_came: Type.Number(),
    }),
  ),
  customers: Type.Object({ active: Type.Integer(), lost: Type.Integer(), without_orders: Type.Integer() }),
  expected_to_leave: Type.Number(),
  value_at_risk: money,
  contacts: Type.Object({
    customers: Type.Integer({ description: 'Whose contact is worth more than it costs.' }),
    cost: Type.Number(),
    value_saved: Type.Number({ description: 'Of all of them, costs taken off.' }),
  }),
  margin: Type.Object({ share: Type.Number(), source: Type.Enum(['given', 'order_lines', 'none']) }),
  survival: Type.Array(segment, { description: 'Of all, then by segment.' }),
  top: Type.Array(customer, { description: 'The first of the list; all of it is under `…/items`.' }),
});
export type ChurnResult = Static<typeof churnResult>;

/** As it is carried out. */
export interface ChurnPlan {
  horizon_days: number;
  contact_cost: number;
  save_rate: number;
  margin: number | null;
  discount_rate: number;
  min_window_days: number;
  max_window_days: number;
  lost_on_column: string | null;
  segment_by: string;
  excluded_statuses: string[];
  exchange_rates: Record<string, number>;
  algorithm: 'logistic_regression' | 'gradient_boosting' | 'ensemble';
}
