import type { Condition } from './conditions.ts';
import { conditionsParam } from './conditions.ts';
import { choiceParam, listParam, present, textParam } from './url-state.ts';

export const figureFunctions = ['count', 'count_distinct', 'sum', 'avg', 'median', 'min', 'max'] as const;
export type FigureFunction = (typeof figureFunctions)[number];
export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
export const periods = ['7d', '30d', '90d', '12m', '36m'] as const;
export type QuestionPeriod = (typeof periods)[number];

/** A figure: an aggregate, of a column unless rows are counted. */
export interface Figure {
  function: FigureFunction;
  field: string;
}

/** A question as it stands in the address. What is not said is not asked. */
export interface Question {
  dataset?: string;
  metric?: string;
  /** As `sum:amount`. */
  figures?: string[];
  /** The first two figures also as a ratio. */
  ratio?: 'yes';
  by?: string[];
  time?: string;
  grain?: Grain;
  period?: QuestionPeriod;
  compare?: 'previous_period' | 'previous_year';
  where?: Condition[];
  view?: 'table' | 'chart';
  tab?: 'sql';
  sql?: string;
}

/** Reads a question from an address, whatever a person typed there. */
export function questionParams(search: Record<string, unknown>): Question {
  return present({
    dataset: textParam(search['dataset']),
    metric: textParam(search['metric']),
    figures: listParam(search['figures']),
    ratio: choiceParam(search['ratio'], ['yes']),
    by: listParam(search['by']),
    time: textParam(search['time']),
    grain: choiceParam(search['grain'], grains),
    period: choiceParam(search['period'], periods),
    compare: choiceParam(search['compare'], ['previous_period', 'previous_year']),
    where: conditionsParam(search['where']),
    view: choiceParam(search['view'], ['table', 'chart']),
    tab: choiceParam(search['tab'], ['sql']),
    sql: textParam(search['sql']),
  });
}

export function figureOf(text: string): Figure {
  const [name = '', ...rest] = text.split(':');
  return { function: choiceParam(name, figureFunctions) ?? 'count', field: rest.join(':') };
}

export const figureText = ({ function: name, field }: Figure): string => (name === 'count' ? name : `${name}:${field}`);
