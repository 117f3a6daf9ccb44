import type { Job, JobHandler, JobObserver } from '../jobs/job.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Streams } from './streams.ts';

interface JobSignalsDeps {
  streams: Streams;
  outbox: Outbox;
  handlers: ReadonlyMap<string, JobHandler>;
}

/** Between two of these the progress of a job is not told: nobody sees the difference. */
const LEAST_STEP = 0.01;
/** Jobs whose last message is remembered. */
const MOST_REMEMBERED = 1000;
const ends: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

/** Tells people how jobs go on by `job.progress`, and consumers of events how they ended. */
export function createJobSignals({ streams, outbox, handlers }: JobSignalsDeps): JobObserver {
  const told = new Map<string, Pick<Job, 'status' | 'phase' | 'progress'>>();

  /** Writes come twice a second; most say nothing new. */
  function isNews({ id, status, phase, progress }: Job): boolean {
    const last = told.get(id);
    const isNew =
      last === undefined ||
      last.status !== status ||
      last.phase !== phase ||
      Math.abs(last.progress - progress) >= LEAST_STEP;
    if (!isNew) return false;
    told.delete(id);
    if (!ends.has(status)) told.set(id, { status, phase, progress });
    const [oldest] = told.keys();
    if (told.size > MOST_REMEMBERED && oldest !== undefined) told.delete(oldest);
    return true;
  }

  return {
    async changed(db, organizationId, job) {
      if (ends.has(job.status)) {
        const { id, kind, subject, status, result, error } = job;
        await outbox.append(db, organizationId, {
          type: `job_${status}`,
          subject: { kind: 'job', id },
          data: { job_id: id, kind, subject, result, error },
        });
      }
      if (!isNews(job)) return;
      await streams.send(db, organizationId, {
        userId: null,
        permission: handlers.get(job.kind)?.readPermission ?? 'tenancy:manage',
        type: 'job.progress',
        fields: { ...job },
        replaces: `job ${job.id}`,
      });
    },
  };
}
