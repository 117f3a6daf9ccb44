import { automationErrors } from '../automation.errors.ts';
import type { Definition, Step } from '../definition/definition.ts';
import { listsOf } from '../workflows/compare.ts';

/** A definition of this step alone, wherever it stands. @throws AppError step_not_found */
export function onlyStep(definition: Definition, stepId: string): Definition {
  const step = findStep(definition.workflow_steps, stepId);
  if (!step) throw automationErrors.step_not_found({ step: stepId.slice(0, 100) });
  return { ...definition, workflow_steps: [{ ...step, on_error: 'fail' }] };
}

function findStep(steps: readonly Step[], id: string): Step | null {
  for (const step of steps) {
    if (step.id === id) return step;
    for (const [, inner] of listsOf(step)) {
      const found = findStep(inner, id);
      if (found) return found;
    }
  }
  return null;
}
