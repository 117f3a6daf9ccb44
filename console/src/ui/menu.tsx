import { lazy, Suspense, useEffect, useState } from 'react';
import type { MenuProps } from './menu-entries.ts';

const load = () => import('./menu-popup.tsx');
const MenuPopup = lazy(async () => ({ default: (await load()).MenuPopup }));

/** A menu whose machinery is fetched when the page has come to rest, or at the first touch if that is sooner. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState<'no' | 'ready' | 'open'>('no');

  useEffect(() => {
    const timer = setTimeout(() => void load().then(() => setWanted((now) => (now === 'no' ? 'ready' : now))), 1500);
    return () => clearTimeout(timer);
  }, []);

  const still = (
    <button
      type="button"
      className={props.className}
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted('open')}
      onPointerEnter={() => void load()}
    >
      {props.trigger}
    </button>
  );
  if (wanted === 'no') return still;
  return (
    <Suspense fallback={still}>
      <MenuPopup {...props} initiallyOpen={wanted === 'open'} />
    </Suspense>
  );
}
