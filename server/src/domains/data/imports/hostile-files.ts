import { gzipSync, zstdCompressSync } from 'node:zlib';
import { zipSync } from 'fflate';

/** A file as somebody might send it, and what must come of it. */
interface OddFile {
  name: string;
  /** In pieces, so that a file of any size takes little memory. */
  pieces(): Iterable<Uint8Array>;
  /** The rows that it becomes; or the code with which it is refused. */
  rows?: unknown[][];
  columns?: string[];
  rejected?: number;
  refused?: string;
  notes?: string[];
}

const whole = (content: string | Uint8Array) => () => [typeof content === 'string' ? Buffer.from(content) : content];
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
/** 1,2 in EUC-JP with two headings in kanji: 名前 and 都市; Tokyo and Osaka. */
const SHIFT_JIS = Buffer.from('96bc914f2c93738e730a8e5293632c938c8b9e0a97e996d82c91e58de30a', 'hex');

function* repeated(piece: Buffer, times: number, head = ''): Generator<Uint8Array> {
  if (head !== '') yield Buffer.from(head);
  for (let round = 0; round < times; round += 1) yield piece;
}

const MB = 1024 * 1024;
const TABLE = 'id,name\n1,one\n2,two\n';
const ROWS = [
  [1, 'one'],
  [2, 'two'],
];

/** A zip bomb, made as it is read: 96 MB of lines that are all alike. */
const bomb = () => zipSync({ 'data.csv': [Buffer.alloc(96 * MB, '1,2\n'), { level: 1 }] });

export const oddFiles: OddFile[] = [
  { name: 'empty', pieces: whole(''), refused: 'csv_empty' },
  { name: 'only blanks', pieces: whole(' \r\n \n\t\n'), refused: 'csv_empty' },
  { name: 'headings only', pieces: whole('a,b\n'), refused: 'csv_header_only' },
  { name: 'byte order mark', pieces: whole(`\ufeff${TABLE}`), columns: ['id', 'name'], rows: ROWS },
  { name: 'utf-16 with mark', pieces: () => [utf16(TABLE)], rows: ROWS, notes: ['encoding_guessed'] },
  {
    name: 'windows-1252',
    pieces: whole(Buffer.from('id;Größe\n1;Köln\n2;Zürich\n', 'latin1')),
    columns: ['id', 'Größe'],
    rows: [
      [1, 'Köln'],
      [2, 'Zürich'],
    ],
    notes: ['encoding_guessed'],
  },
  {
    name: 'shift jis',
    pieces: whole(SHIFT_JIS),
    columns: ['名前', '都市'],
    rows: [
      ['山田', '東京'],
      ['鈴木', '大阪'],
    ],
    notes: ['encoding_guessed'],
  },
  {
    name: 'damaged utf-8',
    pieces: whole(Buffer.concat([Buffer.from('a,b\nä,ö\nü,ß\né,è\nç,ñ\n'), Buffer.from([0x31, 0x2c, 0xff, 0x0a])])),
    refused: 'csv_not_utf8',
  },
  { name: 'nul bytes', pieces: whole('a,b\n1,x\0y\n'), refused: 'csv_nul_byte' },
  { name: 'mixed line ends', pieces: whole('id,name\r\n1,one\n2,two\r3,three\n'), rows: [...ROWS, [3, 'three']] },
  {
    name: 'quotes of every kind',
    pieces: whole('id,name\n1,"a ""b"", c"\n2,"two\nlines"\n3, "x" \n'),
    rows: [
      [1, 'a "b", c'],
      [2, 'two\nlines'],
      [3, 'x'],
    ],
  },
  { name: 'a quote that never ends', pieces: whole('id,name\n1,"one\n2,two\n'), refused: 'csv_quote_not_closed' },
  {
    name: 'ragged rows',
    pieces: whole('id,name\n1,one\n2\n3,three,x\n4,four,\n'),
    rows: [
      [1, 'one'],
      [4, 'four'],
    ],
    rejected: 2,
  },
  {
    name: '10,000 columns',
    pieces: whole(`${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\n`),
    refused: 'csv_too_many_columns',
  },
  {
    name: 'a line of a gigabyte',
    pieces: () => repeated(Buffer.alloc(MB, 'x'), 1024, 'a,b\n1,'),
    refused: 'csv_row_too_long',
  },
  { name: 'a zip bomb', pieces: () => [bomb()], refused: 'file_grows_too_much' },
  { name: 'a gzip bomb', pieces: () => [gzipSync(Buffer.alloc(96 * MB, '1,2\n'))], refused: 'file_grows_too_much' },
  {
    name: 'an archive cut short',
    pieces: () => [gzipSync(Buffer.from(TABLE.repeat(1000))).subarray(0, 60)],
    refused: 'file_damaged',
  },
  {
    name: 'a workbook',
    pieces: () => [zipSync({ '[Content_Types].xml': Buffer.from('<x/>') })],
    refused: 'zip_spreadsheet',
  },
  {
    name: 'a zip of two files',
    pieces: () => [zipSync({ 'a.csv': Buffer.from(TABLE), 'b.csv': Buffer.from(TABLE) })],
    refused: 'zip_several_files',
  },
  {
    name: 'a zip from a desktop',
    pieces: () => [zipSync({ '__MACOSX/._a.csv': Buffer.from('x'), 'a.csv': Buffer.from(TABLE) })],
    rows: ROWS,
  },
  { name: 'zstandard', pieces: () => [zstdCompressSync(Buffer.from(TABLE))], rows: ROWS },
  {
    name: 'dates of three kinds',
    pieces: whole('id,day\n1,2024-01-05\n2,05.01.2024\n3,5 janv. 2024\n4,2024年1月5日\n5,٢٠٢٤/٠١/٠٥\n'),
    rows: [1, 2, 3, 4, 5].map((id) => [id, '2024-01-05']),
  },
  {
    name: 'numbers of the eight languages',
    pieces: whole('a;b;c;d\n1.234,56;1 234,5;12 %;€ 3,50\n-0,5;١٬٢٣٤٫٥;7,5 %;€ 4\n2.000,00;１２３;1 %;€ 1.000\n'),
    rows: [
      [1234.56, 1234.5, 0.12, 3.5],
      [-0.5, 1234.5, 0.075, 4],
      [2000, 123, 0.01, 1000],
    ],
    notes: ['percent_divided', 'currency_left_out'],
  },
  {
    name: 'truth in eight languages',
    pieces: whole('a,b,c,d\noui,ja,はい,نعم\nnon,nein,いいえ,لا\n'),
    rows: [
      [true, true, true, true],
      [false, false, false, false],
    ],
  },
  {
    name: 'headings that repeat',
    pieces: whole('a,a,,a\n1,2,3,4\n'),
    columns: ['a', 'a_2', 'column_3', 'a_3'],
    rows: [[1, 2, 3, 4]],
    notes: ['heading_repeated', 'heading_missing', 'heading_repeated'],
  },
  {
    name: 'comments before the headings',
    pieces: whole('# made by a machine\n# twice\nid,name\n1,one\n2,two\n'),
    rows: ROWS,
    notes: ['comment_lines_skipped'],
  },
  {
    name: 'json lines',
    pieces: whole('{"id":1,"name":"one"}\n\n{"name":"","id":2,"at":{"x":true}}\n[1]\n{"id":3}\n'),
    columns: ['id', 'name', 'at.x'],
    rows: [
      [1, 'one', null],
      [2, '', true],
      [3, null, null],
    ],
    rejected: 1,
  },
  { name: 'a json list', pieces: whole('[{"id":1}]'), refused: 'jsonl_is_list' },
];
