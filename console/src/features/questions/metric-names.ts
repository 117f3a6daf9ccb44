import type { Metric } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { isStandardMetric } from '../../lib/standard-metrics.ts';

/** What a metric is called: its own label, or that of the product for those that everybody has. */
export function useMetricNames(): (metric: Metric) => string {
  const { t } = useMessages();
  return ({ name, definition }) => {
    const { label } = definition;
    if (typeof label === 'string') return label;
    return isStandardMetric(name) ? t(`consoleQuestions.metric.${name}`) : name;
  };
}
