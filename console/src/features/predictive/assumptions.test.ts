import { expect, test } from 'vitest';
import { assumptionsOf, parametersOf } from './assumptions.ts';

const stock = {
  order_cost: 40,
  holding_rate: 0.25,
  lead_time_days: 14,
  service_levels: { a: 0.98, b: 0.95, c: 0.9 },
  unmet: 'lost',
};

test('what was assumed is asked for again as it was, and nothing else', () => {
  const { unmet: _, ...asked } = stock;
  expect(parametersOf('stock', assumptionsOf('stock', stock), 'What if')).toEqual(asked);
});

test('what is left empty is left out', () => {
  const assumed = assumptionsOf('customers', { horizon_days: 365, contact_cost: 5, save_rate: 0.1, margin: null });
  expect(assumed['margin']).toBe(null);
  expect(parametersOf('customers', assumed, 'What if')).toEqual({ horizon_days: 365, contact_cost: 5, save_rate: 0.1 });
});

test('a scenario is asked for only where something is different', () => {
  const asked = { grain: 'month', 'what_if.0.price_change': 0.05, 'what_if.0.spend_change': null };
  const parameters = parametersOf('revenue', asked, 'What if');
  expect(parameters).toEqual({ grain: 'month', what_if: [{ price_change: 0.05, name: 'What if' }] });
  expect(assumptionsOf('revenue', parameters)['what_if.0.price_change']).toBe(0.05);
  expect(parametersOf('revenue', { ...asked, 'what_if.0.price_change': 0 }, 'What if')).toEqual({
    grain: 'month',
    what_if: [],
  });
});
