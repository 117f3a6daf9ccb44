import { expect, test } from 'vitest';
import { exampleOf } from './answer-example.ts';

const example = { products: [{ product_id: 'P-1', order_units: 40 }] };

test('the list of an answer takes the place of the example, with its columns alone', () => {
  const items = [
    { position: 1, product_id: 7, order_units: 12, reasons: [] },
    { position: 2, product_id: 8, order_units: 0 },
    { position: 3, product_id: 9, order_units: null },
  ];
  expect(exampleOf(example, items)).toEqual({ products: [{ product_id: 7, order_units: 12 }] });
});

test('where nothing is to be done the example stays', () => {
  expect(exampleOf(example, [{ product_id: 8, order_units: 0 }])).toEqual(example);
});
