import { defineErrors } from '../../../platform/errors.ts';

/** How a step that asks another system can fail, beside what keeps the request from being answered at all. */
export const callErrors = defineErrors('calls', {
  call_failed: { status: 422 },
  call_failed_for_now: { status: 503 },
  answer_field_missing: { status: 422 },
});
