import type { BatchResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { scoreBars } from './score-bars.ts';

const width = 560;
const height = 96;
const base = 78;
const roomForLabel = 48;

/** How many rows have which score; those from the threshold on stand out. Small counts keep a visible height. */
export function Spread({ items, found }: { items: readonly BatchResult[]; found: readonly BatchResult[] }) {
  const { t, format } = useMessages();
  const scores = items.flatMap(({ prediction }) => (prediction === null ? [] : [Math.max(0, prediction)]));
  const threshold = Math.min(...found.map(({ prediction }) => prediction ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(threshold)) return null;
  // Few scores lie very far out: by their roots the others are seen as well.
  const bars = scoreBars(scores.map(Math.sqrt), Math.sqrt(threshold));
  const most = Math.sqrt(Math.max(1, ...bars.map(({ count }) => count)));
  const [low, high] = [bars[0]?.from ?? 0, bars.at(-1)?.to ?? 1];
  const place = (value: number) => ((value - low) / (high - low || 1)) * width;
  const at = place(Math.sqrt(threshold));
  return (
    <figure className="kind-spread" dir="ltr">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('consoleKinds.found.spread', { threshold: format.fixed(threshold, 3) })}
      >
        {bars.map(({ from, to, count, isAbove }) => {
          const tall = (Math.sqrt(count) / most) * (base - 6);
          return (
            <rect
              key={from}
              x={place(from) + 1}
              y={base - tall}
              width={Math.max(1, place(to) - place(from) - 2)}
              height={tall}
              rx={1.5}
              fill={isAbove ? 'var(--sev-high)' : 'var(--chart-actual)'}
            />
          );
        })}
        <path d={`M0 ${base}H${width}`} stroke="var(--chart-grid)" />
        <path d={`M${at} 0V${base}`} stroke="var(--chart-axis)" strokeDasharray="3 3" />
        {at > roomForLabel && (
          <text x={0} y={94}>
            {format.fixed(low ** 2, 2)}
          </text>
        )}
        <text x={at} y={94} textAnchor={at > width - roomForLabel ? 'end' : 'middle'}>
          {format.fixed(threshold, 2)}
        </text>
        {at < width - 2 * roomForLabel && (
          <text x={width} y={94} textAnchor="end">
            {format.fixed(high ** 2, 2)}
          </text>
        )}
      </svg>
    </figure>
  );
}
