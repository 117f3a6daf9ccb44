import { lazy, Suspense } from 'react';
import { findStep, insertStep, makeStep, rootPath, type StepType } from './definition.ts';
import { type Editor, type Place, useEditor } from './editor-context.ts';
import { beginnings } from './step-looks.ts';

const StepPalette = lazy(async () => ({ default: (await import('./step-palette.tsx')).StepPalette }));

/** Lets a type be chosen and puts a step of it in its place. */
export function AddStep({ place, onClose }: { place: Place | null; onClose(): void }) {
  const { draft, edit, select } = useEditor();
  if (place === null) return null;
  const add = (type: StepType) => {
    const step = makeStep(draft, type, beginnings[type]);
    edit(insertStep(draft, place.listPath, place.index, step));
    onClose();
    select(step.id);
    focusPanel();
  };
  return (
    <Suspense>
      <StepPalette onChoose={add} onClose={onClose} />
    </Suspense>
  );
}

/** Where a step is added without saying where: after the one that is chosen. */
export function placeAfterSelected({ draft, selected }: Pick<Editor, 'draft' | 'selected'>): Place {
  const placed = findStep(draft, selected ?? undefined);
  if (placed === null) return { listPath: rootPath, index: draft.workflow_steps.length };
  return { listPath: placed.list.path, index: placed.index + 1 };
}

/** A step was just added: what comes next is to say what it does. */
function focusPanel(): void {
  // After the dialog has given the focus back.
  setTimeout(() => document.querySelector<HTMLElement>('.side-form input')?.focus(), 60);
}
