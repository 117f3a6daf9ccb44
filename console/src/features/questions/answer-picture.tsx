import { Inbox } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import type { QueryResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Empty } from '../../ui/states.tsx';
import { ResultValue, useColumnNames, useWrite } from './answer-table.tsx';
import type { Picture } from './picture.ts';
import { pictureOf } from './picture.ts';

// The library of charts is fetched only where something is drawn over time.
const LinesPlot = lazy(async () => ({ default: (await import('./lines-plot.tsx')).LinesPlot }));

interface AnswerPictureProps {
  result: QueryResult;
  timeName: string | undefined;
}

/** The answer drawn: lines over time, bars by group, or the figures themselves. */
export function AnswerPicture({ result, timeName }: AnswerPictureProps) {
  const { t } = useMessages();
  const picture = useMemo(() => pictureOf(result, timeName), [result, timeName]);
  if (result.rows.length === 0) return <Empty icon={Inbox} text={t('consoleQuestions.nothing')} />;
  return (
    <>
      {picture.kind === 'figures' && <Figures result={result} />}
      {picture.kind === 'bars' && <Bars picture={picture} />}
      {picture.kind === 'lines' && (
        <Suspense fallback={<div className="lines-plot" />}>
          <LinesPlot picture={picture} />
        </Suspense>
      )}
      {picture.kind !== 'figures' && picture.left > 0 && (
        <p className="small faint">{t('consoleQuestions.notDrawn', { count: picture.left })}</p>
      )}
    </>
  );
}

function Figures({ result }: { result: QueryResult }) {
  const [row = {}] = result.rows;
  const nameOf = useColumnNames(result.columns);
  return (
    <dl className="answer-figures">
      {result.columns.map((column) => (
        <div key={column.name}>
          <dt className="figure-label">
            <bdi>{nameOf(column.name)}</bdi>
          </dt>
          <dd className="figure-value">
            <ResultValue column={column} value={row[column.name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Bars({ picture: { bars, unit } }: { picture: Extract<Picture, { kind: 'bars' }> }) {
  const write = useWrite({ name: '', unit });
  const most = Math.max(...bars.map(({ value }) => Math.abs(value ?? 0)), 0);
  return (
    <ul className="answer-bars">
      {bars.map(({ name, value }) => (
        <li key={name}>
          <bdi className="truncate">{name}</bdi>
          <span className="bar">
            <div
              style={{
                inlineSize: `${most === 0 ? 0 : (Math.abs(value ?? 0) / most) * 100}%`,
                background: (value ?? 0) < 0 ? 'var(--chart-neg)' : 'var(--chart-actual)',
              }}
            />
          </span>
          <bdi className="num end">{value === null ? '–' : write(value)}</bdi>
        </li>
      ))}
    </ul>
  );
}
