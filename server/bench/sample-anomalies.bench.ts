// The planted anomalies of the sample company: how many of them are found as incidents and named by their cause, and how
// many incidents are of something else. Everything is judged by what was known before.
// Run: node server/bench/sample-anomalies.bench.ts [first seed] [last seed] [months]
import { createSampleCompany } from '../src/domains/data/sample/sample-company.ts';
import { findIncidents, type Incident } from '../src/numeric/detection/incidents.ts';
import type { Facet, WatchedMetric, WatchedSlice } from '../src/numeric/detection/watched-metric.ts';

const [firstSeed = 1, lastSeed = firstSeed, months = 36] = process.argv.slice(2).map(Number);
const DAY_MS = 86_400_000;
const EARLIEST = 365;

type Row = Readonly<Record<string, string>>;
type Company = ReturnType<typeof createSampleCompany>;

interface Planted {
  readonly id: string;
  readonly effect: string;
  readonly slice: Readonly<Record<string, string | number>>;
  readonly from: string;
  readonly to: string;
}

function rowsOf({ datasets }: Company, name: string): Row[] {
  const text = Buffer.concat([...(datasets.get(name)?.chunks() ?? [])]).toString();
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

interface Cell {
  readonly facets: Facet[];
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

/** What slices of one dimension go with, such as products with their category, and when nothing is to be expected of them. */
interface Within {
  readonly parentOf: ReadonlyMap<string, Facet>;
  isHidden?(value: string, day: number): boolean;
}

const onlyFacet = ({ facets }: Cell): Facet | undefined => (facets.length === 1 ? facets[0] : undefined);

/** A metric that is added up row by row: the whole, each dimension, their crossings, and dimensions within others. */
function createCube(days: number, isRate = false) {
  const cells = new Map<string, Cell>();
  function put(facets: Facet[], day: number, top: number, bottom: number): void {
    const key = facets.map(({ dimension, value }) => `${dimension}=${value}`).join('&');
    const cell = cells.get(key) ?? { facets, top: new Float64Array(days), bottom: new Float64Array(days) };
    cells.set(key, cell);
    cell.top[day] = (cell.top[day] ?? 0) + top;
    cell.bottom[day] = (cell.bottom[day] ?? 0) + bottom;
  }
  return {
    add(day: number, parts: Row, top: number, { bottom = 1, within = {} }: { bottom?: number; within?: Row } = {}) {
      if (day < 0 || day >= days) return;
      const facets = Object.entries(parts).map(([dimension, value]) => ({ dimension, value }));
      put([], day, top, bottom);
      for (const [i, facet] of facets.entries()) {
        put([facet], day, top, bottom);
        for (const other of facets.slice(i + 1)) put([facet, other], day, top, bottom);
      }
      for (const [dimension, value] of Object.entries(within)) put([{ dimension, value }], day, top, bottom);
    },
    slices({ parentOf, isHidden }: Within = { parentOf: new Map() }): WatchedSlice[] {
      const parentOfCell = (cell: Cell): Facet | undefined => parentOf.get(onlyFacet(cell)?.value ?? '');
      const depth = (cell: Cell): number => (parentOfCell(cell) === undefined ? cell.facets.length : 2);
      const all = [...cells.values()].toSorted((a, b) => depth(a) - depth(b));
      const place = ({ dimension, value }: Facet): number =>
        all.findIndex((cell) => onlyFacet(cell)?.dimension === dimension && onlyFacet(cell)?.value === value);
      return all.map((cell) => {
        const parent = parentOfCell(cell);
        const parents = parent !== undefined ? [place(parent)] : cell.facets.length === 2 ? cell.facets.map(place) : [];
        const value = onlyFacet(cell)?.value ?? '';
        const isOut = (day: number): boolean => parent !== undefined && isHidden?.(value, day) === true;
        const values = cell.top.map((units, day) => (isOut(day) ? Number.NaN : units));
        return { facets: cell.facets, parents, values, ...(isRate ? { exposure: cell.bottom } : {}) };
      });
    },
  };
}

const PROMOTIONS = ['January sale', 'Spring weekend', 'Midsummer sale', 'Black week'];
const HOLIDAYS = new Set(['01-01', '05-01', '12-24', '12-25', '12-26', '12-31']);
const HOLIDAY = 9;

interface Order {
  readonly day: number;
  readonly parts: Row;
  readonly isCancelled: boolean;
}

/** Tables of a company, and its days by number. */
function openCompany(company: Company) {
  const { truth } = company;
  const first = Date.parse(truth.from);
  const dayOf = (date = ''): number => Math.round((Date.parse(date.slice(0, 10)) - first) / DAY_MS);
  const days = dayOf(truth.to) + 1;
  const customers = new Map(rowsOf(company, 'customers').map((row) => [row['customer_id'], row]));
  const products = new Map(rowsOf(company, 'products').map((row) => [row['product_id'] ?? '', row]));
  const categories = new Map(
    [...products].map(([id, row]) => [id, { dimension: 'category', value: row['category'] ?? '' }]),
  );
  const orders = new Map<string, Order>();
  const kinds = new Int32Array(days);
  for (const row of rowsOf(company, 'orders')) {
    const segment = customers.get(row['customer_id'])?.['segment'] ?? '';
    const day = dayOf(row['ordered_at']);
    const parts = { channel: row['channel'] ?? '', region: row['region'] ?? '', segment };
    orders.set(row['order_id'] ?? '', { day, parts, isCancelled: row['status'] === 'cancelled' });
    if (row['promotion']) kinds[day] = 1 + PROMOTIONS.indexOf(row['promotion']);
  }
  const dateOf = (day: number): string => new Date(first + day * DAY_MS).toISOString().slice(0, 10);
  for (let day = 0; day < days; day += 1) if (HOLIDAYS.has(dateOf(day).slice(5))) kinds[day] = HOLIDAY;
  return { company, days, dayOf, dateOf, products, categories, orders, kinds };
}

type Opened = ReturnType<typeof openCompany>;

/** Whether the shelf of a product was empty on a day, from what moved and the first look at it. */
function emptyShelves({ company, days, dayOf, products, orders }: Opened): (product: string, day: number) => boolean {
  const flows = new Map([...products.keys()].map((id) => [id, new Float64Array(days)]));
  const move = (id: string, day: number, units: number): void => {
    const flow = flows.get(id);
    if (flow !== undefined) flow[day] = (flow[day] ?? 0) + units;
  };
  for (const row of rowsOf(company, 'stock_movements')) {
    move(row['product_id'] ?? '', dayOf(row['date']), Number(row['quantity']));
  }
  for (const row of rowsOf(company, 'order_lines')) {
    move(row['product_id'] ?? '', orders.get(row['order_id'] ?? '')?.day ?? -1, -Number(row['quantity']));
  }
  const opening = new Map<string, number>();
  for (const row of rowsOf(company, 'inventory_levels')) {
    const id = row['product_id'] ?? '';
    if (opening.has(id)) continue;
    const flow = flows.get(id)?.subarray(0, dayOf(row['date']) + 1) ?? new Float64Array(0);
    opening.set(id, Number(row['on_hand']) - flow.reduce((sum, units) => sum + units, 0));
  }
  const empty = new Map<string, Uint8Array>();
  for (const [id, flow] of flows) {
    let onHand = opening.get(id) ?? 0;
    empty.set(
      id,
      Uint8Array.from(flow, (units) => {
        onHand += units;
        return Number(onHand <= 0);
      }),
    );
  }
  return (product, day) => empty.get(product)?.[day] === 1;
}

function salesMetrics(opened: Opened): WatchedMetric[] {
  const { company, days, products, categories, orders } = opened;
  const [sold, revenue, lines] = [createCube(days), createCube(days), createCube(days)];
  const [price, returned, cancelled] = [createCube(days, true), createCube(days, true), createCube(days, true)];
  for (const { day, parts, isCancelled } of orders.values()) {
    sold.add(day, parts, 1);
    cancelled.add(day, parts, Number(isCancelled));
  }
  for (const row of rowsOf(company, 'order_lines')) {
    const order = orders.get(row['order_id'] ?? '');
    if (order === undefined) continue;
    const product = row['product_id'] ?? '';
    const category = categories.get(product)?.value ?? '';
    const parts = { ...order.parts, category };
    const [amount, listed] = [Number(row['amount']), Number(products.get(product)?.['price'] ?? 0)];
    revenue.add(order.day, parts, amount);
    lines.add(order.day, parts, 1, { within: { product } });
    const segment = order.parts['segment'] ?? '';
    price.add(order.day, { category, segment }, amount, { bottom: Number(row['quantity']) * listed });
    // Of a cancelled order everything comes back.
    if (order.isCancelled) continue;
    returned.add(order.day, parts, Number(row['returned'] === 'true'), { within: { product } });
  }
  const within: Within = { parentOf: categories, isHidden: emptyShelves(opened) };
  return [
    { name: 'orders', subject: 'sales', kind: 'count', slices: sold.slices() },
    { name: 'revenue', subject: 'sales', kind: 'sum', slices: revenue.slices() },
    { name: 'lines', subject: 'sales', kind: 'count', slices: lines.slices(within) },
    { name: 'price', subject: 'sales', kind: 'sum', slices: price.slices() },
    { name: 'returned', subject: 'returns', kind: 'count', slices: returned.slices({ parentOf: categories }) },
    { name: 'cancelled', subject: 'cancellations', kind: 'count', slices: cancelled.slices() },
  ];
}

function otherMetrics({ company, days, dayOf, categories }: Opened): WatchedMetric[] {
  const [requests, spend, leads, deliveries] = [createCube(days), createCube(days), createCube(days), createCube(days)];
  for (const row of rowsOf(company, 'service_requests')) {
    requests.add(dayOf(row['opened_at']), { queue: row['queue'] ?? '' }, 1);
  }
  for (const row of rowsOf(company, 'marketing_spend')) {
    spend.add(dayOf(row['date']), { channel: row['channel'] ?? '' }, Number(row['spend']));
  }
  for (const row of rowsOf(company, 'leads')) {
    leads.add(dayOf(row['created_on']), { source: row['source'] ?? '', industry: row['industry'] ?? '' }, 1);
  }
  for (const row of rowsOf(company, 'stock_movements')) {
    const category = categories.get(row['product_id'] ?? '')?.value ?? '';
    if (row['kind'] === 'receipt') deliveries.add(dayOf(row['date']), { category }, 1);
  }
  return [
    { name: 'requests', subject: 'service', kind: 'count', slices: requests.slices() },
    { name: 'spend', subject: 'marketing', kind: 'sum', slices: spend.slices() },
    { name: 'leads', subject: 'leads', kind: 'count', slices: leads.slices() },
    { name: 'deliveries', subject: 'stock', kind: 'count', slices: deliveries.slices() },
  ];
}

/** Subjects in which an anomaly shows, by what it does; what it brings about later counts as it. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  demand: ['sales', 'stock'],
  price: ['sales'],
  lead_time_days: ['stock', 'sales'],
  service_requests: ['service'],
  marketing_spend: ['marketing'],
  returns: ['returns'],
  leads: ['leads'],
  cancelled: ['cancellations'],
};
/** Orders that are late by forty days are missed when they should have come. */
const LATER_DAYS: Readonly<Record<string, number>> = { lead_time_days: 60 };

type Verdict = 'named' | 'partly' | 'found' | 'missed';

/** What of the incidents tells of a planted anomaly, and how well its slice is named. */
function judge(
  { slice, from, to, effect }: Planted,
  incidents: readonly Incident[],
  { dayOf }: Opened,
  subjectOf: ReadonlyMap<string, string>,
) {
  const wanted = Object.entries(slice).map(([name, value]) => `${name === 'productId' ? 'product' : name}=${value}`);
  const end = dayOf(to) + 1 + (LATER_DAYS[effect] ?? 3);
  const near = incidents.filter(
    (each) =>
      SUBJECTS[effect]?.includes(subjectOf.get(each.metric) ?? '') === true && each.from < end && each.to > dayOf(from),
  );
  const fits = near.filter(
    ({ facets }) =>
      facets.length > 0 && facets.every(({ dimension, value }) => wanted.includes(`${dimension}=${value}`)),
  );
  const isExact = fits.some(({ facets }) => facets.length === wanted.length);
  const verdict: Verdict = isExact ? 'named' : fits.length > 0 ? 'partly' : near.length > 0 ? 'found' : 'missed';
  return { verdict, fits, best: fits[0] ?? near[0] };
}

const calendarOf = ({ kinds }: Opened) => {
  return {
    seasons: [
      { length: 7, waves: 3 },
      { length: 365.25, waves: 2 },
    ],
    kinds,
  };
};
const totals = { planted: 0, named: 0, partly: 0, found: 0, missed: 0, incidents: 0, ofPlanted: 0 };
for (let seed = firstSeed; seed <= lastSeed; seed += 1) {
  const company = createSampleCompany({ seed, end: '2025-12-31', months });
  const opened = openCompany(company);
  const metrics = [...salesMetrics(opened), ...otherMetrics(opened)];
  const subjectOf = new Map(metrics.map(({ name, subject }) => [name, subject]));
  const began = process.cpuUsage();
  const incidents = findIncidents(metrics, calendarOf(opened), { first: EARLIEST });
  const { user, system } = process.cpuUsage(began);
  const tell = ({ metric, facets, from, to, actual, expected, chance, alarms }: Incident): string =>
    `${metric} ${facets.map(({ value }) => value).join(' × ') || 'all'} ${opened.dateOf(from)} – ${opened.dateOf(to - 1)}: ` +
    `${actual.toFixed(0)} for ${expected.toFixed(1)}, p ${chance.toExponential(0)}, ${alarms.length} alarms`;
  const right = new Set<Incident>();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what sample-company.ts writes
  for (const planted of company.truth.anomalies as Planted[]) {
    if (opened.dayOf(planted.from) < EARLIEST) continue;
    const { verdict, fits, best } = judge(planted, incidents, opened, subjectOf);
    for (const each of fits) right.add(each);
    totals.planted += 1;
    totals[verdict] += 1;
    console.log(`  ${planted.id.padEnd(17)}${verdict.padEnd(8)}${best === undefined ? '–' : tell(best)}`);
  }
  totals.incidents += incidents.length;
  totals.ofPlanted += right.size;
  for (const each of incidents) if (!right.has(each)) console.log(`  of something else: ${tell(each)}`);
  const slices = metrics.reduce((sum, metric) => sum + metric.slices.length, 0);
  console.log(
    `seed ${seed}: ${incidents.length} incidents, ${right.size} of planted ones; ${slices} slices, CPU ${((user + system) / 1e6).toFixed(1)} s`,
  );
}
console.log(JSON.stringify(totals));
