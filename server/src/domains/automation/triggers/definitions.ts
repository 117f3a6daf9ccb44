import type { Db } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { findVersionById } from '../workflows/versions.repository.ts';

/** What a version says. @throws AppError workflow_version_not_found */
export async function getDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition> {
  const row = await findVersionById(db, organizationId, versionId);
  if (!row) throw automationErrors.workflow_version_not_found({ workflow: 0, version: versionId });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the reader of definitions gave it
  return row.definition as unknown as Definition;
}
