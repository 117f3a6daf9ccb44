import { type RowBatch, textOf } from './scanner.ts';

/** Why a row was not imported. The texts are `data.rejections.<reason>`. */
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
] as const;
export type RejectionReason = (typeof rejectionReasons)[number];

/** One fault of one row. */
export interface Rejection {
  line: number;
  /** Null where the row as a whole is at fault. */
  column: string | null;
  reason: RejectionReason;
  value: string | null;
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
}

export interface Rejections {
  add(batch: RowBatch, row: number, reason: RejectionReason, fault?: { column: string; value: number }): void;
  /** Adds a fault that was found later, when the rows were no longer at hand. */
  addLater(rejection: Rejection): void;
  /** Every fault by reason and column, most frequent first; complete also where `kept` is not. */
  summarize(): RejectionSummary[];
  /** The faults one by one, in the file's order, as far as there is room. */
  readonly kept: readonly Rejection[];
}

const MAX_KEPT = 100_000;
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const MAX_ORIGINAL_BYTES = 16 * 1024;
const MAX_VALUE_LENGTH = 200;
const MAX_KINDS = 1000;

export function createRejections(): Rejections {
  const summaries = new Map<string, RejectionSummary>();
  const kept: Rejection[] = [];
  let keptBytes = 0;

  return {
    kept,
    add(batch, row, reason, fault) {
      const column = fault?.column ?? null;
      const key = `${reason} ${column ?? ''}`;
      const summary = summaries.get(key);
      if (summary) summary.rows += 1;
      const room = kept.length < MAX_KEPT && keptBytes < MAX_KEPT_BYTES;
      if (!room && summary) return;
      const line = batch.rowLine[row] ?? 0;
      const value = fault ? textOf(batch, fault.value).slice(0, MAX_VALUE_LENGTH).toWellFormed() : null;
      if (!summary && summaries.size < MAX_KINDS) {
        summaries.set(key, { reason, column, rows: 1, firstLine: line, example: value });
      }
      if (!room) return;
      const start = batch.rowStart[row] ?? 0;
      const end = Math.min(batch.rowEnd[row] ?? 0, start + MAX_ORIGINAL_BYTES);
      kept.push({ line, column, reason, value, original: batch.bytes.toString('utf8', start, end) });
      keptBytes += end - start;
    },
    addLater(rejection) {
      const { reason, column, line, value } = rejection;
      const key = `${reason} ${column ?? ''}`;
      const summary = summaries.get(key);
      if (summary) summary.rows += 1;
      else summaries.set(key, { reason, column, rows: 1, firstLine: line, example: value });
      if (kept.length < MAX_KEPT) kept.push(rejection);
    },
    summarize: () => [...summaries.values()].toSorted((a, b) => b.rows - a.rows || a.firstLine - b.firstLine),
  };
}
