import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';

/** Where a column of a file might go. */
export interface Proposal {
  heading: string;
  column: string;
  /** Between 0 and 1. */
  likeness: number;
  /** Whether the dataset has the column. */
  known: boolean;
}

/** Less alike than this is not alike. */
const LEAST_LIKENESS = 0.62;

/**
 * Proposes for each column of a file the column of the dataset that its heading and its values speak for: the same
 * name or label first, then what differs in case, spaces and accents only, then what is spelt nearly so and has a type
 * that takes the values. What nothing speaks for becomes a new column.
 */
export function proposeMapping(profile: FileProfile, dataset: Dataset | null): Proposal[] {
  const pairs = profile.columns.flatMap((column) =>
    (dataset?.columns ?? []).map((target) => ({ column, target, likeness: likenessOf(column, target) })),
  );
  pairs.sort((one, other) => other.likeness - one.likeness);
  const found = new Map<ProfiledColumn, Proposal>();
  const taken = new Set<string>();
  for (const { column, target, likeness } of pairs) {
    if (likeness < LEAST_LIKENESS || found.has(column) || taken.has(target.name)) continue;
    taken.add(target.name);
    found.set(column, { heading: column.label, column: target.name, likeness, known: true });
  }
  return profile.columns.map(
    (column) => found.get(column) ?? { heading: column.label, column: column.name, likeness: 1, known: false },
  );
}

function likenessOf(column: ProfiledColumn, target: DatasetColumn): number {
  if (column.name === target.name || column.label === target.label) return 1;
  const heading = plain(column.label);
  const names = [plain(target.name), plain(target.label)].filter((name) => name !== '');
  if (heading === '' || names.length === 0) return 0;
  if (names.includes(heading)) return 0.95;
  if (!takes(target.type, column.type)) return 0;
  return 0.9 * Math.max(...names.map((name) => similarity(heading, name)));
}

/** Small letters without accents, spaces and marks. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function takes(wanted: string, found: string): boolean {
  if (wanted === found || wanted === 'text') return true;
  return (wanted === 'number' && found === 'integer') || (wanted === 'timestamp' && found === 'date');
}

function pairsOf(text: string): string[] {
  const letters = Array.from(text);
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

/** Dice's coefficient of the pairs of letters (1945), from 0 to 1. */
function similarity(one: string, other: string): number {
  const left = pairsOf(one);
  const right = pairsOf(other);
  if (left.length + right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of right) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    counts.set(pair, count - 1);
    shared += 1;
  }
  return (2 * shared) / (left.length + right.length);
}
