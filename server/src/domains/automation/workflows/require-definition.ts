import { automationErrors } from '../automation.errors.ts';
import type { Definition } from '../definition/definition.ts';
import { readDefinition } from '../definition/read-definition.ts';

const MOST_FAULTS = 100;

/** Every fault of what a person has written, up to a hundred. */
export function findDefinitionFaults(source: unknown) {
  const read = readDefinition(source);
  return 'faults' in read ? read.faults.slice(0, MOST_FAULTS) : [];
}

/** @throws AppError workflow_invalid with every fault */
export function requireDefinition(source: unknown): Definition {
  const read = readDefinition(source);
  if ('definition' in read) return read.definition;
  throw automationErrors.workflow_invalid({ count: read.faults.length }, { faults: read.faults.slice(0, MOST_FAULTS) });
}
