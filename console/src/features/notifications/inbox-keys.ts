import { useEffect, useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../../lib/storage.ts';

type Keys = Record<string, () => void>;

const listeners = new Set<() => void>();
let isOn = readStored('inboxKeys') !== 'off';

/** Single letters disturb those who dictate, so they can be switched off, for this browser. */
export function setKeysOn(next: boolean): void {
  isOn = next;
  writeStored('inboxKeys', next ? null : 'off');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useKeysOn(): boolean {
  return useSyncExternalStore(subscribe, () => isOn);
}

const overlays = '[role=dialog], [role=menu]';

/** Single keys for the page, wherever nothing is being written and nothing lies over it. */
export function useInboxKeys(keys: Keys): void {
  const areOn = useKeysOn();
  useEffect(() => {
    if (!areOn) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select')) return;
      const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (act === undefined || document.querySelector(overlays) !== null) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
