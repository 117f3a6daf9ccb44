import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { writeSpan } from './span.ts';
import type { TimelineRow } from './timeline.ts';
import { sharesOf } from './timeline.ts';

interface RunFiguresProps {
  rows: readonly TimelineRow[];
  span: { from: number; to: number };
}

/** How long it took, and what the time went into. */
export function RunFigures({ rows, span }: RunFiguresProps) {
  const { t, format } = useMessages();
  const { work, wait, total, longest } = sharesOf(rows, span.from, span.to);
  const share = (ms: number): string | undefined => (total > 0 ? format.percent(ms / total) : undefined);
  return (
    <dl className="run-figures">
      <Figure label={t('consoleRuns.figure.total')} value={writeSpan(format, total)} />
      <Figure label={t('consoleRuns.figure.work')} value={writeSpan(format, work)} beside={share(work)} />
      <Figure label={t('consoleRuns.figure.wait')} value={writeSpan(format, wait)} beside={share(wait)} />
      {longest !== null && longest.ms > 0 && (
        <Figure
          label={t('consoleRuns.figure.longest')}
          value={<span className="truncate">{longest.name}</span>}
          beside={writeSpan(format, longest.ms)}
        />
      )}
    </dl>
  );
}

function Figure({ label, value, beside }: { label: string; value: ReactNode; beside?: string | undefined }) {
  return (
    <div className="card run-figure">
      <dt className="figure-label">{label}</dt>
      <dd className="run-figure-line">
        <bdi className="figure-value">{value}</bdi>
        {beside !== undefined && <bdi className="small faint num">{beside}</bdi>}
      </dd>
    </div>
  );
}
