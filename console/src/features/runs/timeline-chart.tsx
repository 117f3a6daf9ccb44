import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { RunDetails } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import type { Format } from '../../lib/format.ts';
import { stepTypes } from '../../api/definition.generated.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { RowLabel } from './row-label.tsx';
import { StepName } from './step-name.tsx';
import { StepStateIcon } from './step-state.tsx';
import { writeSpan } from './span.ts';
import type { Bar, TimelineRow } from './timeline.ts';
import type { TimeScale } from './time-scale.ts';

interface TimelineProps {
  run: RunDetails;
  rows: readonly TimelineRow[];
  scale: TimeScale;
  span: { from: number; to: number };
  chosen: string | null;
}

const kinds = ['work', 'failed', 'wait', 'pause'] as const;

/** One row a step; time runs from left to right, whichever way the text runs. */
export function Timeline({ rows, scale, span, chosen }: TimelineProps) {
  const { t } = useMessages();
  const present = kinds.filter((kind) => rows.some(({ bars }) => bars.some((bar) => bar.kind === kind)));
  const hasOthers = rows.some(({ isCritical, bars }) => !isCritical && bars.some(({ kind }) => kind !== 'within'));
  return (
    <>
      <ul className="timeline-legend small secondary">
        {present.map((kind) => (
          <li key={kind}>
            <span className={`timeline-bar timeline-${kind} timeline-sample`} />
            {t(`consoleRuns.bar.${kind}`)}
          </li>
        ))}
        {hasOthers && (
          <li>
            <span className="timeline-critical timeline-sample" />
            {t('consoleRuns.figure.longest')}
          </li>
        )}
      </ul>
      <Axis scale={scale} span={span} />
      <ol className="timeline">
        {rows.map((row) => (
          <Row key={row.key} row={row} scale={scale} isChosen={row.key === chosen} marksCritical={hasOthers} />
        ))}
      </ol>
    </>
  );
}

interface RowProps {
  row: TimelineRow;
  scale: TimeScale;
  isChosen: boolean;
  marksCritical: boolean;
}

function Row({ row, scale, isChosen, marksCritical }: RowProps) {
  const { t } = useMessages();
  const isHolder = row.type === 'branch' || row.type === 'turn';
  return (
    <li
      className={classNames(
        'timeline-row',
        isChosen && 'timeline-chosen',
        row.state === 'failed' && !isHolder && 'timeline-row-failed',
        row.state === 'ahead' && 'timeline-row-ahead',
      )}
    >
      <span className="timeline-name" style={depthStyle(row.depth)}>
        <StepStateIcon state={row.state} />
        {isHolder ? (
          <span className="truncate faint">
            <StepName row={row} />
          </span>
        ) : (
          <Link
            from="/o/$organization/runs/$runId"
            search={(now) => ({ ...now, step: row.key })}
            className="timeline-link truncate"
            {...(isChosen && { 'aria-current': 'true' as const })}
            replace
            resetScroll={false}
          >
            <StepName row={row} />
          </Link>
        )}
      </span>
      <span className="timeline-type small faint truncate">{t(`consoleRuns.type.${typeOf(row.type)}`)}</span>
      <span className="timeline-track">
        {row.bars.map((bar, place) => (
          // Bars never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={place} className={`timeline-bar timeline-${bar.kind}`} style={barStyle(bar, scale)} />
        ))}
        {marksCritical && row.isCritical && <CriticalLine row={row} scale={scale} />}
        <RowLabel row={row} scale={scale} />
      </span>
    </li>
  );
}

function CriticalLine({ row, scale }: { row: TimelineRow; scale: TimeScale }) {
  const { t } = useMessages();
  const from = Math.min(...row.bars.map((bar) => bar.from));
  const to = Math.max(...row.bars.map((bar) => bar.to));
  return (
    <span className="timeline-critical" style={barStyle({ from, to }, scale)}>
      <span className="hidden-visually">{t('consoleRuns.figure.longest')}</span>
    </span>
  );
}

const lineTypes = [...stepTypes, 'branch', 'turn'] as const;

export const typeOf = (type: string): (typeof lineTypes)[number] => lineTypes.find((each) => each === type) ?? 'script';

function barStyle({ from, to }: Pick<Bar, 'from' | 'to'>, scale: TimeScale): CSSProperties {
  const begins = scale.place(from);
  return { insetInlineStart: `${begins * 100}%`, inlineSize: `${(scale.place(to) - begins) * 100}%` };
}

/** How far in what stands within something else is set. */
export const depthStyle = (depth: number): CSSProperties => ({ paddingInlineStart: Math.min(depth, 6) * 18 });

function Axis({ scale, span }: { scale: TimeScale; span: { from: number; to: number } }) {
  const { format } = useMessages();
  return (
    <div className="timeline-axis small faint num" aria-hidden>
      <div className="timeline-track">
        {scale.marks.map(({ at, place }, index) => (
          <span
            key={place}
            className={index === 0 ? 'mark-first' : index === scale.marks.length - 1 ? 'mark-last' : ''}
            style={{ insetInlineStart: `${place * 100}%` }}
          >
            {writeMark(format, at - span.from)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** How long after the beginning. */
const writeMark = (format: Format, ms: number): string => (ms < 1 ? '0' : `+${writeSpan(format, ms)}`);
