import type { ErrorParams } from '../../../platform/errors.ts';
import { isLanguageCode } from '../../../platform/messages/languages.ts';
import { createMessages, type Messages } from '../../../platform/messages/messages.ts';
import { ExpressionFailure, type ExpressionFailureCode } from '../expressions/expression-error.ts';
import type { JsonObject } from '../expressions/scope.ts';
import type { StepFailure } from './protocol.ts';

/** What the interpreter itself may find wrong. */
export type InterpreterFailureCode =
  | ExpressionFailureCode
  | 'parameters_invalid'
  | 'delay_until_invalid'
  | 'loop_not_a_list'
  | 'loop_too_long'
  | 'loop_results_too_large'
  | 'approval_rejected'
  | 'approval_expired'
  | 'step_timed_out'
  | 'run_timed_out'
  | 'too_many_steps'
  | 'step_gone';

let messages: Messages | undefined;

/** A failure in the organization's language. Trying again would come to the same. */
export function failureOf(code: InterpreterFailureCode, params: ErrorParams, organization: JsonObject): StepFailure {
  // The catalogues are part of the program: reading them is no look at the world.
  messages ??= createMessages({ onFault: () => undefined });
  const { language } = organization;
  const message = messages.translate(isLanguageCode(language) ? language : 'en', `automation.failures.${code}`, params);
  return { code, message, isRetryable: false };
}

/** What an expression has thrown, as a failure of its step. @throws anything else */
export function failureFrom(error: unknown, organization: JsonObject): StepFailure {
  if (error instanceof ExpressionFailure) return failureOf(error.code, error.params, organization);
  if (error instanceof StepProblem) return failureOf(error.code, error.params, organization);
  throw error;
}

/** A step that cannot be done as it stands. */
export class StepProblem extends Error {
  override readonly name = 'StepProblem';
  readonly code: InterpreterFailureCode;
  readonly params: ErrorParams;

  constructor(code: InterpreterFailureCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
