import { defineErrors } from '../../../platform/errors.ts';

/** Why a script of a workflow gave nothing. What 5xx or 429 stands at may go otherwise another time. */
export const scriptErrors = defineErrors('scripts', {
  script_invalid: { status: 422 },
  script_failed: { status: 422 },
  script_too_slow: { status: 422 },
  script_out_of_memory: { status: 422 },
  script_never_settled: { status: 422 },
  script_output_not_json: { status: 422 },
  script_output_too_large: { status: 422 },
  script_input_too_large: { status: 422 },
  scripts_busy: { status: 429 },
  script_thread_lost: { status: 503 },
});
