import {
  ANY_MARK,
  COMMA,
  type DecimalMark,
  NOT_A_NUMBER,
  POINT,
  UNSURE_COMMA,
  UNSURE_POINT,
  type WrittenNumber,
} from './written-numbers.ts';

/** How often a column's numbers are written in each way. */
interface NumberCounts {
  integers: number;
  /** Whole, but more than a double holds. */
  large: number;
  decimals: number;
  /** Of the decimals: those such as 1.234, which could be a thousand and more. */
  unsurePoint: number;
  /** Numbers that `takeApart` reads, by their evidence, whole ones and those with decimals. */
  written: Float64Array;
  percent: number;
}

const KINDS = 6;

export function createWrittenCounts(): Float64Array {
  return new Float64Array(2 * KINDS);
}

export function countWritten(counts: Float64Array, { evidence, decimals }: WrittenNumber): void {
  const place = evidence * 2 + (decimals ? 1 : 0);
  counts[place] = (counts[place] ?? 0) + 1;
}

interface NumberDecision {
  /** How many values are numbers when read so. */
  fits: number;
  /** Whether they have decimals when read with either mark. */
  decimalsWith: Record<DecimalMark, boolean>;
  mark: DecimalMark;
  /** The mark that they speak for; null for none. */
  spokenMark: DecimalMark | null;
  /** Whether the column itself tells the mark, or does not need to. */
  markIsEvident: boolean;
}

/** The decimal mark that a column's numbers speak for, and what they are when read with it. */
export function decideOnNumbers(counts: NumberCounts, asked: DecimalMark | null): NumberDecision {
  const { integers, large, decimals, unsurePoint, written } = counts;
  const of = (evidence: number) => (written[evidence * 2] ?? 0) + (written[evidence * 2 + 1] ?? 0);
  const forPoint = decimals - unsurePoint + of(POINT);
  const forComma = of(COMMA);
  const unsure = unsurePoint + of(UNSURE_POINT) + of(UNSURE_COMMA);
  const mark = asked ?? (forComma > forPoint ? ',' : '.');
  const shared = integers + large + unsure + of(ANY_MARK);
  const decimalsAnyway = (written[ANY_MARK * 2 + 1] ?? 0) + counts.percent;
  return {
    fits: shared + (mark === '.' ? forPoint : forComma),
    decimalsWith: {
      '.': decimals + (written[POINT * 2 + 1] ?? 0) + of(UNSURE_POINT) + decimalsAnyway > 0,
      ',': (written[COMMA * 2 + 1] ?? 0) + of(UNSURE_COMMA) + decimalsAnyway > 0,
    },
    mark,
    spokenMark: forPoint === forComma ? null : forComma > forPoint ? ',' : '.',
    // 1.234 alone is a decimal number, as programs write it; 1,234 is one of two things.
    markIsEvident: asked !== null || forPoint + forComma > 0 || of(UNSURE_COMMA) + of(UNSURE_POINT) + unsurePoint === 0,
  };
}

export function isNumber({ evidence }: WrittenNumber): boolean {
  return evidence !== NOT_A_NUMBER;
}
