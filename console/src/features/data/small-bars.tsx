import type { Cell } from './distribution.ts';
import { heightsOf } from './distribution.ts';

const width = 96;
const height = 22;
const gap = 1;

/** A hint of how values are spread; the column's own place has the figures. Numbers run from left to right everywhere. */
export function SmallBars({ cells }: { cells: readonly Cell[] }) {
  if (cells.length === 0) return <span className="faint">–</span>;
  const step = Math.min(width / cells.length, 14);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {heightsOf(cells).map((share, index) => {
        const tall = Math.max(1, share * height);
        return (
          <rect
            // Bars have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - gap)}
            height={tall}
            fill="var(--chart-actual)"
            opacity={0.75}
          />
        );
      })}
    </svg>
  );
}
