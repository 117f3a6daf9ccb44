import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMessages } from '../lib/messages/messages.tsx';
import { Icon } from '../ui/icon.tsx';

const load = () => import('./palette.tsx');
const Palette = lazy(async () => ({ default: (await load()).Palette }));
const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the palette of places and actions, as Ctrl+K or ⌘K does; its machinery is fetched when it is wanted. */
export function PaletteButton() {
  const { t } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const open = (): void => {
    setWasOpen(true);
    setIsOpen(true);
  };

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      setWasOpen(true);
      setIsOpen((now) => !now);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <>
      <button
        type="button"
        className="palette-button"
        aria-haspopup="dialog"
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        onClick={open}
        onPointerEnter={() => void load()}
      >
        <Icon as={Search} />
        <span className="palette-words truncate">{t('console.palette.open')}</span>
        <kbd className="wide-only" dir="ltr" aria-hidden>
          {isApple ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {wasOpen && (
        <Suspense fallback={null}>
          <Palette open={isOpen} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
