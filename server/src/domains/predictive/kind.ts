import type Type from 'typebox';
import type { Column } from '../../numeric/index.ts';
import type { Query, RowFilter } from '../data/index.ts';

/** Where and when an analysis is made: the organization's zone, currency and country, and the day that it is there. */
export interface Home {
  time_zone: string;
  currency: string;
  /** Of analyses from before there was one it is left out; null where the organization says none. */
  country?: string | null;
  region?: string | null;
  today: string;
}

/** A dataset that an analysis reads. It is looked for before the job begins. */
export interface Need {
  readonly dataset: string;
  /** Without these there is no answer. `time` takes dates and times, `any` every type. */
  readonly columns: Readonly<Record<string, 'time' | 'number' | 'any'>>;
  /** One that is read only where it is there, with these columns. */
  readonly isOptional?: boolean;
}

/** What a thread reads from, as the organization's own role. */
export interface Source {
  /** Whether the dataset is there and has all of these columns. */
  has(dataset: string, ...columns: string[]): boolean;
  /**
   * Rows of a query, by the names of its columns; times are Date, days text. `limit` is set here.
   * @throws AppError too_many_groups, and what queries throw
   */
  query(query: Query): Promise<Row[]>;
  /** Columns of a dataset whole, as `numeric` takes them. */
  columns(dataset: string, columns: readonly string[], filter?: RowFilter): Promise<ReadonlyMap<string, Column>>;
}

export type Row = Readonly<Record<string, unknown>>;

/** What a computation is given beside the data. */
export interface Work<Plan> {
  readonly plan: Plan;
  readonly home: Home;
  /** Says which share of the computation is over, and ends it by throwing where it is no longer wanted. */
  checkpoint(share: number): void;
}

/** A value within a sentence, formatted as the reader's language does it. */
export type PhraseValue =
  | string
  | number
  | { readonly money: number; readonly currency: string }
  | { readonly share: number }
  | { readonly day: string }
  | { readonly rounded: number; readonly digits: number };

/** A sentence that is kept without words: `key` of the catalogue `predictive`. */
export interface Phrase {
  readonly key: string;
  readonly params?: Readonly<Record<string, PhraseValue>>;
  /** `finding`: what came out, the most important first; `caveat`: what to bear in mind. */
  readonly tone: 'finding' | 'caveat';
}

/**
 * One line of a list that is too long for a result, such as a customer: its columns, and why it stands there. A result's
 * `items` are kept apart from it, in their order, and read page by page.
 */
export interface Item<Fields = Readonly<Record<string, string | number | boolean | null>>> {
  readonly fields: Fields;
  readonly phrases: readonly Phrase[];
}

/** What the plans of organizations may withhold. */
export type GatedFeature = 'advanced_ai';

/**
 * One kind of predictive analysis. `prepare`, `needs`, `features` and `summarize` are asked where requests are answered,
 * `read` and `compute` in a thread of its own; everything that travels between is plain data, and what `compute` gives is
 * JSON (a number that is not finite becomes null).
 */
export interface Kind<Request = unknown, Plan = unknown, Data = unknown, Result = unknown> {
  readonly name: string;
  /** What it is, for the OpenAPI document. */
  readonly description: string;
  /** Of `parameters` in the request; closed. Whatever is optional may be missing altogether. */
  readonly request: Type.TObject;
  readonly result: Type.TSchema;
  /** Fills in defaults and checks what a schema cannot. The plan is kept and shown as the analysis' parameters. @throws AppError parameters_invalid */
  prepare(request: Request, home: Home): Plan;
  needs(plan: Plan): readonly Need[];
  features(plan: Plan): readonly GatedFeature[];
  read(source: Source, plan: Plan, home: Home): Promise<Data>;
  /** Pure: the same data and plan give the same result. @throws AppError data_too_small and others of this room */
  compute(data: Data, work: Work<Plan>): Result;
  summarize(result: Result, plan: Plan, home: Home): readonly Phrase[];
}
