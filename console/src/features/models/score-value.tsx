import { useMessages } from '../../lib/messages/messages.tsx';
import type { MetricName } from './metrics.ts';
import { metricKind } from './metrics.ts';

/** A score written the way its metric is read, with as many digits as those it is compared with. */
export function ScoreValue({ name, value }: { name: MetricName; value: number }) {
  const { format } = useMessages();
  const write = {
    percent: () => format.percent(value, 1),
    score: () => format.fixed(value, 3),
    amount: () => format.figure(value),
  };
  return <bdi className="num">{write[metricKind(name).writtenAs]()}</bdi>;
}
