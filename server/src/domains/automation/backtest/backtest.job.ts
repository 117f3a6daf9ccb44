import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import type { JsonObject } from '../expressions/scope.ts';
import { getOrganizationFacts } from '../runs/read-runs.repository.ts';
import { matches, resolveKey } from '../triggers/matching.ts';
import * as repository from './backtests.repository.ts';
import type { createDryRun } from './dry-run.ts';
import { createPastStarts, MOST_RUNS, type PastDeps, type PastStart } from './past-starts.ts';
import { createTally } from './tally.ts';

export const BACKTEST = 'workflow_backtest';

interface BacktestDeps extends PastDeps {
  dryRun: ReturnType<typeof createDryRun>;
}

const TIMEOUT_MS = 15 * 60_000;

/** Replays the past through a definition, without effect; its result and the job's end are one transaction. */
export function createBacktestHandler({ database, dryRun, ...deps }: BacktestDeps): JobHandler {
  const listPastStarts = createPastStarts({ database, ...deps });

  async function replay(context: JobContext, row: repository.BacktestRow) {
    const { organizationId, signal } = context;
    const facts = await getOrganizationFacts(database.tenant(organizationId), organizationId);
    const { timeZone, ...others } = facts;
    const organization = { ...others, time_zone: timeZone };
    const past = await listPastStarts(organizationId, row, timeZone);
    const tally = createTally();
    let { isCut } = past;
    for (const [place, start] of past.starts.entries()) {
      signal.throwIfAborted();
      const verdict = judge(row.definition, start, organization);
      if (verdict === null || !tally.begin(verdict.key)) continue;
      if (tally.fired() >= MOST_RUNS) {
        isCut = true;
        break;
      }
      const { data: trigger, kind: triggerKind, at } = start;
      const what = { definition: row.definition, workflowId: row.workflow_id, organization: facts, trigger };
      tally.add(start, await dryRun({ ...what, triggerKind, approvals: 'approved', at, signal }));
      context.report('replaying', (place + 1) / past.starts.length);
    }
    return tally.result({ events: past.starts.length, isCut, fromPredictions: past.fromPredictions });
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

/**
 * Whether something starts a run, and under which key; a tick always does. Conditions that cannot be evaluated start
 * nothing, as they would not have.
 */
function judge(definition: Definition, start: PastStart, organization: JsonObject): { key: string | null } | null {
  if (start.kind === 'schedule') return { key: null };
  const facts = { data: start.data, organization, at: start.at.getTime() };
  try {
    const { trigger_conditions: trigger } = definition;
    return matches(trigger, facts) ? { key: resolveKey(trigger, facts) } : null;
  } catch {
    return null;
  }
}
