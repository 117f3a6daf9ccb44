import { defineErrors } from '../../platform/errors.ts';

/** What can go wrong with predictive analytics. */
export const predictiveErrors = defineErrors(
  'predictive',
  {
    analysis_not_found: { status: 404 },
    analysis_stopped: { status: 409 },
    parameters_invalid: { status: 422 },
    data_missing: { status: 422 },
    column_unfit: { status: 422 },
    data_too_small: { status: 422 },
    too_many_groups: { status: 422 },
    several_currencies: { status: 422 },
  },
  {
    faults: ['horizon_too_long', 'scenario_empty', 'promotion_outside', 'hours_reversed'],
  },
);
