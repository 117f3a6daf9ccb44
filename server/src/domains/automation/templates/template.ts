import type { ErrorParams } from '../../../platform/errors.ts';
import type { JsonObject } from '../expressions/scope.ts';

/** A text of the catalogue in the reader's language. */
export type Say = (key: string, params?: ErrorParams) => string;

/** A workflow as somebody would write it, to begin from. */
export interface WorkflowTemplate {
  key: string;
  /** Keys of the catalogue. */
  name: string;
  description: string;
  /** Without name and description. Null stands where something has to be chosen first. */
  define(say: Say): Readonly<Record<string, unknown>>;
  /** What is best looked at before it is made. */
  parameters: readonly TemplateParameter[];
  /** What could start it: a trigger to try it with. */
  example: JsonObject;
}

export interface TemplateParameter {
  name: string;
  kind: 'model' | 'email' | 'number';
  /** A key of the catalogue. */
  label: string;
  /** The place in the definition. */
  pointer: string;
  /** Of a model. */
  modelType?: string;
}
