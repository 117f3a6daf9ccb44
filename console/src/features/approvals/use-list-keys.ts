import { useEffect } from 'react';

const steps = new Map([
  ['j', 1],
  ['k', -1],
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);

/** J and K go through a list from anywhere but fields; the arrow keys where the focus is in the list already. */
export function useListKeys(ids: readonly string[], current: string | undefined, choose: (id: string) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const step = steps.get(event.key);
      const { target } = event;
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof HTMLElement) || target.matches('input, textarea, select, [role=menuitem]')) return;
      const isInList = target.closest('.asks-list') !== null;
      if (event.key.startsWith('Arrow') && !isInList) return;
      const at = current === undefined ? -1 : ids.indexOf(current);
      const next = ids[Math.min(ids.length - 1, Math.max(0, at + step))];
      if (next === undefined) return;
      event.preventDefault();
      choose(next);
      const entry = document.getElementById(`entry-${next}`);
      if (isInList) entry?.focus();
      entry?.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [ids, current, choose]);
}
