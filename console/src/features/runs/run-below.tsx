import type { RunDetails } from '../../api/types.ts';
import { StartCard } from './start-card.tsx';
import { StepPanel } from './step-panel.tsx';
import type { TimelineRow } from './timeline.ts';

interface RunBelowProps {
  run: RunDetails;
  row: TimelineRow | undefined;
  organization: string;
}

/** What stands below the timeline: the step that was chosen, and what started the run. */
export function RunBelow({ run, row, organization }: RunBelowProps) {
  return (
    <div className="run-below">
      {row && <StepPanel run={run} row={row} organization={organization} />}
      <StartCard run={run} organization={organization} />
    </div>
  );
}
