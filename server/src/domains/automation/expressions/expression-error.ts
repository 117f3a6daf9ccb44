import type { ErrorParams } from '../../../platform/errors.ts';

/** Why an expression could not be read; texts are `workflow.faults.<code>`. */
export type ExpressionFaultCode =
  | 'path_invalid'
  | 'template_invalid'
  | 'template_too_long'
  | 'tag_too_long'
  | 'formula_invalid'
  | 'formula_too_long'
  | 'pattern_invalid'
  | 'pattern_too_long';

/** Why an expression gave nothing; texts are `workflow.failures.<code>`. */
export type ExpressionFailureCode =
  | 'variable_missing'
  | 'template_failed'
  | 'template_too_costly'
  | 'formula_failed'
  | 'formula_too_costly'
  | 'formula_not_boolean'
  | 'pattern_text_too_long';

/** An expression that cannot be read (a fault of the definition). */
export class ExpressionFault extends Error {
  override readonly name = 'ExpressionFault';
  readonly code: ExpressionFaultCode;
  readonly params: ErrorParams;

  constructor(code: ExpressionFaultCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** An expression that could be read and yet gives nothing here (a failure of the run). */
export class ExpressionFailure extends Error {
  override readonly name = 'ExpressionFailure';
  readonly code: ExpressionFailureCode;
  readonly params: ErrorParams;

  constructor(code: ExpressionFailureCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

const LONGEST_EXCERPT = 60;

/** The beginning of what is wrong, short enough for a sentence. */
export const excerpt = (text: string): string =>
  text.length > LONGEST_EXCERPT ? `${text.slice(0, LONGEST_EXCERPT)}…` : text;
