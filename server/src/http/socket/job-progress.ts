import type { Job } from '../../platform/jobs/job.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { describeJob } from '../jobs.routes.ts';
import type { Render } from './render.ts';

/** `job.progress`: the job as `GET /jobs/{id}` shows it, in `data`. */
export function createJobRenderer(messages: Messages): Render {
  return (fields, language) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by job-signals alone, whose fields are a job's
    const job = fields as unknown as Job;
    return { data: describeJob(withDates(job), language, messages) };
  };
}

const dateOf = (date: Date | null) => (date === null ? null : new Date(date));

/** The message is kept as JSON, which knows no dates. */
function withDates(job: Job): Job {
  return {
    ...job,
    createdAt: new Date(job.createdAt),
    runAt: dateOf(job.runAt),
    startedAt: dateOf(job.startedAt),
    finishedAt: dateOf(job.finishedAt),
  };
}
