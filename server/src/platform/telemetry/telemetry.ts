import { createHistogram, performance, type RecordableHistogram } from 'node:perf_hooks';

/** How often something ran, how often it failed, and how long it took. */
export interface Measurement {
  name: string;
  count: number;
  errors: number;
  /** How many run at this moment. */
  running: number;
  durationMs: { min: number; mean: number; p50: number; p95: number; p99: number; max: number };
}

export interface Telemetry {
  /** Wraps a function so that its runs are counted and timed under `name`. It answers and throws as before. */
  monitored<A extends readonly unknown[], T>(name: string, fn: (...args: A) => T): (...args: A) => T;
  list(): Measurement[];
}

interface Series {
  errors: number;
  running: number;
  durations: RecordableHistogram;
}

const MICROSECONDS_A_MS = 1000;
const LONGEST_MICROSECONDS = 24 * 3600 * 1e6;

export function createTelemetry(): Telemetry {
  const byName = new Map<string, Series>();

  function seriesOf(name: string): Series {
    const known = byName.get(name);
    if (known) return known;
    // Two figures: percentiles within one percent, in little memory.
    const durations = createHistogram({ lowest: 1, highest: LONGEST_MICROSECONDS, figures: 2 });
    const series = { errors: 0, running: 0, durations };
    byName.set(name, series);
    return series;
  }

  return {
    monitored(name, fn) {
      const series = seriesOf(name);
      return (...args) => {
        const startMs = performance.now();
        series.running += 1;
        const end = (isError: boolean) => {
          series.running -= 1;
          if (isError) series.errors += 1;
          const microseconds = Math.round((performance.now() - startMs) * MICROSECONDS_A_MS);
          series.durations.record(Math.min(LONGEST_MICROSECONDS, Math.max(1, microseconds)));
        };
        try {
          const result = fn(...args);
          if (result instanceof Promise) {
            result.then(
              () => end(false),
              () => end(true),
            );
          } else end(false);
          return result;
        } catch (error) {
          end(true);
          throw error;
        }
      };
    },
    list: () => [...byName].map(([name, series]) => measure(name, series)),
  };
}

function measure(name: string, { errors, running, durations }: Series): Measurement {
  const isEmpty = durations.count === 0;
  const ms = (microseconds: number) => (isEmpty ? 0 : microseconds / MICROSECONDS_A_MS);
  return {
    name,
    count: durations.count,
    errors,
    running,
    durationMs: {
      min: ms(durations.min),
      mean: ms(durations.mean),
      p50: ms(durations.percentile(50)),
      p95: ms(durations.percentile(95)),
      p99: ms(durations.percentile(99)),
      max: ms(durations.max),
    },
  };
}
