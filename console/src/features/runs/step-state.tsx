import type { LucideIcon } from 'lucide-react';
import { Check, Hourglass, LoaderCircle, Minus, SkipForward, X } from 'lucide-react';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { RowState } from './timeline.ts';

const icons: Record<RowState, LucideIcon> = {
  succeeded: Check,
  failed: X,
  skipped: SkipForward,
  working: LoaderCircle,
  waiting: Hourglass,
  ahead: Minus,
};

/** How a step stands, as a sign; the word is there for those who do not see it. */
export function StepStateIcon({ state }: { state: RowState }) {
  const { t } = useMessages();
  return (
    <span className={classNames('step-state', `step-state-${state}`)}>
      <Icon as={icons[state]} size={14} spin={state === 'working'} />
      <span className="hidden-visually">{t(`consoleRuns.step.${state}`)}</span>
    </span>
  );
}
