import type { Column, NewModel } from '../../api/types.ts';
import type { SuggestedFeature } from './default-features.ts';
import { suggestFeatures } from './default-features.ts';
import type { KindGoal } from './goals.ts';
import { typeOfGoal } from './goals.ts';

type Series = NonNullable<NonNullable<NewModel['training_options']>['series']>;
export type Period = NonNullable<Series['period']>;

/** What was chosen in the form, or suggested where nobody has chosen. */
export interface KindChoice {
  value: string | undefined;
  time: string | undefined;
  who: string | undefined;
  what: string | undefined;
  amount: string | undefined;
  features: readonly string[];
  period: Period | undefined;
  aggregate: 'sum' | 'mean' | undefined;
  horizon: number | undefined;
  /** Share of the rows to call unusual. */
  rare: number;
  groups: number | undefined;
  /** The column that parts a series into one for each of its values. */
  by: string | undefined;
}

type Definition = Omit<NewModel, 'model_name'>;
type Rows = readonly Record<string, unknown>[];

const isTime = ({ type, role }: Column): boolean => type === 'date' || type === 'timestamp' || role === 'time';
const isNumber = ({ type }: Column): boolean => type === 'number' || type === 'integer';

export const timeColumns = (columns: readonly Column[]): Column[] => columns.filter(isTime);
export const numberColumns = (columns: readonly Column[]): Column[] => columns.filter(isNumber);
export const nameColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ type }) => type === 'text' || type === 'integer');

/** Columns that rows may be judged by: moments move on by themselves, and make every new row a strange one. */
export function suggestTraits(columns: readonly Column[], rows: Rows): SuggestedFeature[] {
  return suggestFeatures(
    columns.filter((column) => !isTime(column)),
    undefined,
    rows,
  );
}

const first = (columns: readonly Column[], ...tests: ((column: Column) => boolean)[]): string | undefined =>
  tests.map((test) => columns.find(test)?.name).find((name) => name !== undefined);

const named =
  (pattern: RegExp) =>
  ({ name, refers_to: table }: Column): boolean =>
    pattern.test(table ?? '') || pattern.test(name);

/** What the columns' roles and names suggest. */
export function suggestColumns(columns: readonly Column[]) {
  const numbers = numberColumns(columns).filter(({ is_key: isKey, refers_to: table }) => !isKey && table === null);
  const names = nameColumns(columns);
  const who = first(names, named(/customer|client|user|person|account/i), named(/order|basket|session/i));
  const what = first(
    names.filter(({ name }) => name !== who),
    named(/product|article|item|sku/i),
  );
  return {
    value: first(
      numbers,
      ({ role }) => role === 'money',
      ({ role }) => role === 'measure',
      ({ type }) => type === 'number',
      () => true,
    ),
    time: first(
      timeColumns(columns),
      ({ role }) => role === 'time',
      () => true,
    ),
    who,
    what,
  };
}

/** The model as the server takes it; null while something is missing. */
export function definitionOf(goal: KindGoal, dataset: string, choice: KindChoice): Definition | null {
  const head = { model_type: typeOfGoal[goal], algorithm: 'auto' } as const;
  if (goal === 'series') return seriesOf(head, dataset, choice);
  if (goal === 'offers') return offersOf(head, dataset, choice);
  if (choice.features.length === 0) return null;
  const { rare, groups } = choice;
  return {
    ...head,
    feature_columns: [...choice.features],
    training_data_source: { dataset },
    ...(goal === 'anomalies' && { training_options: { contamination: rare } }),
    ...(goal === 'segments' && groups !== undefined && { training_options: { clusters: groups } }),
  };
}

type Head = Pick<Definition, 'model_type' | 'algorithm'>;

function seriesOf(head: Head, dataset: string, choice: KindChoice): Definition | null {
  const { value, time, period, aggregate, horizon, by } = choice;
  if (value === undefined || time === undefined) return null;
  const series = {
    ...(period && { period }),
    ...(aggregate && { aggregate }),
    ...(horizon !== undefined && { horizon }),
    ...(by !== undefined && by !== value && by !== time && { group_column: by }),
  };
  return {
    ...head,
    feature_columns: [],
    target_column: value,
    training_data_source: { dataset, time_column: time },
    ...(Object.keys(series).length > 0 && { training_options: { series } }),
  };
}

function offersOf(head: Head, dataset: string, { who, what, amount, time }: KindChoice): Definition | null {
  if (who === undefined || what === undefined || who === what) return null;
  return {
    ...head,
    feature_columns: [who, what],
    ...(amount !== undefined && { target_column: amount }),
    training_data_source: { dataset, ...(time !== undefined && { time_column: time }) },
  };
}
