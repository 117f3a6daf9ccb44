import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { isSeries } from '../../lib/model-kinds.ts';
import type { MetricName } from './metrics.ts';
import { ScoreValue } from './score-value.tsx';

/** The main score in one sentence, beside what somebody without a model would reach. */
export function KindHeadline({ model, version: { metrics, baseline } }: { model: Model; version: ModelVersion }) {
  const { rich, t } = useMessages();
  const score = (name: MetricName, figures = metrics) => <ScoreValue name={name} value={figures[name] ?? Number.NaN} />;
  const isThere = (name: MetricName, figures = metrics) => figures[name] !== undefined;
  const text = () => {
    if (isSeries(model) && isThere('smape') && isThere('smape', baseline)) {
      return rich('consoleKinds.headline.series', { error: score('smape'), naive: score('smape', baseline) });
    }
    if (isThere('recall') && isThere('alert_share')) {
      return rich('consoleKinds.headline.anomalies', { recall: score('recall'), alerts: score('alert_share') });
    }
    if (isThere('clusters')) return t('consoleKinds.headline.segments', { count: metrics['clusters'] ?? 0 });
    if (isThere('hit_rate_at_10') && isThere('hit_rate_at_10', baseline)) {
      return rich('consoleKinds.headline.offers', {
        hits: score('hit_rate_at_10'),
        naive: score('hit_rate_at_10', baseline),
      });
    }
    return null;
  };
  const said = text();
  return said === null ? null : <p className="score-headline">{said}</p>;
}
