import type { KeyboardEvent } from 'react';
import { placeAfterSelected } from './add-step.tsx';
import type { Editor } from './editor-context.ts';
import type { useDraft } from './use-draft.ts';

/** Keys that hold in every part of the editor. */
export function keysOf(editor: Editor, { dispatch, save }: ReturnType<typeof useDraft>) {
  return (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && key === 's' && editor.mayChange) save.mutate('gently');
    else if (isCommand && (key === 'y' || (key === 'z' && event.shiftKey))) dispatch({ kind: 'redo' });
    else if (isCommand && key === 'z') dispatch({ kind: 'undo' });
    else if (key === 'a' && !isCommand && !event.altKey && editor.mayChange && !isWriting(event.target)) {
      editor.addAt(placeAfterSelected(editor));
    } else return;
    event.preventDefault();
  };
}

const isWriting = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role=dialog]') !== null;
