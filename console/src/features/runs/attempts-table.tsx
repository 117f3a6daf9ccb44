import type { StepAttempt } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { writeSpan } from './span.ts';

/** Every try of a step: when, how long after the one before, how long, and what came of it. */
export function AttemptsTable({ attempts }: { attempts: readonly StepAttempt[] }) {
  const { t } = useMessages();
  return (
    <TableScroll label={t('consoleRuns.table.tries')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="end">
              {t('consoleRuns.tries.number')}
            </th>
            <th scope="col">{t('consoleRuns.table.began')}</th>
            <th scope="col">{t('consoleRuns.tries.after')}</th>
            <th scope="col" className="end">
              {t('consoleRuns.table.took')}
            </th>
            <th scope="col">{t('consoleRuns.table.state')}</th>
            <th scope="col">{t('consoleRuns.list.why')}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt, place) => (
            <AttemptRow key={attempt.sequence} attempt={attempt} before={attempts[place - 1]} number={place + 1} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function AttemptRow({
  attempt,
  before,
  number,
}: {
  attempt: StepAttempt;
  before: StepAttempt | undefined;
  number: number;
}) {
  const { t, format } = useMessages();
  const from = Date.parse(attempt.started_at);
  const pause = before === undefined ? null : from - Date.parse(before.finished_at);
  return (
    <tr>
      <th scope="row" className="end">
        {format.integer(number)}
      </th>
      <td className="num">{format.dateTime(attempt.started_at)}</td>
      <td className="num secondary">
        {pause === null
          ? t('consoleRuns.tries.atOnce')
          : t('consoleRuns.tries.pause', { time: writeSpan(format, pause) })}
      </td>
      <td className="end">
        <bdi>{writeSpan(format, Date.parse(attempt.finished_at) - from)}</bdi>
      </td>
      <td>{t(`consoleRuns.step.${attempt.status === 'running' ? 'working' : attempt.status}`)}</td>
      <td className="secondary wrap">{attempt.failure !== null && <bdi>{attempt.failure.message}</bdi>}</td>
    </tr>
  );
}
