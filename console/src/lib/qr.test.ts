import { expect, test } from 'vitest';
import { correctionOf, encodeQr } from './qr.ts';

const shapeOf = (text: string, mask?: number): string =>
  (encodeQr(text, mask) ?? []).map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')).join('\n');

// All symbols here were made by another encoder too, and read by another decoder.
const smallest = [
  '#######.#...#.#######',
  '#.....#.#.##..#.....#',
  '#.###.#.....#.#.###.#',
  '#.###.#.##..#.#.###.#',
  '#.###.#..###..#.###.#',
  '#.....#..#.##.#.....#',
  '#######.#.#.#.#######',
  '........#####........',
  '#.##.###..###.#..#.##',
  '..#..#...#######.####',
  '##..####...#.....#.##',
  '.##....##.##..#.##..#',
  '..#.######..#..###.##',
  '........#..#..#.##...',
  '#######.#####..##....',
  '#.....#.#.#....#.####',
  '#.###.#.....####.####',
  '#.###.#.##.#..##...#.',
  '#.###.#.###.#.#..##..',
  '#.....#......#.#....#',
  '#######.#....#.####..',
];

test('the smallest symbol is right to the module', () => {
  expect(shapeOf('otpauth', 3).split('\n')).toEqual(smallest);
});

test.each([
  [122, 1, 45, '39099a3c38f1b180d8f26d0fbafe76e0db77e8a2894c2df2763ddf7e115b92b1'],
  [213, 5, 57, '275fa25d5bd6d139f8bd1c69baf33bdd8310874ebf02b7eb6006f4fc2b094e90'],
])('%i bytes with mask %i make the known symbol of %i modules', async (length, mask, size, expected) => {
  const shape = shapeOf('a%B:z'.repeat(50).slice(0, length), mask);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shape));
  expect(shape.split('\n').length).toBe(size);
  expect(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(expected);
});

test('the codewords of correction are those of the example in the standard’s literature', () => {
  const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  expect(correctionOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

test('a text takes the smallest version that holds it, and one that no version holds has no symbol', () => {
  expect([14, 15, 213].map((length) => encodeQr('x'.repeat(length))?.length)).toEqual([21, 25, 57]);
  expect(encodeQr('x'.repeat(214))).toBeNull();
  expect(encodeQr('é'.repeat(107))).toBeNull();
});
