import type { ReactNode } from 'react';
import type { Performance } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { metricNames } from './metrics.ts';
import { ScoreValue } from './score-value.tsx';

/** How the model does on real questions whose answer came back. */
export function LiveCard({ live }: { live: Performance['live'] }) {
  const { t, format } = useMessages();
  const names = metricNames(live.metrics);
  return (
    <Card title={t('consoleModelCard.live.title')}>
      <dl className="facts">
        <dt>{t('consoleModelCard.live.predictions')}</dt>
        <dd>{format.integer(live.predictions)}</dd>
        <dt>{t('consoleModelCard.live.feedback')}</dt>
        <dd>{format.integer(live.feedback_count)}</dd>
        {names.map((name) => (
          <LiveMetric key={name} label={t(`consoleScores.metric.${name}`)}>
            <ScoreValue name={name} value={live.metrics[name] ?? Number.NaN} />
          </LiveMetric>
        ))}
      </dl>
      {live.feedback_count === 0 && <p className="hint">{t('consoleModelCard.live.none')}</p>}
    </Card>
  );
}

function LiveMetric({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
