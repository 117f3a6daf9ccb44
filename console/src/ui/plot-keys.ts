import type uPlot from 'uplot';
import type { Zoom } from './forecast-points.ts';
import { dayOf } from './forecast-points.ts';

const leastHalfSeconds = 3 * 86_400;

/** The point that a key leads to; null for keys that lead nowhere. */
export function moveBy(key: string, index: number, count: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, index - 1);
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(count - 1, index + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Nearer to the point that is read, or farther from it; no stretch at all once everything is seen. */
export function zoomBy(plot: uPlot, key: '+' | '-', readIndex: number | null): Zoom {
  const [times] = plot.data;
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const low = plot.scales['x']?.min ?? first;
  const high = plot.scales['x']?.max ?? last;
  const middle = (readIndex === null ? undefined : times[readIndex]) ?? (low + high) / 2;
  const half = Math.max(leastHalfSeconds, ((high - low) / 2) * (key === '+' ? 0.5 : 2));
  if (middle - half <= first && middle + half >= last) return {};
  return { from: dayOf(Math.max(first, middle - half)), to: dayOf(Math.min(last, middle + half)) };
}
