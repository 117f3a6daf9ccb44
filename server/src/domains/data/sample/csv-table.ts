type Cell = string | number | boolean | null;

/** A table on its way to a CSV file. */
export interface CsvTable {
  add(cells: readonly Cell[]): void;
  readonly rowCount: number;
  /** The file in pieces of a bearable size. */
  chunks(): Generator<Uint8Array<ArrayBuffer>>;
}

const LINES_A_CHUNK = 4000;

const write = (cell: Cell): string => {
  const text = cell === null ? '' : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function createCsvTable(columns: readonly string[]): CsvTable {
  const lines: string[] = [columns.join(',')];
  return {
    add: (cells) => void lines.push(cells.map(write).join(',')),
    get rowCount() {
      return lines.length - 1;
    },
    *chunks() {
      const encoder = new TextEncoder();
      for (let from = 0; from < lines.length; from += LINES_A_CHUNK) {
        yield encoder.encode(`${lines.slice(from, from + LINES_A_CHUNK).join('\n')}\n`);
      }
    },
  };
}

/** An amount of money, or anything else with two decimals. */
export const toCents = (amount: number): number => Math.round(amount * 100) / 100;
