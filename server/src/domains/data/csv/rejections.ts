import { type RowBatch, textOf } from './scanner.ts';

/** Rules of a dataset that rows may break. Their texts are those of records, `datasets.faults.<reason>`. */
const brokenRules = ['required', 'minimum', 'maximum', 'one_of', 'pattern', 'reference', 'key_not_possible'] as const;

/** Why a row was not imported. The texts are `data.rejections.<reason>`, but for broken rules. */
export const rejectionReasons = [
  'too_few_values',
  'too_many_values',
  'stray_quote',
  'not_an_object',
  'not_an_integer',
  'not_a_number',
  'number_too_large',
  'not_a_boolean',
  'not_a_date',
  'not_a_timestamp',
  'no_such_date',
  'date_order_unknown',
  'value_missing',
  'key_repeated',
  'value_repeated',
  'value_taken',
  'too_long_for_unique',
  ...brokenRules,
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** The message that says a reason. */
export const messageOf = (reason: string): string =>
  brokenRules.some((rule) => rule === reason) ? `datasets.faults.${reason}` : `data.rejections.${reason}`;

/** One fault of one row. Plain data. */
export interface Rejection {
  line: number;
  /** Null where the row as a whole is at fault. */
  column: string | null;
  reason: RejectionReason;
  value: string | null;
  /** What its message names beside the value. */
  params?: Record<string, string | number>;
  /** The row as the file has it, cut when it is very long. */
  original: string;
}

/** All rejections with one reason in one column. Plain data, kept with the import. */
export interface RejectionSummary {
  reason: RejectionReason;
  column: string | null;
  rows: number;
  firstLine: number;
  /** The first value at fault. */
  example: string | null;
  params?: Record<string, string | number>;
}

export interface Rejections {
  add(batch: RowBatch, row: number, reason: RejectionReason, fault?: { column: string; value: number }): void;
  /** Adds a fault that was found later, when the rows were no longer at hand. */
  addLater(rejection: Rejection): void;
  /** Every fault by reason and column, most frequent first; complete also where `kept` is not. */
  summarize(): RejectionSummary[];
  /** The faults one by one, in the order in which they were found, as far as there is room. */
  readonly kept: readonly Rejection[];
}

const MAX_KEPT = 100_000;
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const MAX_ORIGINAL_BYTES = 16 * 1024;
const MAX_VALUE_LENGTH = 200;
const MAX_KINDS = 1000;

/** @param found what another one has gathered: it goes on from there */
export function createRejections(found?: { kept: readonly Rejection[]; summaries: RejectionSummary[] }): Rejections {
  const summaries = new Map(found?.summaries.map((each) => [keyOf(each.reason, each.column), { ...each }]));
  const kept = [...(found?.kept ?? [])];
  let keptBytes = kept.reduce((sum, { original }) => sum + original.length, 0);

  /** Counts a fault. @returns whether it is to be kept */
  function count(reason: RejectionReason, column: string | null, describe: () => Omit<Rejection, 'original'>): boolean {
    const key = keyOf(reason, column);
    const summary = summaries.get(key);
    if (summary) summary.rows += 1;
    else if (summaries.size < MAX_KINDS) {
      const { line, value, params } = describe();
      summaries.set(key, { reason, column, rows: 1, firstLine: line, example: value, ...(params ? { params } : {}) });
    }
    return kept.length < MAX_KEPT && keptBytes < MAX_KEPT_BYTES;
  }

  return {
    kept,
    add(batch, row, reason, fault) {
      const column = fault?.column ?? null;
      const describe = () => {
        const value = fault ? textOf(batch, fault.value).slice(0, MAX_VALUE_LENGTH).toWellFormed() : null;
        return { line: batch.rowLine[row] ?? 0, column, reason, value };
      };
      if (!count(reason, column, describe)) return;
      const original = readOriginal(batch, row);
      kept.push({ ...describe(), original });
      keptBytes += original.length;
    },
    addLater(rejection) {
      if (count(rejection.reason, rejection.column, () => rejection)) kept.push(rejection);
    },
    summarize: () => [...summaries.values()].toSorted((a, b) => b.rows - a.rows || a.firstLine - b.firstLine),
  };
}

const keyOf = (reason: string, column: string | null): string => `${reason} ${column ?? ''}`;

/** A row as the file has it, cut when it is very long. */
export function readOriginal(batch: RowBatch, row: number): string {
  const start = batch.rowStart[row] ?? 0;
  const end = Math.min(batch.rowEnd[row] ?? 0, start + MAX_ORIGINAL_BYTES);
  return batch.bytes.toString('utf8', start, end).toWellFormed();
}
