import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import { type Day, season } from './calendar.ts';
import { AFFINITIES, type Product } from './catalogue.ts';
import { toCents } from './csv-table.ts';
import { CHANNELS, type Customer, REGIONS, SEGMENTS } from './customers.ts';
import { poisson } from './draws.ts';

/** What people want on one day. */
export interface Wishes {
  /** By product, in the order of the catalogue, summed up from the first to the last. */
  readonly cumulated: Float64Array;
  readonly prices: readonly number[];
  /** Of a customer of this channel, region and segment, against an ordinary day. */
  factor(customer: Customer): number;
}

const MORE_LINES = 1.35;
const SUNDAY_IN_SHOPS = 0.1;
/** A price that is far too low draws people: demand grows by this. */
const PRICE_ERROR_PULL = 2.5;

/** What products are wanted how much on a day, and at which price. */
export function wishesOf(products: readonly Product[], effects: Effects, day: Day): Wishes {
  let total = 0;
  let ordinary = 0;
  const prices: number[] = [];
  const cumulated = Float64Array.from(products, ({ id, category, price, popularity }) => {
    const slice = { productId: id, category: category.name };
    const cheapness = effects.factor('price', day.index, slice);
    prices.push(toCents(price * cheapness * 1.025 ** Math.floor(day.index / 365)));
    const pull = cheapness < 1 ? PRICE_ERROR_PULL : 1;
    ordinary += popularity;
    total +=
      popularity *
      season(day.dayOfYear, category.topDay, category.strength) *
      pull *
      effects.factor('demand', day.index, slice);
    return total;
  });
  const factors = new Map<string, number>();
  for (const channel of CHANNELS)
    for (const region of REGIONS)
      for (const segment of SEGMENTS) {
        const open = channel === 'shop' && day.weekday === 0 ? SUNDAY_IN_SHOPS : 1;
        const factor = effects.factor('demand', day.index, { channel, region, segment });
        factors.set(channel + region + segment, (open * factor * total) / ordinary);
      }
  return {
    cumulated,
    prices,
    factor: ({ channel, region, segment }) => factors.get(channel + region + segment) ?? 1,
  };
}

export interface Baskets {
  /** Places in the catalogue, each once: what is wished for, and what goes with it. */
  fill(wishes: Wishes): Set<number>;
}

export function createBaskets(rng: Rng, products: readonly Product[]): Baskets {
  const companions = AFFINITIES.map(([buyer, companion, chance]) => {
    return { buyer, chance, places: products.flatMap(({ noun }, place) => (noun === companion ? [place] : [])) };
  });

  function pick({ cumulated }: Wishes): number {
    const wanted = rng.uniform() * (cumulated.at(-1) ?? 0);
    let low = 0;
    for (let high = cumulated.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function fill(wishes: Wishes): Set<number> {
    const basket = new Set([pick(wishes)]);
    for (let more = poisson(rng, MORE_LINES); more > 0; more -= 1) basket.add(pick(wishes));
    for (const place of basket) {
      for (const { buyer, chance, places } of companions) {
        if (products[place]?.noun !== buyer || rng.uniform() >= chance) continue;
        const companion = places[rng.integer(places.length)];
        if (companion !== undefined) basket.add(companion);
      }
    }
    return basket;
  }

  return { fill };
}
