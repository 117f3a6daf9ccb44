import type { Subject } from '../../lib/subjects.ts';

interface NumberAssumption {
  /** Its place in the parameters of the question. */
  path: string;
  kind: 'integer' | 'number' | 'percent';
  /** As the server takes it: shares are 0 … 1. */
  min: number;
  max: number;
  /** Whether it may be left empty. */
  isOptional?: boolean;
}

interface ChoiceAssumption {
  path: string;
  kind: 'choice';
  choices: readonly string[];
  isOptional?: boolean;
}

export type Assumption = NumberAssumption | ChoiceAssumption;
/** By path; an empty one is left out. */
export type Assumptions = Readonly<Record<string, number | string | null>>;

const billion = 1e9;

/** What a person may assume otherwise. The server knows more of it; these are what a business is asked for. */
export const assumptions = {
  customers: [
    { path: 'horizon_days', kind: 'integer', min: 30, max: 1095 },
    { path: 'contact_cost', kind: 'number', min: 0, max: billion },
    { path: 'save_rate', kind: 'percent', min: 0, max: 1 },
    { path: 'margin', kind: 'percent', min: 0.001, max: 1, isOptional: true },
  ],
  stock: [
    { path: 'order_cost', kind: 'number', min: 0.01, max: billion },
    { path: 'holding_rate', kind: 'percent', min: 0.001, max: 5 },
    { path: 'lead_time_days', kind: 'integer', min: 0, max: 365 },
    { path: 'service_levels.a', kind: 'percent', min: 0.5, max: 0.999 },
    { path: 'service_levels.b', kind: 'percent', min: 0.5, max: 0.999 },
    { path: 'service_levels.c', kind: 'percent', min: 0.5, max: 0.999 },
  ],
  service: [
    { path: 'horizon_days', kind: 'integer', min: 1, max: 91 },
    { path: 'target.share', kind: 'percent', min: 0.01, max: 0.99 },
    { path: 'target.within_minutes', kind: 'number', min: 0, max: 10_080 },
    { path: 'handling_minutes', kind: 'number', min: 0.01, max: 1440, isOptional: true },
    { path: 'shrinkage', kind: 'percent', min: 0, max: 0.9 },
    { path: 'wage_per_hour', kind: 'number', min: 0.01, max: 1e6, isOptional: true },
  ],
  revenue: [
    { path: 'grain', kind: 'choice', choices: ['day', 'week', 'month', 'quarter'] },
    { path: 'horizon', kind: 'integer', min: 1, max: 366, isOptional: true },
    { path: 'dimension', kind: 'choice', choices: ['region', 'channel', 'segment', 'category'], isOptional: true },
    { path: 'what_if.0.price_change', kind: 'percent', min: -0.9, max: 1, isOptional: true },
    { path: 'what_if.0.spend_change', kind: 'percent', min: -1, max: 3, isOptional: true },
  ],
} as const satisfies Record<Subject, readonly Assumption[]>;

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What was assumed, as the parameters of an answer say it. */
export function assumptionsOf(subject: Subject, parameters: unknown): Assumptions {
  return Object.fromEntries(
    assumptions[subject].map(({ path }) => {
      const value = path
        .split('.')
        .reduce<unknown>((holder, name) => (isHolder(holder) ? holder[name] : undefined), parameters);
      return [path, typeof value === 'number' || typeof value === 'string' ? value : null];
    }),
  );
}

/**
 * The parameters of a question in which these things are assumed.
 * @param scenario what the one scenario that a person may ask for is called in the answer
 */
export function parametersOf(subject: Subject, assumed: Assumptions, scenario: string): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const { path } of assumptions[subject]) {
    const value = assumed[path] ?? null;
    const [name = '', inner, last] = path.split('.');
    if (value === null) continue;
    if (inner === undefined) parameters[name] = value;
    // Of scenarios, as of lists, there is the first alone.
    else if (last !== undefined) parameters[name] = [{ ...firstOf(parameters[name]), [last]: value }];
    else parameters[name] = { ...fieldsOf(parameters[name]), [inner]: value };
  }
  const changes = firstOf(parameters['what_if']);
  const isSomethingElse = Object.values(changes).some((value) => value !== 0);
  if ('what_if' in parameters) parameters['what_if'] = isSomethingElse ? [{ ...changes, name: scenario }] : [];
  return parameters;
}

const fieldsOf = (value: unknown): Record<string, unknown> => (isHolder(value) ? value : {});
const firstOf = (value: unknown): Record<string, unknown> => (Array.isArray(value) ? fieldsOf(value[0]) : {});

export const isWithin = ({ min, max }: NumberAssumption, value: number): boolean => value >= min && value <= max;
