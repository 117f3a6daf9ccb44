// How much of what is planted in simulated series the detectors find, and how much of what they name was planted.
// Run: node server/bench/detection.bench.ts [series]
import { fitDetector } from '../src/numeric/detection/fit-detector.ts';
import { type DetectorKind, findAnomalies } from '../src/numeric/detection/series-detector.ts';
import { beginStream, streamScore, updateStream } from '../src/numeric/detection/stream-detector.ts';
import { type Plant, plantedSeries, type PlantedSeries, scoreAlerts } from '../src/numeric/testing/planted-series.ts';

const series = Number(process.argv[2] ?? 20);
const KINDS: readonly DetectorKind[] = ['zscore_robust', 'stl_residual', 'forecast_residual', 'dbscan', 'change_point'];
const CASES: readonly (readonly [Plant, number, number])[] = [
  ['spikes', 6, 0],
  ['drops', 6, 0],
  ['drops', 6, 0.1],
  ['spikes', 4, 0],
  ['shifts', 6, 0],
];

/** The first periods of runs of anomalies. */
function beginsOf(periods: readonly number[]): number[] {
  return periods.filter((period, i) => periods[i - 1] !== period - 1);
}

/** A stream that begins after a quarter of the series. */
function streamed({ values, seasonLengths }: PlantedSeries): number[] {
  const start = 182;
  let stream = beginStream({ values: values.subarray(0, start), seasonLengths });
  return Array.from(values.subarray(start)).flatMap((value, i) => {
    const score = streamScore(stream, value);
    stream = updateStream(stream, value);
    return Math.abs(score) >= stream.threshold ? [start + i] : [];
  });
}

function report(name: string, find: (planted: PlantedSeries) => number[], from: number): void {
  const figures = CASES.map(([plant, size, missing]) => {
    let [hits, alerts, found, all] = [0, 0, 0, 0];
    for (let seed = 1; seed <= series; seed += 1) {
      const made = plantedSeries(seed, plant, size, missing);
      const seen = made.planted.filter((period) => period >= from);
      const score = scoreAlerts(beginsOf(find(made)), seen, plant === 'shifts' ? 6 : 0);
      [hits, alerts, found, all] = [hits + score.hits, alerts + score.alerts, found + score.found, all + score.planted];
    }
    return `${(hits / Math.max(1, alerts)).toFixed(2)} / ${(found / all).toFixed(2)}`;
  });
  console.log([name.padEnd(18), ...figures.map((figure) => figure.padEnd(16))].join(''));
}

const heads = CASES.map(([plant, size, missing]) => `${plant} ${size}${missing > 0 ? ' gaps' : ''}`.padEnd(16));
console.log(
  `precision / recall, ${series} series of 730 days\n${['', ...heads].map((each, i) => (i === 0 ? each.padEnd(18) : each)).join('')}`,
);
for (const kind of KINDS) {
  const find = (made: PlantedSeries): number[] =>
    findAnomalies(fitDetector(kind, made), made).map(({ period }) => period);
  report(kind, find, kind === 'forecast_residual' ? 243 : 0);
}
report('stream', streamed, 182);
