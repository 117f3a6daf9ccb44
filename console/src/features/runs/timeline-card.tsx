import { getRouteApi } from '@tanstack/react-router';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { TimelineRow } from './timeline.ts';
import { Timeline } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { createTimeScale } from './time-scale.ts';

const route = getRouteApi('/o/$organization/runs/$runId');

interface TimelineCardProps {
  run: RunDetails;
  rows: readonly TimelineRow[];
  span: { from: number; to: number };
  /** The key of the step that is shown below. */
  chosen: string | null;
}

/** The steps of a run along its time, as a picture or as a table. */
export function TimelineCard({ run, rows, span, chosen }: TimelineCardProps) {
  const { t } = useMessages();
  const { view, scale: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const busy = rows.flatMap(({ bars }) => bars.filter(({ kind }) => kind === 'work' || kind === 'failed'));
  const folded = createTimeScale(span, busy, true);
  const scale = wanted === 'true' ? createTimeScale(span, busy, false) : folded;
  const isTable = view === 'table';
  const go = (change: { view?: 'table' | undefined; scale?: 'true' | undefined }): void =>
    void navigate({ search: (now) => present({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <Card
      title={t('consoleRuns.timeline.title')}
      className="timeline-card"
      flush={isTable}
      aside={
        <>
          {folded.isFolded && !isTable && (
            <Segments
              small
              label={t('consoleRuns.timeline.scale')}
              value={wanted === 'true' ? 'true' : 'folded'}
              options={[
                { value: 'folded', label: t('consoleRuns.timeline.folded') },
                { value: 'true', label: t('consoleRuns.timeline.trueScale') },
              ]}
              onChange={(value) => go({ scale: value === 'true' ? 'true' : undefined })}
            />
          )}
          <Segments
            small
            label={t('consoleRuns.timeline.view')}
            value={isTable ? 'table' : 'picture'}
            options={[
              { value: 'picture', label: t('consoleRuns.timeline.picture') },
              { value: 'table', label: t('consoleRuns.timeline.table') },
            ]}
            onChange={(value) => go({ view: value === 'table' ? 'table' : undefined })}
          />
        </>
      }
    >
      {isTable ? (
        <TimelineTable rows={rows} chosen={chosen} />
      ) : (
        <Timeline run={run} rows={rows} scale={scale} span={span} chosen={chosen} />
      )}
    </Card>
  );
}
