import { isFields } from './definition.ts';

/** What a back-test answers, as far as it is shown. */
export interface BacktestResult {
  readonly events: number;
  readonly fired: number;
  readonly isCut: boolean;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly days: readonly { day: string; fired: number }[];
  readonly recipients: readonly { recipient: string; channel: string; messages: number }[];
  readonly changes: readonly { table: string; operation: string; records: number; columns: readonly string[] }[];
  readonly steps: readonly { id: string; done: number; skipped: number; failed: number }[];
  readonly failures: readonly { id: string; message: string; runs: number }[];
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const rows = (value: unknown) => (Array.isArray(value) ? value.filter(isFields) : []);

export function readBacktest(value: unknown): BacktestResult | null {
  if (!isFields(value)) return null;
  const outcomes = isFields(value['outcomes']) ? value['outcomes'] : {};
  return {
    events: number(value['events']),
    fired: number(value['fired']),
    isCut: value['is_cut'] === true,
    outcomes: Object.fromEntries(Object.entries(outcomes).map(([name, count]) => [name, number(count)])),
    days: rows(value['by_day']).map((row) => ({ day: text(row['day']), fired: number(row['fired']) })),
    recipients: rows(value['recipients']).map((row) => ({
      recipient: text(row['recipient']),
      channel: text(row['channel']),
      messages: number(row['messages']),
    })),
    changes: rows(value['changes']).map((row) => ({
      table: text(row['table_name']),
      operation: text(row['operation']),
      records: number(row['records']),
      columns: Array.isArray(row['columns']) ? row['columns'].map(String) : [],
    })),
    steps: rows(value['steps']).map((row) => ({
      id: text(row['step_id']),
      done: number(row['done']),
      skipped: number(row['skipped']),
      failed: number(row['failed']),
    })),
    failures: rows(value['failures']).map((row) => ({
      id: text(row['step_id']),
      message: text(row['message']),
      runs: number(row['runs']),
    })),
  };
}

const dayMs = 86_400_000;

/** Every day of a range, also those without a run: gaps are part of the picture. */
export function everyDay(from: string, to: string, days: BacktestResult['days']): { day: string; fired: number }[] {
  const counts = new Map(days.map(({ day, fired }) => [day, fired]));
  const first = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  const last = Date.parse(to) - 1;
  const length = Math.min(400, Math.floor((last - first) / dayMs) + 1);
  return Array.from({ length: Math.max(0, length) }, (_, index) => {
    const day = new Date(first + index * dayMs).toISOString().slice(0, 10);
    return { day, fired: counts.get(day) ?? 0 };
  });
}
