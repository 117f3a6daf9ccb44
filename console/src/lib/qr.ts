/** QR codes by ISO/IEC 18004: bytes, error correction M, versions 1 to 10. */

interface Version {
  /** Codewords of error correction in each block. */
  correction: number;
  /** Codewords of data, block by block. */
  blocks: readonly number[];
  /** Where the centres of the small squares stand. */
  centres: readonly number[];
}

const times = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

const versions: readonly Version[] = [
  { correction: 10, blocks: [16], centres: [] },
  { correction: 16, blocks: [28], centres: [6, 18] },
  { correction: 26, blocks: [44], centres: [6, 22] },
  { correction: 18, blocks: times(2, 32), centres: [6, 26] },
  { correction: 24, blocks: times(2, 43), centres: [6, 30] },
  { correction: 16, blocks: times(4, 27), centres: [6, 34] },
  { correction: 18, blocks: times(4, 31), centres: [6, 22, 38] },
  { correction: 22, blocks: [38, 38, 39, 39], centres: [6, 24, 42] },
  { correction: 22, blocks: [36, 36, 36, 37, 37], centres: [6, 26, 46] },
  { correction: 26, blocks: [43, 43, 43, 43, 44], centres: [6, 28, 50] },
];

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** Rows of modules, true where one is dark. */
type QrCode = readonly (readonly boolean[])[];

/**
 * @param mask one of eight; left out, the one that scanners read best
 * @returns null where the text is too long
 */
export function encodeQr(text: string, mask?: number): QrCode | null {
  const bytes = new TextEncoder().encode(text);
  const number = versions.findIndex(({ blocks }, index) => bytes.length + (index < 9 ? 2 : 3) <= sum(blocks)) + 1;
  const version = versions[number - 1];
  if (version === undefined) return null;
  const stream = interleave(toCodewords(bytes, number, sum(version.blocks)), version);
  const candidates = (mask === undefined ? masks.map((_each, index) => index) : [mask]).map((index) =>
    draw(stream, number, version, index),
  );
  return candidates.reduce((best, each) => (penaltyOf(each) < penaltyOf(best) ? each : best));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function toCodewords(bytes: Uint8Array, number: number, capacity: number): number[] {
  const length = bytes.length.toString(2).padStart(number < 10 ? 8 : 16, '0');
  const bits = `0100${length}${Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')}0000`;
  // The end of the text needs no more than what there is room for.
  const filled = bits.slice(0, capacity * 8);
  const codewords = (filled.padEnd(Math.ceil(filled.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) =>
    Number.parseInt(byte, 2),
  );
  for (let padding = 0; codewords.length < capacity; padding++) codewords.push(padding % 2 === 0 ? 0xec : 0x11);
  return codewords;
}

/** Multiplication in the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** The Reed–Solomon codewords of one block. */
export function correctionOf(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let degree = 0, root = 1; degree < count; degree++, root = multiply(root, 2)) {
    const shifted = [...generator, 0];
    generator = shifted.map((each, at) => each ^ multiply(generator[at - 1] ?? 0, root));
  }
  const rest = [...data, ...times(count, 0)];
  data.forEach((_each, at) => {
    const factor = rest[at] ?? 0;
    generator.forEach((each, behind) => {
      rest[at + behind] = (rest[at + behind] ?? 0) ^ multiply(each, factor);
    });
  });
  return rest.slice(data.length);
}

const columnsOf = (rows: readonly (readonly number[])[]): number[] =>
  times(Math.max(...rows.map((row) => row.length)), 0).flatMap((_each, at) => rows.flatMap((row) => row[at] ?? []));

function interleave(codewords: readonly number[], { blocks, correction }: Version): number[] {
  let begin = 0;
  const data = blocks.map((size) => codewords.slice(begin, (begin += size)));
  return [...columnsOf(data), ...columnsOf(data.map((block) => correctionOf(block, correction)))];
}

interface Grid {
  dark: boolean[][];
  /** What is no data. */
  taken: boolean[][];
}

function draw(stream: readonly number[], number: number, version: Version, mask: number): QrCode {
  const size = number * 4 + 17;
  const square = () => Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const grid: Grid = { dark: square(), taken: square() };
  drawPatterns(grid, size, version.centres);
  drawFormat(grid, size, mask);
  if (number >= 7) drawVersion(grid, size, number);
  drawData(grid, size, stream, mask);
  return grid.dark;
}

function put({ dark, taken }: Grid, row: number, column: number, isDark: boolean): void {
  const [modules, marks] = [dark[row], taken[row]];
  if (modules === undefined || marks === undefined || column < 0 || column >= modules.length) return;
  modules[column] = isDark;
  marks[column] = true;
}

function drawPatterns(grid: Grid, size: number, centres: readonly number[]): void {
  for (let at = 0; at < size; at++) {
    put(grid, 6, at, at % 2 === 0);
    put(grid, at, 6, at % 2 === 0);
  }
  const rings = (row: number, column: number, reach: number, light: readonly number[]) => {
    for (let down = -reach; down <= reach; down++) {
      for (let right = -reach; right <= reach; right++) {
        put(grid, row + down, column + right, !light.includes(Math.max(Math.abs(down), Math.abs(right))));
      }
    }
  };
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    rings(row, column, 4, [2, 4]);
  }
  const last = size - 7;
  for (const row of centres) {
    for (const column of centres) {
      const isCorner = [row, column].every((at) => at === 6 || at === last) && !(row === last && column === last);
      if (!isCorner) rings(row, column, 2, [1]);
    }
  }
}

/** The rest of a division of polynomials over bits, behind the number itself. */
function withCheck(value: number, generator: number, bits: number): number {
  let rest = value;
  for (let bit = 0; bit < bits; bit++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * generator);
  return (value << bits) | rest;
}

function drawFormat(grid: Grid, size: number, mask: number): void {
  // Level M is 00.
  const format = withCheck(mask, 0x537, 10) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const isDark = ((format >>> bit) & 1) === 1;
    const down = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    const along = bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit;
    put(grid, down, 8, isDark);
    put(grid, 8, along, isDark);
  }
  put(grid, size - 8, 8, true);
}

function drawVersion(grid: Grid, size: number, number: number): void {
  const version = withCheck(number, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit++) {
    const isDark = ((version >>> bit) & 1) === 1;
    const [near, far] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
    put(grid, near, far, isDark);
    put(grid, far, near, isDark);
  }
}

/** In columns of two, from the right, up and down by turns. */
function drawData({ dark, taken }: Grid, size: number, stream: readonly number[], mask: number): void {
  const isMasked = masks[mask] ?? (() => false);
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const isUpward = ((right + 1) & 2) === 0;
      const row = isUpward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const modules = dark[row];
        if (modules === undefined || taken[row]?.[column] === true) continue;
        const isSet = (((stream[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
        modules[column] = isSet !== isMasked(row, column);
        bit++;
      }
    }
  }
}

/** How hard it is to read: long runs, squares, what looks like a corner, too much of one colour. */
function penaltyOf(code: QrCode): number {
  const rows = code.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
  const columns = rows.map((_row, at) => rows.map((row) => row[at]).join(''));
  const lines = [...rows, ...columns];
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []);
  const corners = lines.flatMap((line) => line.match(/(?=00001011101|10111010000)/g) ?? []);
  let squares = 0;
  rows.forEach((row, at) => {
    for (let column = 1; column < row.length; column++) {
      const four = `${row.slice(column - 1, column + 1)}${rows[at + 1]?.slice(column - 1, column + 1) ?? ''}`;
      if (four === '0000' || four === '1111') squares++;
    }
  });
  const share = rows.join('').replaceAll('0', '').length / rows.length ** 2;
  const balance = Math.floor(Math.abs(share - 0.5) * 20) * 10;
  return sum(runs.map((run) => run.length - 2)) + squares * 3 + corners.length * 40 + balance;
}
