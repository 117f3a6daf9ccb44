import type { Db } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { EventConsumer, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Definition } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';
import { AUTOMATION_CONSUMER } from '../workflows/workflows.repository.ts';
import { countLoop, listAwaiting } from './awaiting.repository.ts';
import { findOrigin } from './origins.repository.ts';
import { matches, resolveKey, type TriggerFacts } from './matching.ts';
import type { Starting } from './starting.ts';

export interface EventTriggerDeps {
  starting: Starting;
  findDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition>;
  findFacts(db: Db, organizationId: number): Promise<TriggerFacts['organization']>;
  log: Pick<Logger, 'warn' | 'info'>;
}

/** So many workflows may have started each other; what they bring about starts nothing more. */
const MOST_LINKS = 8;

/**
 * Starts the workflows that wait for an event. A start and the event's mark are one transaction, and each event starts a
 * workflow once, also when it is published again. Which workflows wait is read with it: a memory that is a moment old
 * would lose events.
 */
export function createEventTrigger(deps: EventTriggerDeps): EventConsumer {
  return {
    name: AUTOMATION_CONSUMER,
    types: 'interests',
    async consume(db, event) {
      const awaiting = await listAwaiting(db, event.organizationId, event.type);
      if (awaiting.length === 0) return;
      const organization = await deps.findFacts(db, event.organizationId);
      for (const workflow of awaiting) {
        const definition = await deps.findDefinition(db, event.organizationId, workflow.versionId);
        await startIfMeant(deps, db, event, { workflow, definition, organization });
      }
    },
  };
}

interface Candidate {
  workflow: { id: number; versionId: number };
  definition: Definition;
  organization: TriggerFacts['organization'];
}

async function startIfMeant(deps: EventTriggerDeps, db: Db, event: OutboxEvent, candidate: Candidate): Promise<void> {
  const { organizationId } = event;
  const { workflow, definition, organization } = candidate;
  const data = triggerData(event);
  const facts = { data, organization, at: event.occurredAt.getTime() };
  const names = { organizationId, workflowId: workflow.id, eventId: event.id, eventType: event.type };
  let dedupeKey;
  try {
    if (!matches(definition.trigger_conditions, facts)) return;
    dedupeKey = resolveKey(definition.trigger_conditions, facts) ?? `event:${event.replayOf ?? event.id}`;
  } catch (error) {
    // Its author's to mend: tried again, it would fail again, and keep this event from the others.
    deps.log.warn({ ...names, err: error }, 'the conditions of a trigger could not be evaluated');
    return;
  }
  const workflowIds = await findChain(db, event);
  if (workflowIds.includes(workflow.id) || workflowIds.length >= MOST_LINKS) {
    await countLoop(db, organizationId, workflow.id);
    deps.log.info(names, 'a workflow was not started by what it had brought about itself');
    return;
  }
  await deps.starting.start(db, organizationId, workflow, {
    trigger: { kind: 'event', data },
    workflowIds,
    dedupeKey,
  });
}

/** What the event says, and about the event itself where nothing in it has that name. */
export function triggerData({ id, type, occurredAt, data }: Pick<OutboxEvent, 'id' | 'type' | 'occurredAt' | 'data'>) {
  const event = { event_id: id, event_type: type, occurred_at: occurredAt.toISOString() };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- out of a JSON column
  return { ...event, ...data } as { readonly [name: string]: Json };
}

/** The workflows whose runs led to an event: that of the run that brought it about, and those before it. */
async function findChain(db: Db, { organizationId, cause }: OutboxEvent): Promise<number[]> {
  const { workflow_ids: own, run_id: runId } = readCause(cause);
  if (runId === null) return [];
  const { workflowIds } = await findOrigin(db, organizationId, runId);
  return [...new Set([...workflowIds, ...own])];
}

function readCause(cause: unknown): { workflow_ids: number[]; run_id: string | null } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the engine
  const { workflow_ids = [], run_id = null } = (cause ?? {}) as { workflow_ids?: number[]; run_id?: string };
  return { workflow_ids, run_id };
}
