import { defineErrors } from '../../platform/errors.ts';
import { definitionFaultCodes } from './definition/definition-faults.ts';

/** What can go wrong with workflows, their schedules, approvals and back-tests. What a definition lacks says its reader. */
export const automationErrors = defineErrors(
  'automation',
  {
    workflow_not_found: { status: 404 },
    workflow_invalid: { status: 422 },
    workflow_name_taken: { status: 409 },
    workflow_not_published: { status: 409 },
    workflow_inactive: { status: 409 },
    workflow_frozen: { status: 403 },
    workflow_in_use: { status: 409 },
    workflow_version_not_found: { status: 404 },
    error_workflow_unfit: { status: 422 },
    conditions_not_met: { status: 422 },
    workflow_not_scheduled: { status: 409 },
    tick_range_invalid: { status: 422 },
    too_many_ticks: { status: 422 },
    step_not_found: { status: 404 },
    approval_not_found: { status: 404 },
    approval_not_open: { status: 409 },
    approval_not_asked: { status: 403 },
    approval_own_run: { status: 403 },
    approval_already_given: { status: 409 },
    approval_fields_invalid: { status: 422 },
    approval_link_not_found: { status: 404 },
    backtest_not_found: { status: 404 },
    backtest_range_invalid: { status: 422 },
    backtest_stopped: { status: 409 },
  },
  { faults: [...definitionFaultCodes, 'form_field_missing', 'form_field_unfit', 'form_field_unknown'] },
);
