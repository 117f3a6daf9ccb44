import { type Path, type Step, updateStep } from './definition.ts';
import { useEditor } from './editor-context.ts';
import type { Fault } from './faults.ts';

/** What a form about a step is given. */
export interface StepFormProps {
  step: Step;
  faults: readonly Fault[];
}

export function useStepChange({ id }: Step) {
  const { draft, edit } = useEditor();
  return (path: Path, value: unknown) => edit(updateStep(draft, id, path, value), `${id}/${path.join('/')}`);
}
