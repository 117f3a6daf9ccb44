import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { Undoable } from '../lib/undo.ts';
import { offerUndo } from '../lib/undo.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const offeredMs = 10_000;

/** What was just done, and the way to take it back: by its button, or by Ctrl+Z outside of fields. It waits for whoever points at it. */
export function UndoOffer({ offered }: { offered: Undoable }) {
  const { t } = useMessages();
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const isHeld = (): boolean => bar.current?.matches(':hover, :focus-within') ?? false;
    let timer = setTimeout(goAway, offeredMs);
    function goAway(): void {
      if (isHeld()) timer = setTimeout(goAway, offeredMs);
      else offerUndo(null);
    }
    const listen = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if (!isUndo || (event.target instanceof HTMLElement && event.target.matches('input, textarea, select'))) return;
      event.preventDefault();
      takeBack(offered);
    };
    document.addEventListener('keydown', listen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', listen);
    };
  }, [offered]);

  return (
    <div className="undo-bar" ref={bar}>
      <span className="grow">{offered.text}</span>
      <Button size="small" aria-keyshortcuts="Control+Z Meta+Z" onClick={() => takeBack(offered)}>
        {t('console.undo')}
      </Button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('console.undo.dismiss')}
        onClick={() => offerUndo(null)}
      >
        <Icon as={X} size={14} />
      </button>
    </div>
  );
}

function takeBack(offered: Undoable): void {
  offerUndo(null);
  offered.undo();
}
