import { type ErrorParams, isAppError } from '../../../platform/errors.ts';
import { isLanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Definition, StepType } from '../definition/definition.ts';
import type { JsonObject } from '../expressions/scope.ts';
import type { ApprovalDecision, Json, RunCommand, StepFailure } from '../interpreter/protocol.ts';
import { simulate } from '../interpreter/simulate.ts';
import type { OrganizationFacts } from '../runs/run.ts';
import { StepError, type StepHandler } from '../steps/step-handler.ts';

/** What people are assumed to answer. */
export type AssumedAnswer = 'approved' | 'rejected' | 'none';

export interface DryRunDeps {
  handlers: ReadonlyMap<StepType, StepHandler>;
  messages: Pick<Messages, 'translate'>;
}

export interface DryRunRequest {
  definition: Definition;
  workflowId: number;
  organization: OrganizationFacts;
  trigger: JsonObject;
  triggerKind: string;
  /** What outputs are assumed of steps of these ids, in place of what they would give. */
  pinned?: JsonObject;
  approvals: AssumedAnswer;
  at: Date;
  signal: AbortSignal;
}

export interface DryStep {
  key: string;
  stepId: string;
  stepType: StepType;
  status: 'succeeded' | 'failed' | 'skipped';
  input: Json;
  output: Json;
  failure: StepFailure | null;
}

export interface DryRun {
  status: 'succeeded' | 'failed' | 'cancelled' | 'unfinished';
  output: Json;
  failure: StepFailure | null;
  steps: DryStep[];
}

const MOST_EVENTS = 5000;

/**
 * A run from beginning to end in which nothing happens: steps only say what they would do, waits pass at once, and
 * people answer as is assumed.
 */
export function createDryRun({ handlers, messages }: DryRunDeps) {
  async function preview(
    request: DryRunRequest,
    command: Execute,
    at: number,
  ): Promise<{ output: Json } | { failure: StepFailure }> {
    const { organization, workflowId, signal, pinned = {} } = request;
    const assumed = pinned[command.stepId];
    if (assumed !== undefined) return { output: assumed };
    const handler = handlers.get(command.stepType);
    const language = isLanguageCode(organization.language) ? organization.language : 'en';
    const say = (code: string) => messages.translate(language, `automation.failures.${code}`);
    if (!handler)
      return { failure: { code: 'step_type_missing', message: say('step_type_missing'), isRetryable: false } };
    try {
      const output = await handler.preview(command.parameters, {
        organizationId: organization.id,
        workflowId,
        runId: DRY_RUN,
        stepId: command.stepId,
        key: command.key,
        attempt: command.attempt,
        idempotencyKey: `${DRY_RUN}/${command.key}`,
        language,
        timeZone: organization.timeZone,
        now: new Date(at),
        signal,
      });
      return { output };
    } catch (error) {
      signal.throwIfAborted();
      return { failure: failureOf(error, (key, params) => messages.translate(language, key, params)) };
    }
  }

  return async function dryRun(request: DryRunRequest): Promise<DryRun> {
    const { definition, organization, trigger, triggerKind, workflowId, at } = request;
    const steps: DryStep[] = [];
    const simulation = await simulate(
      {
        definition,
        trigger: { kind: triggerKind, data: trigger },
        organization,
        run: { id: DRY_RUN, workflowId, startedAt: at.getTime() },
      },
      {
        async execute(command, moment) {
          const result = await preview(request, command, moment);
          steps.push(toStep(command, result));
          return result;
        },
        async approve(command) {
          const decision = assumedDecision(request.approvals);
          steps.push(
            toStep(
              { ...command, stepType: 'approval_request', parameters: command.request },
              { output: toJson(decision) },
            ),
          );
          return decision;
        },
      },
      { at: at.getTime(), limit: MOST_EVENTS },
    );
    for (const { command } of simulation.history) {
      if (command.kind !== 'note') continue;
      const { key, stepId, stepType, status, input, output, failure = null } = command;
      steps.push({ key, stepId, stepType, status, input, output, failure });
    }
    const { settled } = simulation;
    return {
      status: settled?.status ?? 'unfinished',
      output: settled?.output ?? null,
      failure: settled?.failure ?? null,
      steps,
    };
  };
}

type Execute = Extract<RunCommand, { kind: 'execute' }>;

const DRY_RUN = 'run_dry';

type Done = Pick<Execute, 'key' | 'stepId' | 'stepType' | 'parameters'>;

function toStep(
  { key, stepId, stepType, parameters }: Done,
  result: { output: Json } | { failure: StepFailure },
): DryStep {
  const about = { key, stepId, stepType, input: parameters };
  return 'output' in result
    ? { ...about, status: 'succeeded', output: result.output, failure: null }
    : { ...about, status: 'failed', output: null, failure: result.failure };
}

function assumedDecision(answer: AssumedAnswer): ApprovalDecision | null {
  return answer === 'none' ? null : { outcome: answer, deciders: [], comment: null, fields: {} };
}

const toJson = (decision: ApprovalDecision | null): Json => (decision ? { ...decision } : null);

type Say = (key: string, params?: ErrorParams) => string;

/** @throws what no author of a workflow can mend */
function failureOf(error: unknown, say: Say): StepFailure {
  if (error instanceof StepError) return { ...error.failure, isRetryable: false };
  if (!isAppError(error)) throw error;
  const message = say(`${error.namespace}.errors.${error.code}.detail`, error.params);
  return { code: error.code, message, isRetryable: false };
}
