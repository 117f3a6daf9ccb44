// What `auto` is worth and costs. Twelve series of R's packages datasets and forecast, the last two seasons held out:
// sMAPE, coverage of the intervals, and of those one season ahead over five rolling origins; `twelve rivals`: beside R's
// ets, auto.arima, stlf and the mean of the three, which takes R some minutes.
// `coverage`: 80 % and 95 % intervals of simulated series of eight kinds over four rolling origins.
// `shift`: adaptive intervals before a shift of the errors, in the first fifty periods after it, and later.
// `daily`: daily series of two years, made from a seed: time and memory; `many` the same with trees that they share.
// `holidays`: daily series of two years with the holidays of four countries, which do nothing, a tenth or a half: errors with
// the calendar and without it.
// Run: node --expose-gc server/bench/forecasting.bench.ts [twelve|coverage|shift|daily|many|holidays] [series|rivals]
// The twelve need Rscript with the package forecast (apt-get install r-cran-forecast).
import { spawnSync } from 'node:child_process';
import { intervalCoverage, symmetricPercentageError } from '../src/numeric/forecasting/accuracy.ts';
import { autoMany } from '../src/numeric/forecasting/auto-many.ts';
import { auto } from '../src/numeric/forecasting/auto.ts';
import { adapt, adaptiveHalfWidth, beginAdaptive } from '../src/numeric/forecasting/intervals.ts';
import { type CompleteSeries, completeSeries, headOf } from '../src/numeric/forecasting/series.ts';
import { createRng } from '../src/numeric/rng/rng.ts';
import { listHolidays } from '../src/platform/holidays/holidays.ts';

const DEFAULTS: Readonly<Record<string, string>> = { coverage: '200', shift: '200', holidays: '24' };
const [what = 'twelve', count = DEFAULTS[what] ?? '1000'] = process.argv.slice(2);

const INTERPRETER = 'Rscript';
const R_PROGRAM = String.raw`
suppressMessages(library(forecast))
names <- c("AirPassengers", "nottem", "USAccDeaths", "ldeaths", "mdeaths", "fdeaths", "UKgas", "JohnsonJohnson", "co2",
  "UKDriverDeaths", "woolyrnq", "gas")
list <- function(x) paste0("[", paste(format(as.numeric(x), digits = 15, trim = TRUE), collapse = ","), "]")
smape <- function(y, f) mean(200 * abs(y - f) / (abs(y) + abs(f)))
cat("[")
for (name in names) {
  y <- get(name); m <- frequency(y); h <- 2 * m; n <- length(y)
  cat(if (name == names[1]) "" else ",", '{"name":"', name, '","season":', m, ',"values":', list(y), sep = "")
  if (commandArgs(TRUE) == "rivals") {
    train <- ts(y[1:(n - h)], frequency = m); test <- y[(n - h + 1):n]
    started <- proc.time()[[1]]
    a <- forecast(ets(train), h = h)$mean
    b <- forecast(auto.arima(train), h = h)$mean
    c <- stlf(train, h = h)$mean
    cat(',"smapes":', list(c(smape(test, a), smape(test, b), smape(test, c), smape(test, (a + b + c) / 3))),
      ',"cpuSeconds":', proc.time()[[1]] - started, sep = "")
  }
  cat("}")
}
cat("]")
`;

interface Reference {
  readonly name: string;
  readonly season: number;
  readonly values: number[];
  /** Of R's ets, auto.arima, stlf and their mean, and what they cost; where they were asked for. */
  readonly smapes?: number[];
  readonly cpuSeconds?: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const cpuSeconds = (since?: NodeJS.CpuUsage): number => process.cpuUsage(since).user / 1e6;

/** Shares that 80 % and 95 % intervals hold, fitted at the first origin and resumed at the others. */
function rolling(series: CompleteSeries, horizon: number, origins: readonly number[], seed: number): number[] {
  const fitted = auto.fit(headOf(series, origins[0] ?? 1), { horizon });
  const held = origins.map((origin) => {
    const model = auto.resume(fitted, headOf(series, origin));
    const { intervals } = auto.forecast(model, { horizon, levels: [0.8, 0.95], rng: createRng(seed) });
    const actual = series.values.subarray(origin, origin + horizon);
    return intervals.map(({ lower, upper }) => intervalCoverage(actual, lower, upper));
  });
  return [0, 1].map((i) => mean(held.map((covers) => covers[i] ?? Number.NaN)));
}

function twelve(): void {
  const answer = spawnSync(INTERPRETER, ['-e', R_PROGRAM, process.argv[3] ?? ''], { encoding: 'utf8', maxBuffer: 1e8 });
  if (answer.status !== 0) {
    console.log('Rscript with the package forecast is not here; the twelve are left out.');
    return;
  }
  const references: readonly Reference[] = JSON.parse(answer.stdout);
  const rivals = references[0]?.smapes === undefined ? '' : ' R: ets  arima   stlf   mean';
  console.log(`series          auto${rivals} | 80 %  95 % | CPU s, R | rolling 80 %, 95 %`);
  const rows = references.map(({ name, season, values, smapes = [], cpuSeconds: reference = Number.NaN }) => {
    const horizon = 2 * season;
    const known = values.length - horizon;
    const actual = Float64Array.from(values.slice(known));
    const series = completeSeries({ values: Float64Array.from(values.slice(0, known)), seasonLengths: [season] });
    const started = process.cpuUsage();
    const model = auto.fit(series, { horizon });
    const forecast = auto.forecast(model, { horizon, levels: [0.8, 0.95], rng: createRng(1) });
    const seconds = cpuSeconds(started);
    const covers = forecast.intervals.map(({ lower, upper }) => intervalCoverage(actual, lower, upper));
    const whole = completeSeries({ values: Float64Array.from(values), seasonLengths: [season] });
    const from = values.length - 3 * season;
    const origins = Array.from({ length: 5 }, (_, k) => from + k * (season / 2));
    const rolled = rolling(whole, season, origins, 1);
    const figures = [
      symmetricPercentageError(actual, forecast.point),
      ...smapes,
      ...covers,
      seconds,
      reference,
      ...rolled,
    ];
    console.log(name.padEnd(15), figures.map((figure) => figure.toFixed(2).padStart(6)).join(' '));
    return figures;
  });
  const means = (rows[0] ?? []).map((_, i) => mean(rows.map((row) => row[i] ?? Number.NaN)));
  console.log('mean'.padEnd(15), means.map((figure) => figure.toFixed(2).padStart(6)).join(' '));
}

/** Two years of days: level, trend, week, year, noise; some with holidays without sales. */
function dailySeries(index: number): Float64Array {
  const rng = createRng(index);
  const [level, growth, week, year] = [50 + 100 * rng.uniform(), 0.3 * rng.normal(), rng.uniform(), rng.uniform()];
  const phase = 7 * rng.uniform();
  return Float64Array.from({ length: 730 }, (_, day) => {
    const season =
      1 + 0.4 * week * Math.sin((2 * Math.PI * (day + phase)) / 7) + 0.2 * year * Math.cos((2 * Math.PI * day) / 365);
    return Math.max(0, level * (1 + (growth * day) / 730) * season * (1 + 0.1 * rng.normal()));
  });
}

function daily(): void {
  const started = process.cpuUsage();
  const began = performance.now();
  let highest = 0;
  for (let index = 0; index < Number(count); index += 1) {
    const series = completeSeries({ values: dailySeries(index), seasonLengths: [7] });
    const model = auto.fit(series, { horizon: 28 });
    auto.forecast(model, { horizon: 28, levels: [0.8, 0.95], rng: createRng(index) });
    if (index % 50 === 0) {
      globalThis.gc?.();
      highest = Math.max(highest, process.memoryUsage().rss);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${count} daily series of two years: ${seconds.toFixed(1)} s, CPU ${cpuSeconds(started).toFixed(1)} s, ` +
      `${Math.round(highest / 2 ** 20)} MB resident`,
  );
}

/** One of eight kinds: noise, walk, line, autoregression, and seasons of 4 and 12, additive and as factors. */
function simulatedSeries(index: number): { values: Float64Array; season: number } {
  const rng = createRng(1_000_000 + index);
  const kind = index % 8;
  const season = kind < 4 ? 1 : 4 + 8 * (index % 2);
  const elements = Float64Array.from({ length: season }, () => rng.normal());
  const [speed, slope] = [0.1 + 0.6 * rng.uniform(), 0.05 * rng.normal()];
  let [level, previous] = [20, 0];
  const values = Float64Array.from({ length: season === 12 ? 120 : 80 }, (_, t) => {
    const noise = rng.normal();
    if (kind === 3) return 20 + (previous = 0.7 * previous + noise);
    level += slope * (kind === 0 ? 0 : 1) + (kind === 0 || kind === 2 ? 0 : speed * noise);
    const seasonal = season === 1 ? 0 : (elements[t % season] ?? 0);
    if (kind >= 6) return Math.exp(level / 20 + 0.15 * seasonal + 0.05 * rng.normal());
    return level + 2 * seasonal + noise;
  });
  return { values, season };
}

function coverage(): void {
  const held = Array.from({ length: Number(count) }, (_, index) => {
    const { values, season } = simulatedSeries(index);
    const horizon = Math.max(8, season);
    const series = completeSeries({ values, seasonLengths: season > 1 ? [season] : [] });
    const last = values.length - horizon;
    return rolling(series, horizon, [last - 12, last - 8, last - 4, last], index);
  });
  const [narrow, wide] = [0, 1].map((i) => (100 * mean(held.map((covers) => covers[i] ?? 0))).toFixed(1));
  console.log(`${count} simulated series, ${held.length * 4} origins: 80 % holds ${narrow} %, 95 % holds ${wide} %`);
}

/** Errors of one period ahead that grow threefold or shrink to a third: intervals that adapt, and those that stay. */
function shift(): void {
  const [before, near, later] = [400, 450, 1200];
  for (const [factor, level] of [3, 1 / 3].flatMap((each) => [0.8, 0.95].map((of) => [each, of] as const))) {
    const held = Array.from({ length: Number(count) }, (_, index) => {
      const rng = createRng(2_000_000 + index);
      let state = beginAdaptive(
        level,
        Float64Array.from({ length: 100 }, () => Math.abs(rng.normal())),
      );
      const stays = adaptiveHalfWidth(state);
      return Array.from({ length: later }, (__, t) => {
        const error = Math.abs(rng.normal()) * (t < before ? 1 : factor);
        const hits = [Number(error <= adaptiveHalfWidth(state)), Number(error <= stays)];
        state = adapt(state, error);
        return hits;
      });
    });
    const share = (i: number, from: number, to: number): string =>
      `${(100 * mean(held.map((hits) => mean(hits.slice(from, to).map((each) => each[i] ?? 0))))).toFixed(1)} %`;
    const spans = [[0, before] as const, [before, near] as const, [near, later] as const];
    const [adaptive, fixed] = [0, 1].map((i) => spans.map(([from, to]) => share(i, from, to)).join(', '));
    console.log(`errors × ${factor.toFixed(2)}, level ${level}: adaptive ${adaptive}; widths that stay ${fixed}`);
  }
}

/** The daily series, with trees that they share where that is worth it. */
function many(): void {
  const all = Array.from({ length: Number(count) }, (_, index) =>
    completeSeries({ values: dailySeries(index), seasonLengths: [7] }),
  );
  const started = process.cpuUsage();
  const model = autoMany.fit(all, { horizon: 28 });
  for (const [index, series] of all.entries()) {
    autoMany.forecast(model, index, series, { horizon: 28, levels: [0.8, 0.95], rng: createRng(index) });
  }
  globalThis.gc?.();
  console.log(
    `${count} daily series of two years together: CPU ${cpuSeconds(started).toFixed(1)} s, ` +
      `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident, weight of what they share ${model.share}`,
  );
}

const PLACES = [
  { country: 'US', region: null },
  { country: 'DE', region: 'BY' },
  { country: 'JP', region: null },
  { country: 'SA', region: null },
];
const HORIZON = 28;

/** Days that end at the turn of a year, noise that lasts a little, and holidays of about `size`, most of them losses. */
async function seriesWithHolidays(index: number, size: number) {
  const rng = createRng(900 + index);
  const length = 755 - (index % 4) * 14;
  const first = Date.UTC(2023, 11, 4);
  const dates = Array.from({ length: length + HORIZON }, (_, t) =>
    new Date(first + t * 86_400_000).toISOString().slice(0, 10),
  );
  const place = PLACES[index % PLACES.length] ?? { country: 'US', region: null };
  const holidays = await listHolidays(place, dates[0] ?? '', dates.at(-1) ?? '');
  const effects = new Map<string, number>();
  for (const holiday of holidays) {
    const effect = Math.max(-0.95, size * (rng.uniform() < 0.7 ? -1 : 1) * (0.5 + rng.uniform()));
    for (const date of holiday.dates) effects.set(date, effect);
  }
  const [level, growth, week, year] = [50 + 100 * rng.uniform(), 0.3 * rng.normal(), rng.uniform(), rng.uniform()];
  let lasting = 0;
  const values = Float64Array.from(dates, (date, t) => {
    lasting = 0.6 * lasting + 0.05 * rng.normal();
    const season = 1 + 0.4 * week * Math.sin((2 * Math.PI * t) / 7) + 0.2 * year * Math.cos((2 * Math.PI * t) / 365);
    const usual = level * (1 + (growth * t) / 730) * season * (1 + lasting + 0.07 * rng.normal());
    return Math.max(0, usual * (1 + (effects.get(date) ?? 0)));
  });
  const marks = dates.slice(length).map((date) => effects.has(date));
  return { values, dates, holidays, length, level, marks };
}

async function holidayEffects(): Promise<void> {
  console.log(
    'mean absolute error as a share of the level, without the calendar and with it: all days, holidays; 80 % holds',
  );
  for (const size of [0, 0.1, 0.5]) {
    const errors: { isHoliday: boolean; error: number[]; isWithin: boolean[] }[] = [];
    for (let index = 0; index < Number(count); index += 1) {
      const { values, dates, holidays, length, level, marks } = await seriesWithHolidays(index, size);
      const plain = { values: values.subarray(0, length), seasonLengths: [7] };
      const forecasts = [plain, { ...plain, dates, holidays }].map((each) => {
        const model = auto.fit(completeSeries(each), { horizon: HORIZON });
        return auto.forecast(model, { horizon: HORIZON, levels: [0.8], rng: createRng(1) });
      });
      for (const [h, isHoliday] of marks.entries()) {
        const actual = values[length + h] ?? Number.NaN;
        const error = forecasts.map(({ point }) => Math.abs((point[h] ?? 0) - actual) / level);
        const isWithin = forecasts.map(
          ({ intervals: [bounds] }) => actual >= (bounds?.lower[h] ?? 0) && actual <= (bounds?.upper[h] ?? 0),
        );
        errors.push({ isHoliday, error, isWithin });
      }
    }
    const held = errors.filter(({ isHoliday }) => isHoliday);
    const of = (days: typeof errors, i: number): string => mean(days.map(({ error }) => error[i] ?? 0)).toFixed(4);
    const share = (i: number): string => mean(errors.map(({ isWithin }) => Number(isWithin[i]))).toFixed(3);
    console.log(
      `effects of ${size}: ${of(errors, 0)}, ${of(errors, 1)}; ${of(held, 0)}, ${of(held, 1)}; ${share(0)}, ${share(1)}`,
    );
  }
}

if (what === 'twelve') twelve();
if (what === 'coverage') coverage();
if (what === 'shift') shift();
if (what === 'daily') daily();
if (what === 'many') many();
if (what === 'holidays') await holidayEffects();
