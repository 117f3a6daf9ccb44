import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNotation, NO_WORD, NULL_WORD, readNumber, readWord } from './values.ts';

const notation = createNotation();
const parse = (text: string): number => readNumber(Buffer.from(text), 0, Buffer.byteLength(text), notation);

test('reads exactly what JavaScript reads', () => {
  const texts = [
    '0',
    '-0',
    '7',
    '-7',
    '+7',
    '3.25',
    '-3.25',
    '.5',
    '5.',
    '0.1',
    '1e3',
    '1E-7',
    '-2.5e+10',
    '123456789012345',
    '1234567890123456',
    '9007199254740993',
    '0.30000000000000004',
    '179769313486231570000000000000000000000',
    '1e400',
    '2.2250738585072011e-308',
    '0.000001234567890123',
  ];
  for (const text of texts) assert.ok(Object.is(parse(text), Number(text)), text);
});

test('reads exactly what JavaScript reads, for any digits', () => {
  let state = 12_345;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state % limit;
  };
  for (let count = 0; count < 20_000; count += 1) {
    const digits = Array.from({ length: 1 + random(18) }, () => random(10)).join('');
    const point = random(digits.length + 1);
    const text = `${digits.slice(0, point)}.${digits.slice(point)}`;
    if (text !== '.') assert.ok(Object.is(parse(text), Number(text)), text);
  }
});

test('takes nothing else for a number', () => {
  for (const text of [
    '',
    '.',
    '-',
    '+',
    '--1',
    '1-',
    '1.2.3',
    '1,5',
    '1e',
    '1e+',
    'e5',
    '1x',
    '0x10',
    'Infinity',
    '1 2',
    '１２',
  ]) {
    assert.ok(Number.isNaN(parse(text)), text);
  }
});

test('tells how a number is written', () => {
  parse('007');
  assert.deepEqual(notation, { whole: true, leadingZero: true, plus: false, digits: 3, fraction: 0 });
  parse('+4915123');
  assert.deepEqual(notation, { whole: true, leadingZero: false, plus: true, digits: 7, fraction: 0 });
  parse('0.5');
  assert.deepEqual(notation, { whole: false, leadingZero: false, plus: false, digits: 1, fraction: 1 });
});

const word = (text: string): number => readWord(Buffer.from(text), 0, Buffer.byteLength(text));

test('knows truth values in any case', () => {
  for (const text of ['false', 'FALSE', 'False', 'no', 'No', 'f', 'F', 'n']) assert.equal(word(text) % 2, 0, text);
  for (const text of ['true', 'TRUE', 'yes', 'Yes', 't', 'T', 'Y']) assert.equal(word(text) % 2, 1, text);
  assert.notEqual(word('true'), word('yes'));
  assert.equal(word('true'), word('false') + 1);
});

test('knows null markers', () => {
  for (const text of ['NULL', 'null', 'NA', 'N/A', '#N/A', 'NaN', 'None', 'nil', 'n.a.', '\\N', '-', '--', '.'])
    assert.equal(word(text), NULL_WORD, text);
});

test('takes no other word for one', () => {
  for (const text of ['truth', 'tru', 'nothing', 'nah', '---', '', 'x', 'yess', '1', '0'])
    assert.equal(word(text), NO_WORD, text);
});
