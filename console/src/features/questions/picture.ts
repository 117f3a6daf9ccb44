import type { QueryResult } from '../../api/types.ts';

type ResultColumn = QueryResult['columns'][number];

export interface Line {
  name: string;
  values: (number | null)[];
  /** Of the period before: drawn dashed. */
  isBefore: boolean;
}

/** How an answer is drawn: over time, as bars, or as single figures. */
export type Picture =
  | { kind: 'lines'; times: string[]; lines: Line[]; unit: string | null; left: number }
  | { kind: 'bars'; bars: { name: string; value: number | null }[]; unit: string | null; left: number }
  | { kind: 'figures' };

const mostLines = 6;
const mostBars = 25;
const before = '_previous';

/** What is drawn is the last figure asked for, which a ratio is; its comparison is drawn with it where there is one line. */
export function pictureOf({ columns, rows }: QueryResult, timeName: string | undefined): Picture {
  const dimensions = columns.filter(({ kind }) => kind === 'dimension');
  const figure = figureColumn(columns);
  const time = dimensions.find(({ name, type }) => name === timeName && (type === 'date' || type === 'timestamp'));
  if (figure === undefined || dimensions.length === 0) return { kind: 'figures' };
  const others = dimensions.filter((column) => column !== time);
  const nameOf = (row: Record<string, unknown>) => others.map(({ name }) => wordOf(row[name])).join(' · ');
  if (time === undefined) {
    const bars = rows.map((row) => ({ name: nameOf(row), value: numberOf(row[figure.name]) }));
    const sorted = bars.toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0));
    return {
      kind: 'bars',
      bars: sorted.slice(0, mostBars),
      unit: figure.unit,
      left: Math.max(0, bars.length - mostBars),
    };
  }
  const times = [...new Set(rows.map((row) => wordOf(row[time.name])))].toSorted();
  const names = [...new Set(rows.map(nameOf))];
  const lines = names.map((name) =>
    lineOf(
      name,
      rows.filter((row) => nameOf(row) === name),
      times,
      time,
      figure.name,
    ),
  );
  const compared = columns.find(({ name }) => name === `${figure.name}${before}`);
  if (compared !== undefined && names.length === 1) {
    lines.push({ ...lineOf(names[0] ?? '', rows, times, time, compared.name), isBefore: true });
  }
  const shown =
    names.length > 1 ? lines.toSorted((one, other) => total(other) - total(one)).slice(0, mostLines) : lines;
  return { kind: 'lines', times, lines: shown, unit: figure.unit, left: lines.length - shown.length };
}

/** The last figure that was asked for itself. */
function figureColumn(columns: readonly ResultColumn[]): ResultColumn | undefined {
  const names = new Set(columns.map(({ name }) => name));
  const isDerived = (name: string) =>
    ['_previous', '_change', '_relative_change'].some(
      (ending) => name.endsWith(ending) && names.has(name.slice(0, -ending.length)),
    );
  return columns.findLast(({ kind, name }) => kind === 'measure' && !isDerived(name));
}

function lineOf(
  name: string,
  rows: readonly Record<string, unknown>[],
  times: readonly string[],
  time: ResultColumn,
  figure: string,
): Line {
  const byTime = new Map(rows.map((row) => [wordOf(row[time.name]), numberOf(row[figure])]));
  return { name, values: times.map((at) => byTime.get(at) ?? null), isBefore: false };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const total = ({ values }: Line): number => values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
