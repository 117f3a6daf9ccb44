import { defineErrors } from '../../../platform/errors.ts';

export const watchErrors = defineErrors(
  'watch',
  {
    monitoring_off: { status: 409 },
    retraining_policy_invalid: { status: 422 },
  },
  { faults: ['schedule_invalid', 'metric_does_not_fit'] },
);
