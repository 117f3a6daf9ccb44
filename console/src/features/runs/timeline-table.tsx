import { Link } from '@tanstack/react-router';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { StepName } from './step-name.tsx';
import { StepStateIcon } from './step-state.tsx';
import { writeSpan } from './span.ts';
import type { TimelineRow } from './timeline.ts';
import { spanOf } from './timeline.ts';
import { depthStyle, typeOf } from './timeline-chart.tsx';

/** The same as the picture, in figures. */
export function TimelineTable({ rows, chosen }: { rows: readonly TimelineRow[]; chosen: string | null }) {
  const { t } = useMessages();
  return (
    <TableScroll label={t('consoleRuns.timeline.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleRuns.table.step')}</th>
            <th scope="col">{t('consoleRuns.table.type')}</th>
            <th scope="col">{t('consoleRuns.table.state')}</th>
            <th scope="col">{t('consoleRuns.table.began')}</th>
            <th scope="col" className="end">
              {t('consoleRuns.table.took')}
            </th>
            <th scope="col" className="end">
              {t('consoleRuns.table.tries')}
            </th>
            <th scope="col">{t('consoleRuns.figure.longest')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.key} row={row} isChosen={row.key === chosen} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function TableRow({ row, isChosen }: { row: TimelineRow; isChosen: boolean }) {
  const { t, format } = useMessages();
  const span = spanOf(row.bars);
  const isHolder = row.type === 'branch' || row.type === 'turn';
  const none = t('console.value.none');
  return (
    <tr className={classNames(isChosen && 'timeline-chosen')}>
      <th scope="row">
        <span className="row timeline-name" style={depthStyle(row.depth)}>
          <StepStateIcon state={row.state} />
          {isHolder ? (
            <StepName row={row} />
          ) : (
            <Link
              from="/o/$organization/runs/$runId"
              search={(now) => ({ ...now, step: row.key })}
              className="table-name"
              {...(isChosen && { 'aria-current': 'true' as const })}
              replace
              resetScroll={false}
            >
              <StepName row={row} />
            </Link>
          )}
        </span>
      </th>
      <td className="secondary">{t(`consoleRuns.type.${typeOf(row.type)}`)}</td>
      <td className="secondary">{t(`consoleRuns.step.${row.state}`)}</td>
      <td className="num secondary">{span === null ? none : format.dateTime(new Date(span.from).toISOString())}</td>
      <td className="end">{span === null ? none : <bdi>{writeSpan(format, span.to - span.from)}</bdi>}</td>
      <td className="end">{row.attempts.length === 0 ? none : format.integer(row.attempts.length)}</td>
      <td>{row.isCritical ? t('console.value.yes') : none}</td>
    </tr>
  );
}
