import { LRUCache } from 'lru-cache';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Definition } from '../definition/definition.ts';
import { isObject } from '../expressions/scope.ts';
import type { Json } from '../interpreter/protocol.ts';
import { getOrganizationFacts } from '../runs/read-runs.repository.ts';
import { automationErrors } from '../automation.errors.ts';
import { getDefinition } from './definitions.ts';
import { createErrorStart } from './error-start.ts';
import { createEventTrigger } from './event-trigger.ts';
import { matches, resolveKey } from './matching.ts';
import { createScheduleService } from './schedules.service.ts';
import { createStarting, type RunStarter } from './starting.ts';

interface TriggersDeps {
  database: Database;
  log: Pick<Logger, 'warn' | 'info'>;
  startRun: RunStarter['start'];
  now(): Date;
}

interface HookRequest {
  workflowId: number;
  data: Json;
  dedupeKey?: string;
}

const MOST_DEFINITIONS = 2000;

/** Everything that starts runs. */
export function createTriggers({ database, log, startRun, now }: TriggersDeps) {
  const starting = createStarting({ start: startRun });
  // A version never changes, so what is in memory is true for ever.
  const definitions = new LRUCache<string, Definition>({ max: MOST_DEFINITIONS });

  async function findDefinition(db: Db, organizationId: number, versionId: number): Promise<Definition> {
    const key = `${organizationId} ${versionId}`;
    const definition = definitions.get(key) ?? (await getDefinition(db, organizationId, versionId));
    definitions.set(key, definition);
    return definition;
  }

  return {
    starting,
    consumer: createEventTrigger({ starting, findDefinition, findFacts, log }),
    schedules: createScheduleService({ database, starting, log, now }),
    startErrorWorkflow: createErrorStart({ starting, findDefinition, now }),

    /**
     * Starts a run as a webhook asks, in the caller's transaction.
     * @throws AppError workflow_not_found, workflow_frozen, workflow_inactive, conditions_not_met
     */
    async startByHook(db: Db, organizationId: number, { workflowId, data, dedupeKey }: HookRequest) {
      const workflow = await starting.getLive(db, organizationId, workflowId);
      const { trigger_conditions: trigger } = await findDefinition(db, organizationId, workflow.versionId);
      const fields = isObject(data) ? data : { data };
      const facts = { data: fields, organization: await findFacts(db, organizationId), at: now().getTime() };
      if (!matches(trigger, facts)) throw automationErrors.conditions_not_met({ workflow: workflowId });
      const key = resolveKey(trigger, facts) ?? dedupeKey;
      return starting.start(db, organizationId, workflow, {
        trigger: { kind: 'webhook', data: fields },
        ...(key === undefined ? {} : { dedupeKey: key }),
      });
    },
  };
}

/** The organization as expressions see it. */
async function findFacts(db: Db, organizationId: number) {
  const { timeZone, ...facts } = await getOrganizationFacts(db, organizationId);
  return { ...facts, time_zone: timeZone };
}
