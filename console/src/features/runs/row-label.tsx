import type { CSSProperties } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { writeSpan } from './span.ts';
import type { TimelineRow } from './timeline.ts';
import { spanOf } from './timeline.ts';
import type { TimeScale } from './time-scale.ts';

const roomNeeded = 0.34;
const gapPx = 8;
const roomOf = (share: number): string => `calc(${share * 100}% - ${gapPx}px)`;

/** How long a step took, beside its bars or, where these leave no room, upon them. */
export function RowLabel({ row, scale }: { row: TimelineRow; scale: TimeScale }) {
  const { t } = useMessages();
  const words = useWords(row);
  const span = spanOf(row.bars);
  if (span === null) return <span className="timeline-label timeline-label-ahead faint">{words}</span>;
  const [begins, ends] = [scale.place(span.from), scale.place(span.to)];
  const isBehind = ends + roomNeeded <= 1;
  const isBefore = !isBehind && begins >= roomNeeded;
  const isUpon = !isBehind && !isBefore;
  const style: CSSProperties = isBehind
    ? { insetInlineStart: `calc(${ends * 100}% + ${gapPx}px)`, maxInlineSize: roomOf(1 - ends) }
    : isBefore
      ? { insetInlineEnd: `calc(${(1 - begins) * 100}% + ${gapPx}px)`, maxInlineSize: roomOf(begins) }
      : { insetInlineStart: `${((begins + ends) / 2) * 100}%` };
  const answer = row.type === 'condition_check' ? row.attempts.at(-1)?.output : undefined;
  return (
    <span className={classNames('timeline-label', isUpon && 'timeline-label-upon')} style={style}>
      {words}
      {typeof answer === 'boolean' && ` · ${t(answer ? 'console.value.yes' : 'console.value.no')}`}
    </span>
  );
}

function useWords(row: TimelineRow): string {
  const { t, format } = useMessages();
  const span = spanOf(row.bars);
  if (span === null) return row.state === 'skipped' ? t('consoleRuns.step.skipped') : t('consoleRuns.step.ahead');
  const time = writeSpan(format, span.to - span.from);
  const isStanding = row.standing !== null;
  if (row.type === 'approval_request')
    return t(isStanding ? 'consoleRuns.bar.asking' : 'consoleRuns.bar.asked', { time });
  if (row.type === 'delay') return t(isStanding ? 'consoleRuns.bar.waiting' : 'consoleRuns.bar.waited', { time });
  const tries = row.attempts.length;
  return tries > 1 ? t('consoleRuns.bar.tries', { count: tries, time }) : time;
}
