import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import type { Undoable } from '../lib/undo.ts';
import { takeBackOffered, withdrawUndo } from '../lib/undo.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const offeredMs = 10_000;

/** What was just done, and the way to take it back: by its button here, or by Ctrl+Z. It waits for whoever points at it. */
export function UndoOffer({ offered }: { offered: Undoable }) {
  const { t } = useMessages();
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const isHeld = (): boolean => bar.current?.matches(':hover, :focus-within') ?? false;
    let timer = setTimeout(goAway, offeredMs);
    function goAway(): void {
      if (isHeld()) timer = setTimeout(goAway, offeredMs);
      else withdrawUndo(offered);
    }
    return () => clearTimeout(timer);
  }, [offered]);

  return (
    <div className="undo-bar" ref={bar}>
      <span className="grow">{offered.text}</span>
      <Button size="small" aria-keyshortcuts="Control+Z Meta+Z" onClick={takeBackOffered}>
        {t('console.undo')}
      </Button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('console.undo.dismiss')}
        onClick={() => withdrawUndo(offered)}
      >
        <Icon as={X} size={14} />
      </button>
    </div>
  );
}
