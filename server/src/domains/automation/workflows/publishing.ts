import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { requireDefinition } from './require-definition.ts';
import { isSameSource, toDraft, toSource, type WrittenWorkflow } from './source.ts';
import { syncLive } from './sync-live.ts';
import * as versions from './versions.repository.ts';
import * as repository from './workflows.repository.ts';

interface PublishingDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  entitlements: Pick<Entitlements, 'admit' | 'lock' | 'settle'>;
  now(): Date;
  /** The workflow behind its lock, in a transaction that holds the organization first. */
  lock(db: Db, organizationId: number, id: number): Promise<repository.WorkflowWithVersion>;
  get(organizationId: number, id: number): Promise<repository.WorkflowWithVersion>;
}

interface VersionToAdd {
  workflowId: number;
  source: object;
  definition: Definition;
  actor: Actor;
  /** Default 0: there is none. */
  latestVersion?: number;
  note?: string | null;
  rolledBackTo?: number | null;
}

/** Versions, and whether a workflow is in service. */
export function createPublishing(deps: PublishingDeps) {
  const { database, entitlements, lock, get } = deps;
  const settle = createSettle(deps);

  return {
    ...createService(deps),
    ...createVersionReading(deps),

    /** Makes the draft a version that new runs follow; the first one is active at once. @throws AppError limit_reached */
    async publish(organizationId: number, id: number, note: string | null, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const workflow = await lock(db, organizationId, id);
        const source = toSource(workflow);
        if (isSameSource(source, workflow.published_source)) return;
        const definition = requireDefinition(source);
        const isFirst = workflow.published_version_id === null;
        if (isFirst) {
          await entitlements.admit(db, organizationId, 'workflows');
          await repository.updateWorkflow(db, organizationId, id, { is_active: true });
        }
        const latestVersion = workflow.latest_version;
        const what = { workflowId: id, source, definition, actor, note, latestVersion };
        const version = await addVersion(db, organizationId, what);
        await settle(db, organizationId, id, { actor, action: 'published', detail: { version } });
      });
      return get(organizationId, id);
    },

    /** Makes what an older version said the latest version, and the draft. @throws AppError workflow_version_not_found */
    async rollBack(organizationId: number, id: number, to: { version: number; note: string | null }, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const workflow = await lock(db, organizationId, id);
        const { latest_version: latestVersion } = workflow;
        const wanted = await versions.findVersion(db, organizationId, id, to.version);
        if (!wanted) throw automationErrors.workflow_version_not_found({ workflow: id, version: to.version });
        const definition = requireDefinition(wanted.source);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object, as addVersion wrote it
        const source = wanted.source as WrittenWorkflow;
        if (!(await repository.updateWorkflow(db, organizationId, id, toDraft(source)))) {
          throw automationErrors.workflow_name_taken({ name: definition.workflow_name });
        }
        const what = {
          workflowId: id,
          source,
          definition,
          actor,
          note: to.note,
          latestVersion,
          rolledBackTo: to.version,
        };
        const version = await addVersion(db, organizationId, what);
        const detail = { version, rolled_back_to: to.version };
        await settle(db, organizationId, id, { actor, action: 'rolled_back', detail });
      });
      return get(organizationId, id);
    },
  };
}

/** Whether anything starts a workflow. */
function createService(deps: PublishingDeps) {
  const { database, entitlements, lock, get } = deps;
  const settle = createSettle(deps);
  return {
    /** @throws AppError workflow_not_published, limit_reached */
    async enable(organizationId: number, id: number, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const workflow = await lock(db, organizationId, id);
        if (workflow.published_version_id === null) throw automationErrors.workflow_not_published({ workflow: id });
        if (workflow.is_active) return;
        await entitlements.admit(db, organizationId, 'workflows');
        await repository.updateWorkflow(db, organizationId, id, { is_active: true });
        await settle(db, organizationId, id, { actor, action: 'enabled' });
      });
      return get(organizationId, id);
    },

    /** Nothing starts it any more; what runs, runs on. */
    async disable(organizationId: number, id: number, actor: Actor) {
      await database.transaction(organizationId, async (db) => {
        const workflow = await lock(db, organizationId, id);
        if (!workflow.is_active) return;
        await repository.updateWorkflow(db, organizationId, id, { is_active: false, frozen_at: null });
        await settle(db, organizationId, id, { actor, action: 'disabled' });
        // Another may take its place.
        await entitlements.settle(db, organizationId);
      });
      return get(organizationId, id);
    },
  };
}

function createVersionReading({ database, get }: PublishingDeps) {
  return {
    async listVersions(organizationId: number, id: number, page: { before: number | null; limit: number }) {
      const workflow = await get(organizationId, id);
      const rows = await versions.listVersions(database.tenant(organizationId), organizationId, id, page);
      return { workflow, rows };
    },

    /** @throws AppError workflow_version_not_found */
    async getVersion(organizationId: number, id: number, version: number) {
      const workflow = await get(organizationId, id);
      const row = await versions.findVersion(database.tenant(organizationId), organizationId, id, version);
      if (!row) throw automationErrors.workflow_version_not_found({ workflow: id, version });
      return { workflow, row };
    },
  };
}

/** Writes a version and lets new runs follow it. @returns its number */
export async function addVersion(db: Db, organizationId: number, wanted: VersionToAdd): Promise<number> {
  const { workflowId, source, definition, actor, latestVersion = 0, note = null, rolledBackTo = null } = wanted;
  const version = latestVersion + 1;
  const versionId = await versions.insertVersion(db, organizationId, {
    workflow_id: workflowId,
    version,
    source,
    definition,
    note,
    rolled_back_to: rolledBackTo,
    created_by: userOf(actor),
  });
  await repository.updateWorkflow(db, organizationId, workflowId, {
    latest_version: version,
    published_version_id: versionId,
    event_types: [definition.trigger_conditions.event_type ?? []].flat(),
  });
  return version;
}

/** Every change of what is in service ends with this. */
function createSettle({ audit, now }: Pick<PublishingDeps, 'audit' | 'now'>) {
  return async (
    db: Db,
    organizationId: number,
    id: number,
    entry: { actor: Actor; action: string; detail?: object },
  ) => {
    await syncLive(db, organizationId, id, now());
    const { actor, action, detail = {} } = entry;
    await audit.record(db, organizationId, {
      actor,
      action: `workflow.${action}`,
      subject: { kind: 'workflow', id: String(id) },
      detail: { ...detail },
    });
  };
}
