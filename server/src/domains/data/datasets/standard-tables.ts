import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import type { Dataset, DatasetColumn } from '../data.repository.ts';
import { columnsOfStandard, makeDataset } from './make-dataset.ts';
import { openDataset } from './open-dataset.ts';
import { findStandardDataset, fitsStandard } from './standard.ts';

/**
 * Makes the standard dataset that the first records are for. Its ids are text where theirs are.
 * @returns false where there is no standard dataset of the name that has all it cannot do without in these records
 */
export async function makeStandardFor(
  database: Database,
  organizationId: number,
  name: string,
  records: readonly Record<string, unknown>[],
): Promise<boolean> {
  const standard = findStandardDataset(name);
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  if (!standard || !fitsStandard(standard, names)) return false;
  const isText = (column: string): boolean => records.some((record) => typeof record[column] === 'string');
  await database.business(organizationId, async (session: BusinessSession) => {
    const there = await openDataset(session, organizationId, name, 'alone');
    if (there === null)
      await makeDataset(session, organizationId, { name, columns: columnsOfStandard(standard, isText) });
  });
  return true;
}

/** Columns that records name and that a standard dataset usually has, but that no file has brought this one yet. */
export function usualColumnsFor(
  { name, columns }: Pick<Dataset, 'name' | 'columns'>,
  records: readonly Record<string, unknown>[],
): DatasetColumn[] {
  const standard = findStandardDataset(name);
  const there = new Set(columns.map((column) => column.name));
  if (!standard || !fitsStandard(standard, there)) return [];
  const isText = (column: string): boolean => records.some((record) => typeof record[column] === 'string');
  return columnsOfStandard(standard, isText)
    .filter((column) => !there.has(column.name) && records.some((record) => Object.hasOwn(record, column.name)))
    .map((column) => ({ ...column, nullable: true, isKey: false }));
}
