import type { BusinessSession, Database } from '../../../platform/db/database.ts';
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
