import { createHash } from 'node:crypto';
import type { Column } from '../../numeric/index.ts';

/** SHA-256 over every column's name, kind and values in their order: equal for equal data, and for nothing else. */
export function hashColumns(columns: readonly Column[]): string {
  const hash = createHash('sha256');
  for (const column of columns) {
    const [values, words] = 'codes' in column ? [column.codes, column.dictionary] : [column.values, []];
    // Lengths first, so that no two tables run together into the same bytes.
    hash.update(JSON.stringify([column.name, column.kind, values.length, words]));
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}
