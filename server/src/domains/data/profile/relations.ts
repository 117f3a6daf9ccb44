import type { DatasetFigures } from './profile.schema.ts';
import type { Codes } from './value-codes.ts';

/** A column whose values were read. */
export interface CodedColumn {
  name: string;
  type: string;
  /** Whether it can be part of a key: not what is measured. */
  isKeyPart: boolean;
  codes: Codes;
}

/** Lets others have their turn. */
export type Rest = () => Promise<void>;

/** Columns beyond these are not compared with each other. */
const MOST_COMPARED = 60;
/** A pair is worth naming while no more than this share of rows stands in its way. */
const MOST_IN_THE_WAY = 0.01;
const MOST_PAIRS = 5;
/** A column that nearly tells rows apart alone needs no other. */
const MOST_OF_A_PART = 0.9;
/** Values that could be paired in many more ways than there are rows tell rows apart by chance. */
const MOST_WAYS_A_ROW = 10;
/** Values of the determining column must come so often on average, else everything follows from anything. */
const LEAST_ROWS_A_VALUE = 3;

/** Rows that share their pair of values with an earlier one; null where there are more than can be borne. */
function repeatsOf(one: Codes, other: Codes, most: number): { duplicates: number; blanks: number } | null {
  const seen = new Set<number>();
  let [duplicates, blanks] = [0, 0];
  for (let row = 0; row < one.codes.length; row += 1) {
    const [left, right] = [one.codes[row] ?? -1, other.codes[row] ?? -1];
    if (left < 0 || right < 0) blanks += 1;
    else {
      const before = seen.size;
      if (seen.add(left * other.distinct + right).size === before) duplicates += 1;
    }
    if (duplicates + blanks > most) return null;
  }
  return { duplicates, blanks };
}

/** Pairs of columns that tell the rows apart that were read, or nearly do; the best first. */
export async function findKeyPairs(
  columns: readonly CodedColumn[],
  rows: number,
  rest: Rest,
): Promise<DatasetFigures['keys']> {
  const parts = columns
    .filter(({ isKeyPart, codes: { distinct } }) => isKeyPart && distinct > 1 && distinct <= rows * MOST_OF_A_PART)
    .slice(0, MOST_COMPARED);
  const found: DatasetFigures['keys'] = [];
  for (const [place, one] of parts.entries()) {
    await rest();
    for (const other of parts.slice(place + 1)) {
      const ways = one.codes.distinct * other.codes.distinct;
      if (ways < rows * (1 - MOST_IN_THE_WAY) || ways > rows * MOST_WAYS_A_ROW) continue;
      const repeats = repeatsOf(one.codes, other.codes, Math.floor(rows * MOST_IN_THE_WAY));
      if (repeats) found.push({ columns: [one.name, other.name], ...repeats });
    }
  }
  return found.toSorted((a, b) => a.duplicates + a.blanks - b.duplicates - b.blanks).slice(0, MOST_PAIRS);
}

const isSame = (one: Codes, other: Codes): boolean =>
  one.codes.every((code, row) => {
    const right = other.codes[row] ?? -1;
    return code < 0 ? right < 0 : right >= 0 && one.valueOf(code) === other.valueOf(right);
  });

/** Whether rows with the same value of one never differ in the other. */
function determines(one: Codes, other: Codes): boolean {
  const first = new Int32Array(one.distinct).fill(-2);
  for (let row = 0; row < one.codes.length; row += 1) {
    const code = one.codes[row] ?? -1;
    if (code < 0) continue;
    const value = other.codes[row] ?? -1;
    if (first[code] === -2) first[code] = value;
    else if (first[code] !== value) return false;
  }
  return true;
}

/** Columns that say what another says: the same value by value, or one that follows from it. */
export async function findDependencies(
  columns: readonly CodedColumn[],
  rest: Rest,
): Promise<Pick<DatasetFigures, 'copies' | 'dependencies'>> {
  const compared = columns.filter(({ codes }) => codes.distinct > 1).slice(0, MOST_COMPARED);
  const copies: DatasetFigures['copies'] = [];
  const dependencies: DatasetFigures['dependencies'] = [];
  for (const [place, { name, type, codes }] of compared.entries()) {
    await rest();
    const original = compared
      .slice(0, place)
      .find((each) => each.type === type && each.codes.distinct === codes.distinct && isSame(each.codes, codes));
    if (original) {
      copies.push({ column: name, of: original.name });
      continue;
    }
    if (type === 'number') continue;
    for (const other of compared) {
      const isLabel =
        other.name !== name && other.type !== 'number' && !copies.some(({ column }) => column === other.name);
      const isOften = other.codes.filled >= LEAST_ROWS_A_VALUE * other.codes.distinct;
      if (!isLabel || !isOften || codes.filled < codes.codes.length / 2) continue;
      if (determines(other.codes, codes)) dependencies.push({ column: name, determined_by: other.name });
    }
  }
  return { copies, dependencies };
}

/** Rows that say in every column what an earlier row says. */
export function countRepeatedRows(columns: readonly CodedColumn[], rows: number): number {
  let groups = new Int32Array(rows);
  let distinct = 1;
  for (const { codes } of columns) {
    if (distinct === rows) return 0;
    const places = new Map<number, number>();
    const next = new Int32Array(rows);
    for (let row = 0; row < rows; row += 1) {
      const name = (groups[row] ?? 0) * (codes.distinct + 1) + (codes.codes[row] ?? -1) + 1;
      let place = places.get(name);
      if (place === undefined) {
        place = places.size;
        places.set(name, place);
      }
      next[row] = place;
    }
    groups = next;
    distinct = places.size;
  }
  return rows - distinct;
}
