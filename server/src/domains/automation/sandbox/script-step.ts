import { hash } from 'node:crypto';
import { parseJsonBody } from '../../../http/json-body.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { ParametersOf } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';
import type { StepContext, StepHandler } from '../steps/step-handler.ts';
import type { ScriptLimits, ScriptOutcome } from './script-job.ts';
import { ScriptThreadError, type ScriptThreads } from './script-threads.ts';
import { scriptErrors } from './scripts.errors.ts';

const TIME_MS = 1000;
const MAX_INPUT_BYTES = 1024 * 1024;
const MAX_OUTPUT_BYTES = 256 * 1024;
const MAX_LOG_BYTES = 16 * 1024;

/** The step `script`: it touches nothing outside, so to try it is to do it. */
export function createScriptStep(threads: ScriptThreads): StepHandler {
  async function evaluate(given: object, context: StepContext): Promise<Json> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine checks them by the step's schema
    const { source, input, memory_limit_mb: memoryMb } = given as ParametersOf<'script'>;
    const text = JSON.stringify(input);
    if (Buffer.byteLength(text) > MAX_INPUT_BYTES) {
      throw scriptErrors.script_input_too_large({ limit_kb: MAX_INPUT_BYTES / 1024 });
    }
    const limits = {
      timeMs: TIME_MS,
      memoryBytes: memoryMb * 2 ** 20,
      outputBytes: MAX_OUTPUT_BYTES,
      logBytes: MAX_LOG_BYTES,
    };
    // Another attempt of the same step sees the same numbers.
    const seed = BigInt(`0x${hash('sha256', context.idempotencyKey).slice(0, 12)}`);
    const job = { source, input: text, nowMs: context.now.getTime(), seed, limits };
    const outcome = await threads.run(context.organizationId, job, context.signal).catch((cause: unknown) => {
      if (!(cause instanceof ScriptThreadError)) throw cause;
      throw cause.reason === 'busy' ? scriptErrors.scripts_busy() : scriptErrors.script_thread_lost({}, { cause });
    });
    for (const line of outcome.logs) context.log?.(line);
    return readOutcome(outcome, limits);
  }

  return {
    type: 'script',
    run: async (parameters, context) => ({ output: await evaluate(parameters, context) }),
    preview: evaluate,
  };
}

function readOutcome(outcome: ScriptOutcome, limits: ScriptLimits): Json {
  switch (outcome.kind) {
    case 'returned':
      return readOutput(outcome.output);
    case 'threw':
      throw scriptErrors.script_failed(reasonOf(outcome));
    case 'invalid':
      throw scriptErrors.script_invalid(reasonOf(outcome));
    case 'never_settled':
      throw scriptErrors.script_never_settled();
    case 'not_json':
      throw scriptErrors.script_output_not_json({ reason: outcome.message });
    case 'too_large':
      throw scriptErrors.script_output_too_large({ limit_kb: limits.outputBytes / 1024 });
    case 'out_of_memory':
      throw scriptErrors.script_out_of_memory({ limit_mb: limits.memoryBytes / 2 ** 20 });
    case 'too_slow':
    default:
      throw scriptErrors.script_too_slow({ limit_ms: limits.timeMs });
  }
}

/** As strictly as what comes from outside: too deep, or not to be stored, is no output. */
function readOutput(text: string): Json {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON was read
    return parseJsonBody(text) as Json;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw scriptErrors.script_output_not_json({ reason: error.code }, { cause: error });
  }
}

function reasonOf({ message, line }: { message: string; line: number | null }) {
  return { reason: message, place: line === null ? 'unknown' : 'known', line: line ?? 0 };
}
