import type { Db } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { findWorkflow } from './workflows.repository.ts';

/** @throws AppError error_workflow_unfit where a definition names one that there is not, or itself */
export async function requireErrorWorkflow(
  db: Db,
  organizationId: number,
  definition: Definition,
  self: number | null,
) {
  const { error_workflow_id: wanted } = definition.settings;
  if (wanted === null) return;
  if (wanted === self) throw automationErrors.error_workflow_unfit({ workflow: wanted });
  await requireThere(db, organizationId, wanted);
}

/** @throws AppError error_workflow_unfit */
export async function requireThere(db: Db, organizationId: number, id: number): Promise<void> {
  const row = await findWorkflow(db, organizationId, id);
  if (!row) throw automationErrors.error_workflow_unfit({ workflow: id });
}
