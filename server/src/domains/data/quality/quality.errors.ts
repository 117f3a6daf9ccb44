import { defineErrors } from '../../../platform/errors.ts';

const faults = [
  'column_needed',
  'column_needless',
  'setting_missing',
  'setting_does_not_fit',
  'bounds_reversed',
] as const;
export type QualityFaultCode = (typeof faults)[number];

/** What can go wrong with rules about the quality of data. */
export const qualityErrors = defineErrors(
  'quality',
  {
    rule_invalid: { status: 422 },
    rule_not_found: { status: 404 },
    alert_not_found: { status: 404 },
    too_many_rules: { status: 409 },
  },
  { faults },
);
