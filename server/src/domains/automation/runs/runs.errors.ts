import { defineErrors } from '../../../platform/errors.ts';

export const runErrors = defineErrors('runs', {
  run_not_found: { status: 404 },
  run_over: { status: 409 },
  run_not_over: { status: 409 },
  run_not_retryable: { status: 409 },
});
