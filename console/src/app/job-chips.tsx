import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { activeJobsQuery } from '../api/jobs.ts';
import type { Job } from '../api/types.ts';
import type { MessageKey } from '../lib/messages/message-keys.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { ProgressRing } from '../ui/progress.tsx';

const mostShown = 2;

/** Work that goes on on the server, wherever the reader is. */
export function JobChips() {
  const { t } = useMessages();
  const jobs = useQuery(activeJobsQuery).data ?? [];
  if (jobs.length === 0) return null;
  return (
    <ul className="row wide-only" aria-label={t('console.jobs.running')}>
      {jobs.slice(0, mostShown).map((job) => (
        <li key={job.id}>
          <JobLink job={job}>
            <JobChip job={job} />
          </JobLink>
        </li>
      ))}
      {jobs.length > mostShown && (
        <li className="small faint">{t('console.jobs.more', { count: jobs.length - mostShown })}</li>
      )}
    </ul>
  );
}

function JobChip({ job }: { job: Job }) {
  const { t, rich, format } = useMessages();
  return (
    <>
      <ProgressRing share={job.progress} />
      <span className="truncate job-name">{rich(nameOf(job), { name: job.subject.name })}</span>
      <b className="num semibold">{format.percent(job.progress)}</b>
      {job.eta_seconds !== null && job.eta_seconds >= 1 && (
        <span className="num">{t('console.jobs.left', { time: format.duration(job.eta_seconds) })}</span>
      )}
    </>
  );
}

function nameOf({ kind, subject }: Job): MessageKey {
  if (subject.kind === 'model') return 'console.jobs.trainingOf';
  if (subject.kind === 'import') return 'console.jobs.importOf';
  if (kind === 'sample') return 'console.jobs.sample';
  return kind === 'predictive_analysis' ? 'console.jobs.analysis' : 'console.jobs.other';
}

function JobLink({ job, children }: { job: Job; children: ReactNode }) {
  const { organization = '' } = useParams({ strict: false });
  const { subject } = job;
  const id = String(subject.id);
  if (subject.kind === 'model') {
    return (
      <Link
        className="job"
        to="/o/$organization/models/$modelId"
        params={{ organization, modelId: id }}
        search={{ job: job.id }}
      >
        {children}
      </Link>
    );
  }
  if (subject.kind === 'organization') {
    return (
      <Link
        className="job"
        to="/o/$organization"
        params={{ organization }}
        search={job.kind === 'sample' ? { sample: job.id } : {}}
      >
        {children}
      </Link>
    );
  }
  return (
    <Link className="job" to="/o/$organization/imports/$importId" params={{ organization, importId: id }}>
      {children}
    </Link>
  );
}
