import { expect, test } from 'vitest';
import { createFormat } from '../format.ts';
import { createTranslator } from './translator.ts';

const spanish = createTranslator(
  'es',
  { 'consoleHome.sample.loaded': '{rows, plural, one {# fila} many {# de filas} other {# filas}}' },
  createFormat('es', 'UTC'),
);

test('a counted thing takes the plural of its language', () => {
  expect(spanish.text('consoleHome.sample.loaded', { rows: 1 })).toBe('1 fila');
  expect(spanish.text('consoleHome.sample.loaded', { rows: 3 })).toBe('3 filas');
});

test('numbers inside of texts follow the same conventions as all others', () => {
  expect(spanish.text('consoleHome.sample.loaded', { rows: 1234 })).toBe('1.234 filas');
});

test('a text may carry something else than text', () => {
  const english = createTranslator(
    'en',
    { 'consoleModels.models.predicts': 'predicts {target}' },
    createFormat('en', 'UTC'),
  );
  const target = { tag: 'bdi' };
  expect(english.pieces('consoleModels.models.predicts', { target })).toEqual(['predicts ', target]);
});
