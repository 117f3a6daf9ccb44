import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { getOrganizationFacts } from '../runs/read-runs.repository.ts';
import { triggerData } from '../triggers/event-trigger.ts';
import { matches } from '../triggers/matching.ts';
import * as repository from './backtests.repository.ts';
import type { createDryRun } from './dry-run.ts';
import type { PastEvent, PastEvents } from './past-events.ts';
import { createTally } from './tally.ts';

export const BACKTEST = 'workflow_backtest';

interface BacktestDeps {
  database: Database;
  listPastEvents: PastEvents;
  dryRun: ReturnType<typeof createDryRun>;
}

const TIMEOUT_MS = 15 * 60_000;
/** So many dry runs at most. */
const MOST_RUNS = 2000;

/** Replays past events through a definition, without effect; its result and the job's end are one transaction. */
export function createBacktestHandler({ database, dryRun, ...deps }: BacktestDeps): JobHandler {
  /** Business events and those of the product, in their order. */
  async function listEvents(organizationId: number, row: repository.BacktestRow): Promise<PastEvent[]> {
    const types = [row.definition.trigger_conditions.event_type ?? []].flat();
    const range = { types, from: row.from_time, to: row.to_time, limit: row.most_events + 1 };
    const [business, product] = await Promise.all([
      deps.listPastEvents(organizationId, range),
      repository.listProductEvents(database.tenant(organizationId), organizationId, range),
    ]);
    return [...business, ...product]
      .toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
      .slice(-(row.most_events + 1));
  }

  async function replay(context: JobContext, row: repository.BacktestRow) {
    const { organizationId, signal } = context;
    const facts = await getOrganizationFacts(database.tenant(organizationId), organizationId);
    const { timeZone, ...others } = facts;
    const organization = { ...others, time_zone: timeZone };
    const found = await listEvents(organizationId, row);
    const events = found.slice(-row.most_events);
    const tally = createTally();
    let isCut = found.length > events.length;
    for (const [place, event] of events.entries()) {
      signal.throwIfAborted();
      const trigger = triggerData(event);
      const at = event.occurredAt;
      if (!isMatch(row.definition, { data: trigger, organization, at: at.getTime() })) continue;
      if (tally.fired() >= MOST_RUNS) {
        isCut = true;
        break;
      }
      const what = { definition: row.definition, workflowId: row.workflow_id, organization: facts, trigger };
      tally.add(event, await dryRun({ ...what, triggerKind: 'event', approvals: 'approved', at, signal }));
      context.report('replaying', (place + 1) / events.length);
    }
    return tally.result(events.length, isCut);
  }

  return {
    kind: BACKTEST,
    readPermission: 'ai_analytics:automation',
    cancelPermission: 'ai_analytics:automation',
    timeoutMs: TIMEOUT_MS,
    places: { name: 'workflow_backtests', count: async () => 1 },
    async run(context) {
      const { organizationId, jobId } = context;
      const row = await repository.findBacktestOfJob(database.tenant(organizationId), organizationId, jobId);
      if (!row) throw automationErrors.backtest_not_found({ workflow: 0, backtest: 0 });
      const result = await replay(context, row);
      await database.transaction(organizationId, async (db) => {
        await repository.endBacktest(db, organizationId, jobId, { status: 'succeeded', result });
        await context.complete(db, {
          backtest_id: row.id,
          workflow_id: row.workflow_id,
          events: result.events,
          fired: result.fired,
        });
      });
    },
    onLost: (db, { organizationId, jobId }, status) =>
      repository.endBacktest(db, organizationId, jobId, { status, result: null }),
  };
}

/** Conditions that cannot be evaluated start nothing, as they would not have. */
function isMatch(definition: Definition, facts: Parameters<typeof matches>[1]): boolean {
  try {
    return matches(definition.trigger_conditions, facts);
  } catch {
    return false;
  }
}
