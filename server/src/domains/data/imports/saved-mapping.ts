import type { Db } from '../../../platform/db/database.ts';
import type { FileProfile } from '../csv/inspection.ts';
import type { ImportOptions } from './import-options.ts';
import { shapeOf } from './mapping.ts';
import { findMapping } from './mappings.repository.ts';

/** The options with the mapping that was kept for such files, where it was asked for and none was given. */
export async function withSavedMapping(
  db: Db,
  organizationId: number,
  { dataset, profile }: { dataset: string; profile: FileProfile },
  options: ImportOptions,
): Promise<ImportOptions> {
  if (!options.saved_mapping || options.mapping) return options;
  const mapping = await findMapping(db, organizationId, { dataset, shape: shapeOf(profile) });
  return mapping ? { ...options, mapping } : options;
}
