import { getRouteApi } from '@tanstack/react-router';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/note.tsx';
import { Segments } from '../../ui/segments.tsx';
import { AskedLink } from './asked-link.tsx';
import { AttemptsTable } from './attempts-table.tsx';
import { RetryHere } from './retry-here.tsx';
import { InputAndOutput } from './step-data.tsx';
import { StepName } from './step-name.tsx';
import { StepStateIcon } from './step-state.tsx';
import type { TimelineRow } from './timeline.ts';
import { typeOf } from './timeline-chart.tsx';

const route = getRouteApi('/o/$organization/runs/$runId');

interface StepPanelProps {
  run: RunDetails;
  row: TimelineRow;
  organization: string;
}

/** One step: what it was given, what it gave, how often it was tried. */
export function StepPanel({ run, row, organization }: StepPanelProps) {
  const { t } = useMessages();
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const last = row.attempts.at(-1);
  const isTries = show === 'tries' && row.attempts.length > 0;
  return (
    <Card
      className="step-panel"
      title={
        <span className="row">
          <StepStateIcon state={row.state} />
          <StepName row={row} />
        </span>
      }
      subtitle={t(`consoleRuns.type.${typeOf(row.type)}`)}
      aside={
        row.attempts.length > 0 && (
          <Segments
            small
            label={t('consoleRuns.panel.show')}
            value={isTries ? 'tries' : 'data'}
            options={[
              { value: 'data', label: t('consoleRuns.panel.data') },
              { value: 'tries', label: t('consoleRuns.panel.tries', { count: row.attempts.length }) },
            ]}
            onChange={(value) =>
              void navigate({
                search: (now) =>
                  present({ ...now, step: row.key, show: value === 'tries' ? ('tries' as const) : undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        )
      }
    >
      <div className="stack">
        {last?.failure && (
          <Note tone="bad" title={last.failure.message}>
            <p className="small mono">{last.failure.code}</p>
          </Note>
        )}
        {row.type === 'approval_request' && <AskedLink runId={run.id} stepKey={row.key} organization={organization} />}
        {last === undefined ? (
          <p className="secondary">{t(`consoleRuns.panel.${row.standing === null ? 'notReached' : 'underWay'}`)}</p>
        ) : isTries ? (
          <AttemptsTable attempts={row.attempts} />
        ) : (
          <InputAndOutput attempt={last} />
        )}
        {run.finished_at !== null && row.attempts.length > 0 && <RetryHere run={run} row={row} />}
      </div>
    </Card>
  );
}
