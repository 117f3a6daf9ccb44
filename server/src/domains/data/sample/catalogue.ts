import type { Rng } from '../../../numeric/index.ts';
import { oneOf } from './draws.ts';

interface Category {
  readonly name: string;
  readonly nouns: readonly string[];
  readonly priceFrom: number;
  readonly priceTo: number;
  /** Cost as a share of the price. */
  readonly cost: number;
  /** Day of the year with the most demand, and how far it swings. */
  readonly topDay: number;
  readonly strength: number;
  readonly popularity: number;
  readonly leadTimeDays: number;
}

/** What the company sells: garden and outdoor goods. */
export const CATEGORIES: readonly Category[] = [
  {
    name: 'Garden tools',
    nouns: ['rake', 'spade', 'pruner', 'hoe', 'saw'],
    priceFrom: 12,
    priceTo: 70,
    cost: 0.52,
    topDay: 115,
    strength: 0.55,
    popularity: 1.2,
    leadTimeDays: 14,
  },
  {
    name: 'Lighting',
    nouns: ['lantern', 'string light', 'torch', 'lamp'],
    priceFrom: 9,
    priceTo: 95,
    cost: 0.48,
    topDay: 345,
    strength: 0.45,
    popularity: 1,
    leadTimeDays: 21,
  },
  {
    name: 'Camping',
    nouns: ['tent', 'sleeping bag', 'mat', 'cooker', 'cool box'],
    priceFrom: 25,
    priceTo: 320,
    cost: 0.58,
    topDay: 190,
    strength: 0.7,
    popularity: 0.9,
    leadTimeDays: 28,
  },
  {
    name: 'Furniture',
    nouns: ['chair', 'table', 'bench', 'hammock'],
    priceFrom: 45,
    priceTo: 480,
    cost: 0.6,
    topDay: 150,
    strength: 0.6,
    popularity: 0.5,
    leadTimeDays: 35,
  },
  {
    name: 'Grills',
    nouns: ['grill', 'charcoal', 'tongs', 'smoker'],
    priceFrom: 8,
    priceTo: 390,
    cost: 0.55,
    topDay: 175,
    strength: 0.65,
    popularity: 0.8,
    leadTimeDays: 21,
  },
  {
    name: 'Plants',
    nouns: ['herb set', 'seed mix', 'soil', 'pot'],
    priceFrom: 4,
    priceTo: 40,
    cost: 0.42,
    topDay: 105,
    strength: 0.75,
    popularity: 1.4,
    leadTimeDays: 7,
  },
  {
    name: 'Winter',
    nouns: ['snow shovel', 'fire bowl', 'blanket', 'bird feeder'],
    priceFrom: 10,
    priceTo: 160,
    cost: 0.5,
    topDay: 350,
    strength: 0.8,
    popularity: 0.8,
    leadTimeDays: 21,
  },
  {
    name: 'Care',
    nouns: ['cleaner', 'oil', 'cover', 'glove'],
    priceFrom: 5,
    priceTo: 45,
    cost: 0.4,
    topDay: 130,
    strength: 0.2,
    popularity: 1.1,
    leadTimeDays: 10,
  },
];
const MAKES = ['Birch', 'Fjord', 'Moor', 'Heath', 'Tarn', 'Alder', 'Cove', 'Ridge'];
const PRODUCTS_A_CATEGORY = 15;

/** A product is bought with another more often than by chance. */
export const AFFINITIES: readonly (readonly [buyer: string, companion: string, chance: number])[] = [
  ['tent', 'mat', 0.35],
  ['grill', 'charcoal', 0.4],
  ['chair', 'cover', 0.2],
];

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly noun: string;
  readonly category: Category;
  readonly price: number;
  readonly cost: number;
  readonly popularity: number;
  readonly leadTimeDays: number;
  /** The share of demand during the lead time that its stock is kept to cover. */
  readonly serviceLevelZ: number;
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;

/** Products with popularities that fall off as in any shop: a few sell most. */
export function createCatalogue(rng: Rng): Product[] {
  return CATEGORIES.flatMap((category, group) =>
    Array.from({ length: PRODUCTS_A_CATEGORY }, (_, place) => {
      const noun = category.nouns[place % category.nouns.length] ?? '';
      const price = Math.floor(category.priceFrom + (category.priceTo - category.priceFrom) * rng.uniform() ** 2) + 0.9;
      const rank = 1 + rng.integer(PRODUCTS_A_CATEGORY);
      const id = 1001 + group * PRODUCTS_A_CATEGORY + place;
      return {
        id,
        name: `${oneOf(rng, MAKES)} ${noun} ${100 + rng.integer(900)}`,
        noun,
        category,
        price: cents(price),
        cost: cents(price * category.cost * (0.9 + 0.2 * rng.uniform())),
        popularity: category.popularity / rank ** 0.7,
        leadTimeDays: category.leadTimeDays + rng.integer(7),
        // Some stocks are kept too low.
        serviceLevelZ: id % 12 === 0 ? 0.2 : 1.6,
      };
    }),
  );
}
