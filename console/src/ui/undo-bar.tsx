import { lazy, Suspense } from 'react';
import { useOfferedUndo } from '../lib/undo.ts';
import './undo-bar.css';

const UndoOffer = lazy(async () => ({ default: (await import('./undo-offer.tsx')).UndoOffer }));

/** Where it is said what was just done, and can be taken back. The place is always there, so that readers of screens hear it. */
export function UndoBar() {
  const offered = useOfferedUndo();
  return (
    <output className="undo-place">
      <Suspense>{offered !== null && <UndoOffer offered={offered} />}</Suspense>
    </output>
  );
}
