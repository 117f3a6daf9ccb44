import type { Definition } from '../../src/domains/automation/definition/definition.ts';
import type { Json, RunCommand, RunEvent, StepFailure } from '../../src/domains/automation/interpreter/protocol.ts';
import type { Interpreter, RunState } from '../../src/domains/automation/runs/run.ts';

/** One thing after the other: enough of a workflow to try the engine with, whatever the interpreter proper can do. */
export type TinyStep =
  | {
      do: 'script';
      parameters?: { [name: string]: Json };
      attempts?: number;
      backoffMs?: number;
      timeoutSeconds?: number;
    }
  | { do: 'wait'; ms: number }
  | { do: 'ask' }
  | { do: 'throw' };

interface TinyState extends RunState {
  status: RunState['status'];
  at: number;
  outputs: Json[];
  /** A step ended while the run was paused. */
  isHeld?: boolean;
}

/** @param concurrency of the workflow's own */
export const tinyDefinition = (steps: readonly TinyStep[], concurrency: number | null = null): Definition =>
  ({ workflow_name: 'Tiny', workflow_steps: steps, settings: { timeout_seconds: null, concurrency } }) as never;

const stepsOf = (definition: Definition) => definition.workflow_steps as unknown as TinyStep[];

export const tinyInterpreter: Interpreter = {
  begin: () => ({ status: 'running', at: -1, outputs: [] }) as TinyState,
  rewind: (definition, state, where) => {
    const { at } = state as TinyState;
    if (typeof where === 'object') {
      const index = Number(where.key.slice(1));
      return index < stepsOf(definition).length ? ({ ...state, status: 'running', at: index - 1 } as TinyState) : null;
    }
    return { ...state, status: 'running', at: where === 'start' ? -1 : at - 1 } as TinyState;
  },
  advance(definition, before, event) {
    const state = { ...(before as TinyState) };
    const commands: RunCommand[] = [];
    const steps = stepsOf(definition);
    const enterNext = () => {
      state.at += 1;
      enter(state, steps, event, commands);
    };
    const next = (output: Json) => {
      state.outputs = [...state.outputs, output];
      if (state.status === 'paused') state.isHeld = true;
      else enterNext();
    };
    const key = `s${state.at}`;
    if (state.status !== 'running' && state.status !== 'paused') return { state: before, commands };
    switch (event.kind) {
      case 'started':
        enterNext();
        break;
      case 'step_succeeded':
        if (event.key === key) next(event.output);
        break;
      case 'timer_fired':
        if (event.key === key) next('waited');
        break;
      case 'approval_decided':
        if (event.key === key) next(event.decision.outcome);
        break;
      case 'step_failed': {
        if (event.key !== key) break;
        const step = steps[state.at];
        const { attempts = 1, backoffMs = 0 } = step?.do === 'script' ? step : {};
        if (event.failure.isRetryable && event.attempt < attempts) {
          commands.push(execute(state.at, step, event.attempt + 1, event.at + backoffMs));
        } else settle(state, commands, 'failed', event.failure);
        break;
      }
      case 'cancelled':
        settle(state, commands, 'cancelled');
        break;
      case 'paused':
        state.status = 'paused';
        break;
      case 'resumed':
        state.status = 'running';
        if (state.isHeld === true) {
          state.isHeld = false;
          enterNext();
        }
        break;
    }
    return { state, commands };
  },
};

function enter(state: TinyState, steps: readonly TinyStep[], { at }: RunEvent, commands: RunCommand[]): void {
  const step = steps[state.at];
  const key = `s${state.at}`;
  if (!step) settle(state, commands, 'succeeded');
  else if (step.do === 'throw') throw new Error('planted');
  else if (step.do === 'wait') commands.push({ kind: 'set_timer', key, at: at + step.ms });
  else if (step.do === 'ask') commands.push({ kind: 'ask_approval', key, stepId: key, request: { title: 'May I?' } });
  else commands.push(execute(state.at, step, 1, at));
}

function execute(index: number, step: TinyStep | undefined, attempt: number, notBefore: number): RunCommand {
  const { parameters = {}, timeoutSeconds = 30 } = step?.do === 'script' ? step : {};
  const key = `s${index}`;
  return { kind: 'execute', key, stepId: key, stepType: 'script', attempt, parameters, timeoutSeconds, notBefore };
}

function settle(
  state: TinyState,
  commands: RunCommand[],
  status: 'succeeded' | 'failed' | 'cancelled',
  failure?: StepFailure,
): void {
  state.status = status;
  commands.push({ kind: 'settle', status, output: state.outputs, ...(failure ? { failure } : {}) });
}
