import { closestName } from '../../../platform/closest-name.ts';
import type { Fault } from '../../../platform/errors.ts';
import type { ColumnType } from '../csv/inference.ts';
import type { Today } from './calendar.ts';

/** A column as queries know it. */
export interface QueryColumn {
  name: string;
  /** What it is called in SQL, where that is not its name. */
  sqlName?: string;
  type: ColumnType;
  /** Whether its values tell the rows apart, by a unique index. */
  isKey?: boolean;
  /** The dataset whose key it holds, as somebody has declared. */
  refersTo?: string | null;
  /** A currency, or null. */
  unit?: string | null;
}

export interface QueryDataset {
  name: string;
  columns: readonly QueryColumn[];
}

export const queryFaults = [
  'unknown_dataset',
  'unknown_dataset_did_you_mean',
  'unknown_column',
  'unknown_column_did_you_mean',
  'unknown_name',
  'unknown_name_did_you_mean',
  'name_taken',
  'operator_does_not_suit',
  'value_does_not_suit',
  'condition_unclear',
  'join_unclear',
  'join_types_differ',
  'function_does_not_suit',
  'measure_unclear',
  'option_missing',
  'formula_unreadable',
  'grain_does_not_suit',
  'period_unclear',
  'comparison_needs_time',
  'does_not_go_together',
  'asks_nothing',
  'source_unclear',
  'zone_unknown',
] as const;
export type QueryFault = Fault<(typeof queryFaults)[number]>;

/** Where and when a query is asked; the same context and query give the same SQL. */
export interface CompileContext {
  schema: string;
  timeZone: string;
  today: Today;
}

/** A place where values become parameters and what is wrong is noted. */
export interface Compilation extends CompileContext {
  parameters: unknown[];
  faults: QueryFault[];
  /** The parameter of a value; a value that is there already is not sent again. */
  bind(value: unknown, type: string): string;
  fault(pointer: string, code: QueryFault['code'], params?: Record<string, string | number>): null;
  /** A fault that proposes what was probably meant. */
  unknown(pointer: string, what: 'dataset' | 'column' | 'name', wanted: string, known: readonly string[]): null;
}

export function createCompilation(context: CompileContext): Compilation {
  const parameters: unknown[] = [];
  const faults: QueryFault[] = [];
  const places = new Map<string, number>();
  const compilation: Compilation = {
    ...context,
    parameters,
    faults,
    bind(value, type) {
      const key = JSON.stringify([type, value]);
      let place = places.get(key);
      if (place === undefined) {
        place = parameters.push(value);
        places.set(key, place);
      }
      return `$${place}::${type}`;
    },
    fault(pointer, code, params = {}) {
      faults.push({ pointer, code, params });
      return null;
    },
    unknown(pointer, what, wanted, known) {
      const closest = closestName(wanted, known);
      const name = wanted.slice(0, 100).toWellFormed();
      return closest === null
        ? compilation.fault(pointer, `unknown_${what}`, { name })
        : compilation.fault(pointer, `unknown_${what}_did_you_mean`, { name, closest });
    },
  };
  return compilation;
}
