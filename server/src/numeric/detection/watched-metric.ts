import type { AmountKind } from './tail-chance.ts';

/** One value of one dimension, such as region North. */
export interface Facet {
  readonly dimension: string;
  readonly value: string;
}

/** A part of a metric: what fits all facets. */
export interface WatchedSlice {
  /** Empty for the whole, one of a division of it, two of a crossing. */
  readonly facets: readonly Facet[];
  /**
   * Places of the slices that this one is expected to go with: of a crossing its two sides, of a product its category.
   * Empty for the whole and for slices that are large enough for a season of their own.
   */
  readonly parents: readonly number[];
  /** n values ≥ 0 by periods: counts or sums; NaN where there is no data. */
  readonly values: Float64Array;
  /** n denominators where the metric is a rate or a share; 0 and NaN where nothing can be judged. Default 1. */
  readonly exposure?: Float64Array;
}

/** A metric by slices. */
export interface WatchedMetric {
  readonly name: string;
  /** Metrics of one subject, such as orders and revenue: what moves one moves the others. */
  readonly subject: string;
  readonly kind: AmountKind;
  /** The whole first; parents before those that name them. */
  readonly slices: readonly WatchedSlice[];
}

/** What repeats, and which periods are known beforehand to be unlike others. */
export interface WatchCalendar {
  /** Periods that a season takes, and the pairs of waves that draw it: 7 and 3 for every weekday its own, 365.25 and 2. */
  readonly seasons: readonly { readonly length: number; readonly waves: number }[];
  /** n; 0 for usual periods, `EXCLUDED` for those that count for nothing, 1, 2, … for kinds of their own (sales, holidays). */
  readonly kinds: Int32Array;
}
