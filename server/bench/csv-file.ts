import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const HEADING = 'id,amount,day,customer,active,city,quantity,score,flag,comment,level,at';

const two = (value: number): string => String(value).padStart(2, '0');

function* makeText(rows: number): Generator<string> {
  let text = `${HEADING}\n`;
  for (let id = 0; id < rows; id += 1) {
    const day = `2024-${two(1 + (id % 12))}-${two(1 + (id % 28))}`;
    const city = ['Berlin', 'Paris', 'New York', 'Tōkyō'][id % 4] ?? '';
    const score = (((id * 7919) % 1_000_003) / 10_007).toFixed(4);
    text += `${id},${(id * 7.31).toFixed(2)},${day},customer ${id % 1000},true,${city},${id * 3},${score},yes,"quoted, text",12,${day}T14:${two(id % 60)}:06Z\n`;
    if (text.length < 1e6) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A file of twelve columns of all types, on the disk, so that no process holds it. */
export function makeCsvFile(rows: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'suite-bench-'));
  const file = path.join(folder, 'rows.csv');
  const handle = openSync(file, 'w');
  for (const text of makeText(rows)) writeSync(handle, text);
  closeSync(handle);
  return { file, sizeMb: statSync(file).size / 1e6, remove: () => rmSync(folder, { recursive: true }) };
}
