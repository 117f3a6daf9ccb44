import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { type BacktestResult, everyDay } from './backtest-result.ts';
import { findStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { useChoiceName } from './fields.tsx';
import { useStepWords } from './step-words.tsx';

interface FiguresProps {
  from: string;
  to: string;
  result: BacktestResult;
}

/** How often it would have fired, whom it would have written to, what it would have changed. */
export function BacktestFigures({ from, to, result }: FiguresProps) {
  const { t, format } = useMessages();
  const nameOf = useChoiceName();
  const words = useStepWords();
  const { draft } = useEditor();
  const { fired, events, recipients, changes, failures, outcomes } = result;
  const messages = recipients.reduce((sum, { messages: count }) => sum + count, 0);
  const most = recipients[0]?.messages ?? 0;
  const records = changes.reduce((sum, { records: count }) => sum + count, 0);
  return (
    <div className="stack" role="status">
      <div className="backtest">
        <div className="stack">
          <p>
            <span className="backtest-count num">{format.integer(fired)}</span>{' '}
            {t('consoleWorkflowEditor.backtest.fired', { fired, events })}
          </p>
          <Days from={from} to={to} result={result} />
          {result.isCut && <p className="small tone-warn">{t('consoleWorkflowEditor.backtest.cut', { events })}</p>}
        </div>
        <dl className="facts backtest-facts">
          <Fact name={t('consoleWorkflowEditor.backtest.messages')}>
            {messages === 0
              ? format.integer(0)
              : t('consoleWorkflowEditor.backtest.toPeople', { messages, people: recipients.length, most })}
          </Fact>
          <Fact name={t('consoleWorkflowEditor.backtest.records')}>{format.integer(records)}</Fact>
          <Fact name={t('consoleWorkflowEditor.backtest.wouldFail')}>
            <span className={(outcomes['failed'] ?? 0) > 0 ? 'tone-bad semibold' : undefined}>
              {format.integer(outcomes['failed'] ?? 0)}
            </span>
          </Fact>
        </dl>
      </div>
      {failures.length > 0 && (
        <Rows title={t('consoleWorkflowEditor.backtest.failures')} end={t('consoleWorkflowEditor.backtest.runs')}>
          {failures.map(({ id, message, runs }) => {
            const step = findStep(draft, id)?.step;
            return <Row key={`${id} ${message}`} name={step ? words.titleOf(step) : id} what={message} count={runs} />;
          })}
        </Rows>
      )}
      {recipients.length > 0 && (
        <Rows title={t('consoleWorkflowEditor.backtest.whom')} end={t('consoleWorkflowEditor.backtest.messages')}>
          {recipients.slice(0, 10).map(({ recipient, channel, messages: count }) => (
            <Row key={`${channel} ${recipient}`} name={recipient} what={nameOf(channel)} count={count} />
          ))}
        </Rows>
      )}
      {changes.length > 0 && (
        <Rows title={t('consoleWorkflowEditor.backtest.what')} end={t('consoleWorkflowEditor.backtest.records')}>
          {changes.map(({ table, operation, records: count, columns }) => (
            <Row
              key={`${operation} ${table}`}
              name={table}
              what={`${nameOf(operation)} · ${columns.join(', ')}`}
              count={count}
            />
          ))}
        </Rows>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Rows({ title, end, children }: { title: string; end: string; children: ReactNode }) {
  return (
    <TableScroll label={title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {title}
            </th>
            <th scope="col" className="end">
              {end}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableScroll>
  );
}

function Row({ name, what, count }: { name: string; what: string; count: number }) {
  const { format } = useMessages();
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td className="secondary wrap">
        <bdi>{what}</bdi>
      </td>
      <td className="end">{format.integer(count)}</td>
    </tr>
  );
}

const height = 56;

/** A bar for each day, from left to right in every language; the words below say the same. */
function Days({ from, to, result }: FiguresProps) {
  const { t, format } = useMessages();
  const days = everyDay(from, to, result.days);
  const most = Math.max(1, ...days.map(({ fired }) => fired));
  const peak = days.find(({ fired }) => fired === most);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <figure className="backtest-days" dir="ltr">
      <svg viewBox={`0 0 ${days.length * 8} ${height}`} preserveAspectRatio="none" aria-hidden>
        {days.map(({ day, fired }, index) => {
          const tall = fired === 0 ? 1 : Math.max(3, (fired / most) * height);
          const name = fired === 0 ? 'bar-none' : fired === most ? 'bar-most' : 'bar';
          return <rect key={day} className={name} x={index * 8 + 1} y={height - tall} width={6} height={tall} />;
        })}
      </svg>
      <figcaption className="small faint">
        <bdi>{format.shortDay(first.day)}</bdi>
        {peak !== undefined && peak.fired > 0 && (
          <bdi>{t('consoleWorkflowEditor.backtest.peak', { day: format.shortDay(peak.day), count: peak.fired })}</bdi>
        )}
        <bdi>{format.shortDay(last.day)}</bdi>
      </figcaption>
    </figure>
  );
}
