import type { SampleFiles } from '../../src/domains/data/sample/sample-files.ts';
import type { Column } from '../../src/numeric/index.ts';

const TIMES = new Set(['ordered_at', 'opened_at', 'date', 'signed_up_on']);

function toColumn(name: string, cells: readonly string[]): Column {
  const known = cells.filter((cell) => cell !== '');
  if (TIMES.has(name)) return { name, kind: 'time', values: Float64Array.from(cells, (cell) => Date.parse(cell)) };
  if (known.length > 0 && known.every((cell) => !Number.isNaN(Number(cell)))) {
    return {
      name,
      kind: 'number',
      values: Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))),
    };
  }
  const dictionary = [...new Set(known)];
  const codeOf = new Map(dictionary.map((label, code) => [label, code]));
  return { name, kind: 'text', codes: Int32Array.from(cells, (cell) => codeOf.get(cell) ?? -1), dictionary };
}

/** A dataset of the sample company as columns by name, as `source.columns` gives them. */
export function sampleColumns({ files }: SampleFiles, dataset: string, until = '9999'): Map<string, Column> {
  const file = files.find((each) => each.dataset === dataset);
  const [head = '', ...lines] = Buffer.concat(file?.chunks ?? [])
    .toString()
    .trimEnd()
    .split('\n');
  const names = head.split(',');
  const time = names.findIndex((name) => TIMES.has(name) && name !== 'signed_up_on');
  const rows = lines.map((line) => line.split(',')).filter((row) => time < 0 || (row[time] ?? '') < until);
  return new Map(
    names.map((name, place) => [
      name,
      toColumn(
        name,
        rows.map((row) => row[place] ?? ''),
      ),
    ]),
  );
}
