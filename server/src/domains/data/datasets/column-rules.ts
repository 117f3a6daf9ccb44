import type { Fault } from '../../../platform/errors.ts';
import { MAX_NAME_BYTES } from '../csv/limits.ts';
import type { DatasetColumn } from '../data.repository.ts';
import { type DatasetFaultCode, datasetErrors } from './datasets.errors.ts';

const RESERVED = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

/** One line of composed letters, that no system column has. */
function isColumnName(name: string): boolean {
  return (
    name !== '' &&
    name === name.normalize('NFC').trim() &&
    !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name) &&
    !name.startsWith('_') &&
    !RESERVED.has(name) &&
    Buffer.byteLength(name) <= MAX_NAME_BYTES
  );
}

/**
 * Refuses columns that cannot be.
 * @param at pointer to the list in the request; empty where the request is one column
 * @throws AppError dataset_invalid
 */
export function requireColumns(columns: readonly DatasetColumn[], at: string): void {
  const seen = new Set<string>();
  const faults = columns.flatMap((column, place): Fault<DatasetFaultCode>[] => {
    const pointer = (part: string) => (at === '' ? `/${part}` : `${at}/${place}/${part}`);
    const params = { column: column.name.slice(0, 100).toWellFormed(), limit: MAX_NAME_BYTES };
    const found: Fault<DatasetFaultCode>[] = [];
    if (!isColumnName(column.name)) found.push({ pointer: pointer('name'), code: 'column_name_not_possible', params });
    if (seen.has(column.name)) found.push({ pointer: pointer('name'), code: 'column_name_repeated', params });
    if (column.isKey && column.type !== 'text' && column.type !== 'integer') {
      found.push({ pointer: pointer('type'), code: 'key_type_not_possible', params });
    }
    if (column.currency !== null && column.role !== 'money') {
      found.push({ pointer: pointer('currency'), code: 'currency_without_money', params });
    }
    seen.add(column.name);
    return found;
  });
  if (faults.length > 0) throw datasetErrors.dataset_invalid({ count: faults.length }, { faults });
}
