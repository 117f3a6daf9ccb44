import type { Database } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { compareDefinitions } from './compare.ts';
import { requireDefinition } from './require-definition.ts';
import { toSource } from './source.ts';
import { findVersion } from './versions.repository.ts';
import type { WorkflowWithVersion } from './workflows.repository.ts';

interface ComparisonDeps {
  database: Database;
  get(organizationId: number, id: number): Promise<WorkflowWithVersion>;
}

/** What has changed from one version to another, step by step; null of `from` is the published one, of `to` the draft. */
export function createComparison({ database, get }: ComparisonDeps) {
  /** @throws AppError workflow_version_not_found */
  return async (organizationId: number, id: number, from: number | null, to: number | null) => {
    const workflow = await get(organizationId, id);
    const db = database.tenant(organizationId);
    const fromVersion = from ?? workflow.published_version;
    const definitionOf = async (version: number | null): Promise<Definition> => {
      if (version === null) return requireDefinition(toSource(workflow));
      const row = await findVersion(db, organizationId, id, version);
      if (!row) throw automationErrors.workflow_version_not_found({ workflow: id, version });
      return requireDefinition(row.source);
    };
    const before = fromVersion === null ? null : await definitionOf(fromVersion);
    return { from: fromVersion, to, changes: compareDefinitions(before, await definitionOf(to)) };
  };
}
