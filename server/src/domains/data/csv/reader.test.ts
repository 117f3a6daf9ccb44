import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../../../platform/errors.ts';
import { createCsvReader } from './reader.ts';
import { textOf } from './scanner.ts';

interface Row {
  line: number;
  values: string[];
  broken: boolean;
}

/** Reads a file that comes in chunks of the given size. */
function read(file: string | Buffer, chunkBytes = 1 << 20): { labels: readonly string[]; rows: Row[] } {
  const bytes = Buffer.from(file);
  const reader = createCsvReader();
  const rows: Row[] = [];
  const take = (batches: ReturnType<typeof reader.push>): void => {
    for (const batch of batches) {
      for (let row = batch.firstRow; row < batch.rows; row += 1) {
        const from = batch.rowValues[row] ?? 0;
        const count = (batch.rowValues[row + 1] ?? 0) - from;
        const values = Array.from({ length: count }, (_, index) => textOf(batch, from + index));
        rows.push({ line: batch.rowLine[row] ?? 0, values, broken: batch.rowBroken[row] === 1 });
      }
    }
  };
  for (let from = 0; from < bytes.length; from += chunkBytes)
    take(reader.push(bytes.subarray(from, from + chunkBytes)));
  take(reader.end());
  return { labels: reader.labels, rows };
}

const valuesOf = (file: string | Buffer): string[][] => read(file).rows.map(({ values }) => values);

function assertFault(file: string | Buffer, code: string, params: Record<string, unknown> = {}): void {
  assert.throws(
    () => read(file, 1000),
    (error) => {
      assert.ok(isAppError(error), String(error));
      assert.equal(error.code, code);
      assert.deepEqual({ ...error.params, ...params }, error.params);
      return true;
    },
  );
}

test('reads a heading and rows', () => {
  assert.deepEqual(read('a,b\n1,2\n3,4\n'), {
    labels: ['a', 'b'],
    rows: [
      { line: 2, values: ['1', '2'], broken: false },
      { line: 3, values: ['3', '4'], broken: false },
    ],
  });
});

test('needs no line break at the end', () => {
  assert.deepEqual(valuesOf('a,b\n1,2'), [['1', '2']]);
  assert.deepEqual(valuesOf('a,b\n1,'), [['1', '']]);
  assert.deepEqual(valuesOf('a,b\n1,"2"'), [['1', '2']]);
});

test('takes LF, CRLF and CR mixed, and counts each as one line', () => {
  const { rows } = read('a,b\r\n1,2\n3,4\r5,6\r\n\r\n7,8');
  assert.deepEqual(
    rows.map(({ line, values }) => [line, ...values]),
    [
      [2, '1', '2'],
      [3, '3', '4'],
      [4, '5', '6'],
      [6, '7', '8'],
    ],
  );
});

test('keeps delimiters, quotes and line breaks that stand in quotes', () => {
  assert.deepEqual(valuesOf('a,b\n"x,y","say ""hi"""\n"two\nlines","\r\n"\n'), [
    ['x,y', 'say "hi"'],
    ['two\nlines', '\r\n'],
  ]);
});

test('gives the line on which a row begins, however many lines its values take', () => {
  const { rows } = read('a,b\n"1\n2\r\n3\r4",x\n5,"6\n"\n7,8\n');
  assert.deepEqual(
    rows.map(({ line }) => line),
    [2, 6, 8],
  );
});

test('takes a quote within unquoted text as text', () => {
  assert.deepEqual(valuesOf('size,b\n5" pipe,x\n'), [['5" pipe', 'x']]);
});

test('takes blanks around quotes for what they are', () => {
  assert.deepEqual(valuesOf('a,b\n "x, y" , 2 \n'), [['x, y', '2']]);
});

test('marks a row with text after a closing quote and goes on with the next line', () => {
  const { rows } = read('a,b\n"He said "hi" to me",1\nx,2\n');
  assert.deepEqual(
    rows.map(({ line, broken }) => [line, broken]),
    [
      [2, true],
      [3, false],
    ],
  );
});

test('passes over empty lines, also before the heading', () => {
  assert.deepEqual(read('\n\r\n  ,\na,b\n\n1,2\n\n').rows, [{ line: 6, values: ['1', '2'], broken: false }]);
});

test('leaves out a byte order mark', () => {
  assert.deepEqual(read('\ufeffa,b\n1,2\n').labels, ['a', 'b']);
  assert.deepEqual(read('\ufeff"a",b\n1,2\n').labels, ['a', 'b']);
});

test('reads the same in chunks of any size', () => {
  // A reader looks at its first 64 KB at once; what follows comes in chunks.
  const filling = 'x;y\n'.repeat(16_384);
  const file = `\ufeffkey;"té, xt"\r\n${filling}1;"a ""b""\r\nc"\r\n\r2;ü\u{1f600}\r\n"";x"y\n3;"z"\r\n`;
  const whole = read(file);
  assert.deepEqual(whole.rows.slice(16_384), [
    { line: 16_386, values: ['1', 'a "b"\r\nc'], broken: false },
    { line: 16_389, values: ['2', 'ü\u{1f600}'], broken: false },
    { line: 16_390, values: ['', 'x"y'], broken: false },
    { line: 16_391, values: ['3', 'z'], broken: false },
  ]);
  for (let size = 1; size < 20; size += 1) assert.deepEqual(read(file, size), whole, `in chunks of ${size}`);
});

test('reads a file of several windows as it reads its rows one by one', () => {
  const lines = Array.from(
    { length: 60_000 },
    (_, index) => `${index},"text ${'x'.repeat(index % 40)}\n",${index * 2}`,
  );
  const { rows } = read(`a,b,c\n${lines.join('\n')}\n`, 65_536);
  assert.equal(rows.length, lines.length);
  const last = rows.at(-1);
  assert.deepEqual(last, {
    line: 2 + 2 * 59_999,
    values: ['59999', `text ${'x'.repeat(39)}\n`, '119998'],
    broken: false,
  });
});

test('finds comma, semicolon, tab and bar', () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    assert.deepEqual(read(['a', 'b', 'c'].join(delimiter).concat('\n1', delimiter, '2', delimiter, '3\n')).labels, [
      'a',
      'b',
      'c',
    ]);
  }
});

test('is not led astray by decimal commas or by prose', () => {
  assert.deepEqual(valuesOf('name;price;note\nx;1,50;a, b, c\ny;2,75;d\n')[0], ['x', '1,50', 'a, b, c']);
  assert.deepEqual(valuesOf('note,price\n"a; b; c; d",1\n"e; f",2\n')[0], ['a; b; c; d', '1']);
});

test('takes one column as one column', () => {
  assert.deepEqual(valuesOf('city\nBerlin\n"Paris, Texas"\n'), [['Berlin'], ['Paris, Texas']]);
});

test('follows the line that a spreadsheet writes, and counts it', () => {
  const { labels, rows } = read('sep=;\r\na;b,c\r\n1;2\r\n');
  assert.deepEqual(labels, ['a', 'b,c']);
  assert.equal(rows[0]?.line, 3);
});

const megabyte = 1024 * 1024;

test('files that cannot be read are refused when they are empty', () => {
  assertFault('', 'csv_empty');
  assertFault('\ufeff', 'csv_empty');
  assertFault('\n \r\n\n', 'csv_empty');
  assertFault(',,,\n,,\n', 'csv_empty');
});

test('files that cannot be read are refused when a quote is not closed, with the line where it stands', () => {
  assertFault('a,b\n1,2\n3,"4\n5,6\n', 'csv_quote_not_closed', { line: 3 });
  assertFault('a,b\n1,"x\ny","z\n', 'csv_quote_not_closed', { line: 3 });
  assertFault(`a,b\n1,2\n3,"${'x\n'.repeat(3 * megabyte)}`, 'csv_quote_not_closed', { line: 3 });
});

test('files that cannot be read are refused for NUL bytes and for bytes that are not UTF-8, with the line', () => {
  assertFault('a,b\n1,2\n3,x\0y\n', 'csv_nul_byte', { line: 3 });
  assertFault('a,b\n1,2\n3,"x\0', 'csv_nul_byte', { line: 3 });
  assertFault(
    Buffer.concat([Buffer.from('a,b\n1,2\n3,4\n5,'), Buffer.from([0xe9]), Buffer.from('t\xe9\n', 'latin1')]),
    'csv_not_utf8',
    {
      line: 4,
    },
  );
});

test('files that cannot be read are refused in UTF-16, with a mark or without', () => {
  assertFault(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'csv_utf16');
  assertFault(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le').swap16(), 'csv_utf16');
  assertFault(Buffer.from('a,b\n1,2\n', 'utf16le'), 'csv_utf16');
});

test('files that cannot be read are refused when they are workbooks, archives or documents', () => {
  for (const beginning of ['PK\x03\x04', '\x1f\x8b\x08', '%PDF-1.7', '\xd0\xcf\x11\xe0']) {
    assertFault(Buffer.from(`${beginning}rest,of\nthe,file\n`, 'latin1'), 'csv_not_text');
  }
});

test('files that cannot be read are refused for a value over 1 MB, a row over 4 MB, more than 1,599 columns', () => {
  assertFault(`a,b\n1,2\n${'x'.repeat(megabyte + 1)},2\n`, 'csv_value_too_long', { line: 3 });
  assertFault(`a,b\n1,"${'x'.repeat(megabyte + 1)}"\n`, 'csv_value_too_long', { line: 2 });
  assertFault(`a,b\n1,2\n${'x'.repeat(5 * megabyte)}`, 'csv_row_too_long', { line: 3 });
  assertFault(`a,b\n${'x,'.repeat(2.5 * megabyte)}\n`, 'csv_row_too_long', { line: 2 });
  assertFault(`${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\n1\n`, 'csv_too_many_columns', {
    columns: 10_000,
  });
});

test('files that cannot be read are not refused for what is just within the limits', () => {
  const long = 'x'.repeat(megabyte);
  const { rows } = read(`a,b,c\n${long},${long},${long}\n1,2,3\n`, 65_536);
  assert.deepEqual(
    rows.map(({ values }) => values.map((value) => value.length)),
    [
      [megabyte, megabyte, megabyte],
      [1, 1, 1],
    ],
  );
});

test('files that cannot be read do not take time that grows with the square of a long row', () => {
  const file = Buffer.from(`a,b\n${`${'x'.repeat(megabyte)},`.repeat(3)}\n`.repeat(4));
  const started = performance.now();
  read(file, 1024);
  // Looking at each row again for each of its 3,000 chunks would take minutes.
  assert.ok(performance.now() - started < 10_000);
});
