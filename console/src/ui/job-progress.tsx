import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { cancelJob, jobQuery } from '../api/jobs.ts';
import type { Job } from '../api/types.ts';
import { classNames } from '../lib/class-names.ts';
import type { MessageKey } from '../lib/messages/message-keys.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { Icon } from './icon.tsx';
import { ProgressBar, ProgressRing } from './progress.tsx';
import './job-progress.css';

const phases = {
  import: ['reading', 'checking', 'writing', 'finishing'],
  training: ['reading', 'preparing', 'fitting', 'validating', 'saving'],
} as const;

type JobKind = keyof typeof phases;
type Phase = (typeof phases)[JobKind][number];

interface JobProgressProps {
  job: Job;
  kind: JobKind;
  title: ReactNode;
  cancelLabel: string;
}

/** A running job: its phases in words, how far it is, how long it will take, and the way to stop it. */
export function JobProgress({ job, kind, title, cancelLabel }: JobProgressProps) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSuccess: (cancelled) => queryClient.setQueryData(jobQuery(job.id).queryKey, cancelled),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const names: readonly Phase[] = phases[kind];
  const current = names.findIndex((name) => name === job.phase);

  return (
    <section className="card job-card" aria-label={t(`console.jobs.${kind}`)}>
      <div className="row">
        <h2 className="job-title">{title}</h2>
        <span className="push-end">
          <Chip tone="accent" icon={Clock}>
            <span className="num">
              {job.eta_seconds === null
                ? t('console.jobs.estimating')
                : t('console.jobs.aboutLeft', { time: format.duration(Math.max(1, job.eta_seconds)) })}
            </span>
          </Chip>
        </span>
      </div>
      <output className="hidden-visually">{job.phase_text}</output>
      <ol className="job-phases">
        {names.map((name, index) => (
          <PhaseRow key={name} name={name} state={stateOf(index, current)} number={index + 1} job={job} />
        ))}
      </ol>
      <ProgressBar share={job.progress} label={t(`console.jobs.${kind}`)} />
      <div className="row row-wrap small faint">
        <span>{t('console.jobs.leave')}</span>
        <span className="push-end">
          <Button kind="quiet" size="small" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {cancelLabel}
          </Button>
        </span>
      </div>
    </section>
  );
}

type PhaseState = 'done' | 'current' | 'ahead';

function stateOf(index: number, current: number): PhaseState {
  if (index < current) return 'done';
  return index === current ? 'current' : 'ahead';
}

interface PhaseRowProps {
  name: Phase;
  state: PhaseState;
  number: number;
  job: Job;
}

function PhaseRow({ name, state, number, job }: PhaseRowProps) {
  const { t, format } = useMessages();
  const title: MessageKey = `console.phase.${name}`;
  return (
    <li
      className={classNames('job-phase', `job-phase-${state}`)}
      aria-current={state === 'current' ? 'step' : undefined}
    >
      <span className="step-mark num">
        {state === 'done' && <Icon as={Check} size={14} />}
        {state === 'current' && <ProgressRing share={job.progress} size={24} />}
        {state === 'ahead' && format.integer(number)}
      </span>
      <span className="grow">
        <span className="job-phase-title">{t(title)}</span>
      </span>
      {state === 'current' && <span className="small faint num">{format.percent(job.progress)}</span>}
    </li>
  );
}
