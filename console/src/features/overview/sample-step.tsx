import { Check, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressRing } from '../../ui/progress.tsx';

interface StepRowProps {
  number: number;
  step: { state: 'ahead' | 'running' | 'done' | 'failed'; share: number };
  title: string;
  children: ReactNode;
}

/** One of the steps on the way to a first forecast. */
export function StepRow({ number, step: { state, share }, title, children }: StepRowProps) {
  const { format } = useMessages();
  return (
    <li
      className={classNames(
        'job-phase',
        state === 'running' && 'job-phase-current',
        state === 'done' && 'job-phase-done',
      )}
      aria-current={state === 'running' ? 'step' : undefined}
    >
      <span className="step-mark num">
        {state === 'done' && <Icon as={Check} size={14} />}
        {state === 'failed' && <Icon as={CircleX} size={14} />}
        {state === 'running' && <ProgressRing share={share} size={24} />}
        {state === 'ahead' && format.integer(number)}
      </span>
      <span className="grow stack-small">
        <span className="job-phase-title">{title}</span>
        <span className="small secondary">{children}</span>
      </span>
      {state === 'running' && <span className="small faint num">{format.percent(share)}</span>}
    </li>
  );
}
