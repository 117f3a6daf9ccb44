import { lazy, Suspense, useEffect } from 'react';
import { takeBackOffered, useOfferedUndo } from '../lib/undo.ts';
import './undo-bar.css';

const UndoOffer = lazy(async () => ({ default: (await import('./undo-offer.tsx')).UndoOffer }));

/**
 * Where it is said what was just done, and can be taken back. The place is always there, so that readers of screens
 * hear it; and Ctrl+Z outside of fields is heard at once, also while the offer itself is still on its way.
 */
export function UndoBar() {
  const offered = useOfferedUndo();
  useEffect(() => {
    if (offered === null) return undefined;
    const listen = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isUndo || (event.target instanceof HTMLElement && event.target.matches('input, textarea, select'))) return;
      event.preventDefault();
      takeBackOffered();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [offered]);
  return (
    <output className="undo-place">
      <Suspense>{offered !== null && <UndoOffer offered={offered} />}</Suspense>
    </output>
  );
}
