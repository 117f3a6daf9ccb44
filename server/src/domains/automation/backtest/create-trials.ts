import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import type { JsonObject } from '../expressions/scope.ts';
import { getOrganizationFacts } from '../runs/read-runs.repository.ts';
import { onlyStep } from './only-step.ts';
import { requireDefinition } from '../workflows/require-definition.ts';
import { toSource } from '../workflows/source.ts';
import type { WorkflowService } from '../workflows/workflows.service.ts';
import * as repository from './backtests.repository.ts';
import { type AssumedAnswer, createDryRun, type DryRunDeps } from './dry-run.ts';
import type { PastDeps } from './past-starts.ts';
import { BACKTEST, createBacktestHandler } from './backtest.job.ts';

export type { PastDeps };
export type TrialService = ReturnType<typeof createTrials>;

interface TrialDeps extends DryRunDeps, PastDeps {
  jobs: Pick<Jobs, 'enqueue'>;
  workflows: Pick<WorkflowService, 'get'>;
  now(): Date;
}

export interface Trial {
  trigger: JsonObject;
  outputs: JsonObject;
  approvals: AssumedAnswer;
  /** Only this step. */
  stepId: string | null;
}

const TRIAL_TIMEOUT_MS = 60_000;

/** Trying workflows without effect: one step, a whole definition, or the events of the past. */
export function createTrials(deps: TrialDeps) {
  const { database, workflows, now } = deps;
  const dryRun = createDryRun(deps);

  async function draftOf(organizationId: number, workflowId: number): Promise<Definition> {
    return requireDefinition(toSource(await workflows.get(organizationId, workflowId)));
  }

  return {
    jobHandler: createBacktestHandler({ ...deps, dryRun }),
    ...createBacktests(deps, draftOf),

    /**
     * What a definition, or one step of it, would do with a trigger. Nothing happens: models are asked without a trace,
     * data is read and not changed, nobody is written to.
     * @throws AppError workflow_invalid, workflow_not_found, step_not_found
     */
    async tryOut(organizationId: number, what: { source: unknown } | { workflowId: number }, trial: Trial) {
      const workflowId = 'workflowId' in what ? what.workflowId : 0;
      const whole = 'source' in what ? requireDefinition(what.source) : await draftOf(organizationId, workflowId);
      const definition = trial.stepId === null ? whole : onlyStep(whole, trial.stepId);
      const organization = await getOrganizationFacts(database.tenant(organizationId), organizationId);
      return dryRun({
        definition,
        workflowId,
        organization,
        // Outputs of steps that are not done here are found by their bare names, as fields of the trigger are.
        trigger: trial.stepId === null ? trial.trigger : { ...trial.trigger, ...trial.outputs, trigger: trial.trigger },
        triggerKind: 'manual',
        pinned: trial.stepId === null ? trial.outputs : {},
        approvals: trial.approvals,
        at: now(),
        signal: AbortSignal.timeout(TRIAL_TIMEOUT_MS),
      });
    },
  };
}

/** Back-tests, as people ask for them and read them. */
function createBacktests(
  { database, jobs, workflows }: TrialDeps,
  draftOf: (organizationId: number, workflowId: number) => Promise<Definition>,
) {
  return {
    /** Replays past events and ticks through the draft, as a job. @throws AppError backtest_range_invalid, workflow_invalid */
    async start(
      organizationId: number,
      workflowId: number,
      range: { from: Date; to: Date; mostEvents: number },
      actor: Actor,
    ) {
      const definition = await draftOf(organizationId, workflowId);
      const { from, to, mostEvents } = range;
      const { event_type: types, schedule } = definition.trigger_conditions;
      if (from >= to || (types === undefined && schedule === undefined)) {
        throw automationErrors.backtest_range_invalid();
      }
      return database.transaction(organizationId, async (db) => {
        const createdBy = userOf(actor);
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: BACKTEST,
          payload: { workflowId },
          subject: { kind: 'organization', id: organizationId, name: definition.workflow_name },
          createdBy,
        });
        const backtestId = await repository.insertBacktest(db, organizationId, {
          workflow_id: workflowId,
          job_id: jobId,
          definition,
          from_time: from,
          to_time: to,
          most_events: mostEvents,
          created_by: createdBy,
        });
        return { jobId, backtestId };
      });
    },

    async list(organizationId: number, workflowId: number, page: { beforeId: number | null; limit: number }) {
      await workflows.get(organizationId, workflowId);
      return repository.listBacktests(database.tenant(organizationId), organizationId, workflowId, page);
    },

    /** @throws AppError backtest_not_found */
    async get(organizationId: number, workflowId: number, id: number): Promise<repository.BacktestRow> {
      const row = await repository.findBacktest(database.tenant(organizationId), organizationId, workflowId, id);
      if (!row) throw automationErrors.backtest_not_found({ workflow: workflowId, backtest: id });
      return row;
    },
  };
}
