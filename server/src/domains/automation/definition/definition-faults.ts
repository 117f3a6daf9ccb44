import type { Fault } from '../../../platform/errors.ts';

/** What may be wrong with a definition; the texts are `automation.faults.<code>`. */
export const definitionFaultCodes = [
  'field_missing',
  'field_unknown',
  'field_unknown_near',
  'field_not_of_type',
  'one_of_fields',
  'some_of_fields',
  'wrong_kind',
  'number_out_of_range',
  'text_length',
  'list_length',
  'not_one_of',
  'name_invalid',
  'id_repeated',
  'name_reserved',
  'goto_unfit',
  'step_zero',
  'condition_incomplete',
  'operator_value',
  'too_deep',
  'too_many_steps',
  'definition_too_large',
  'cron_invalid',
  'time_zone_unknown',
  'path_invalid',
  'template_invalid',
  'template_too_long',
  'tag_too_long',
  'formula_invalid',
  'formula_too_long',
  'pattern_invalid',
  'pattern_too_long',
] as const;
export type DefinitionFaultCode = (typeof definitionFaultCodes)[number];
export type DefinitionFault = Fault<DefinitionFaultCode>;

/** A JSON pointer one step further. */
export const pointTo = (pointer: string, name: string | number): string =>
  `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
