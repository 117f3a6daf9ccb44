import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../expressions/scope.ts';
import type { Draft } from './workflows.repository.ts';

/** What a person writes, as `POST /workflows` takes it. */
export type WrittenWorkflow = Readonly<Record<string, unknown>>;

type Written = Partial<Draft> & Pick<Draft, 'workflow_name' | 'workflow_type' | 'workflow_steps'>;

/** Its fields, as they stand in the row of a draft. Whoever calls has had it read before. */
export function toDraft(source: WrittenWorkflow): Draft {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read by the reader of definitions before
  const written = source as unknown as Written;
  const { workflow_name, workflow_type, category, description, trigger_conditions, workflow_steps, settings } = written;
  return {
    workflow_name,
    workflow_type,
    category: category ?? null,
    description: description ?? null,
    trigger_conditions: trigger_conditions ?? {},
    workflow_steps,
    settings: settings ?? {},
  };
}

/** The other way: what a person would write to make it again. */
export function toSource({ category, description, settings, ...others }: Draft): WrittenWorkflow {
  const { workflow_name, workflow_type, trigger_conditions, workflow_steps } = others;
  return {
    workflow_name,
    workflow_type,
    ...(category === null ? {} : { category }),
    ...(description === null ? {} : { description }),
    trigger_conditions,
    workflow_steps,
    ...(isDeepStrictEqual(settings, {}) ? {} : { settings }),
  };
}

/** As it comes back from the database, which orders keys by itself; what was left out says the same as its default. */
export const isSameSource = (one: WrittenWorkflow, other: unknown): boolean =>
  isObject(other) && isDeepStrictEqual(one, toSource(toDraft(other)));
