import { defineErrors } from '../errors.ts';

export const jobErrors = defineErrors('platform', {
  job_not_found: { status: 404 },
  job_failed: { status: 500 },
  job_timed_out: { status: 500 },
  job_lost: { status: 500 },
  job_finished: { status: 409 },
  too_many_jobs: { status: 429, headers: () => ({ 'retry-after': '60' }) },
});
