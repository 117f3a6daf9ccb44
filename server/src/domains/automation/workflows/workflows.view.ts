import type { DefinitionChange } from './compare.ts';
import { isSameSource, toSource } from './source.ts';
import type { VersionRow } from './versions.repository.ts';
import type { WorkflowWithVersion } from './workflows.repository.ts';

function statusOf({ published_version, frozen_at, is_active }: WorkflowWithVersion) {
  if (published_version === null) return 'draft';
  if (frozen_at !== null) return 'frozen';
  return is_active ? 'active' : 'inactive';
}

/** As a list names it. */
export function toWorkflowHead(row: WorkflowWithVersion) {
  return {
    id: row.id,
    workflow_name: row.workflow_name,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check lets these in alone
    workflow_type: row.workflow_type as 'event_driven' | 'ai_triggered' | 'scheduled' | 'manual' | 'webhook',
    category: row.category,
    description: row.description,
    is_active: row.is_active,
    status: statusOf(row),
    execution_count: row.execution_count,
    success_count: row.success_count,
    event_types: row.event_types,
    published_version: row.published_version,
    published_at: row.published_at?.toISOString() ?? null,
    latest_version: row.latest_version,
    has_unpublished_changes: !isSameSource(toSource(row), row.published_source),
    loops_stopped: row.loops_stopped,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  } as const;
}

export function toWorkflow(row: WorkflowWithVersion) {
  return {
    ...toWorkflowHead(row),
    trigger_conditions: row.trigger_conditions,
    workflow_steps: row.workflow_steps,
    settings: row.settings,
  };
}

export function toVersion(row: VersionRow, publishedId: number | null) {
  const { version, note, rolled_back_to, created_by, created_at } = row;
  return {
    version,
    is_published: row.id === publishedId,
    note,
    rolled_back_to,
    created_by,
    created_at: created_at.toISOString(),
  };
}

export function toComparison({
  from,
  to,
  changes,
}: {
  from: number | null;
  to: number | null;
  changes: DefinitionChange[];
}) {
  return {
    from,
    to,
    is_same: changes.length === 0,
    changes: changes.map(({ kind, stepId, stepType, fields }) => ({
      kind,
      step_id: stepId,
      step_type: stepType,
      fields,
    })),
  };
}
