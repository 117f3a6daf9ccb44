import type { AppError, ErrorParams } from '../../../platform/errors.ts';
import { isLanguageCode, type LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { StepFailure } from '../interpreter/protocol.ts';

/** What the engine itself can say of a failure; the texts are `runs.failures.<code>`. */
export type FailureCode =
  | 'output_too_large'
  | 'run_broken'
  | 'run_not_storable'
  | 'step_broken'
  | 'step_lost'
  | 'step_timed_out'
  | 'step_type_missing'
  | 'workflow_gone';

/** Failures in the language of an organization. None of them is retried unless its author says so. */
export interface FailureWords {
  (code: FailureCode, params?: ErrorParams): StepFailure;
  ofAppError(error: AppError): StepFailure;
}

/** A failure names so many of the faults of an input. */
const MOST_FAULTS = 3;

export function createFailureWords(messages: Messages, language: string): FailureWords {
  const code: LanguageCode = isLanguageCode(language) ? language : 'en';
  const say = (name: FailureCode, params: ErrorParams = {}): StepFailure => ({
    code: name,
    message: messages.translate(code, `runs.failures.${name}`, params),
    isRetryable: false,
  });
  return Object.assign(say, {
    ofAppError({ namespace, code: name, params, status, faults }: AppError): StepFailure {
      const detail = messages.translate(code, `${namespace}.errors.${name}.detail`, params);
      const told = faults
        .slice(0, MOST_FAULTS)
        .map((fault) => messages.translate(code, `${namespace}.faults.${fault.code}`, fault.params ?? {}));
      return {
        code: name,
        message: [detail, ...told].join(' '),
        // Too many requests, or something that is away.
        isRetryable: status === 429 || status >= 500,
      };
    },
  });
}
