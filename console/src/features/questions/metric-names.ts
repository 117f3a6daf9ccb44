import type { Metric } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';

const known = [
  'revenue',
  'orders',
  'average_order_value',
  'margin',
  'new_customers',
  'lost_customers',
  'service_requests',
  'first_response_time',
  'stock_on_hand',
  'conversion',
] as const;

/** What a metric is called: its own label, or that of the product for those that everybody has. */
export function useMetricNames(): (metric: Metric) => string {
  const { t } = useMessages();
  return ({ name, definition }) => {
    const { label } = definition;
    if (typeof label === 'string') return label;
    const standard = known.find((each) => each === name);
    return standard === undefined ? name : t(`consoleQuestions.metric.${standard}`);
  };
}
