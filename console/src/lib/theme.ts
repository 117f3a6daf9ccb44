import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from './storage.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

const listeners = new Set<() => void>();
const darkQuery = matchMedia('(prefers-color-scheme: dark)');

function chosen(): ThemeChoice {
  const stored = readStored('theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

let choice = chosen();

function shown(): 'light' | 'dark' {
  if (choice === 'system') return darkQuery.matches ? 'dark' : 'light';
  return choice;
}

function apply(): void {
  document.documentElement.dataset['theme'] = shown();
  for (const listener of listeners) listener();
}

darkQuery.addEventListener('change', apply);

export function setTheme(next: ThemeChoice): void {
  choice = next;
  writeStored('theme', next === 'system' ? null : next);
  apply();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): { choice: ThemeChoice; shown: 'light' | 'dark' } {
  return {
    choice: useSyncExternalStore(subscribe, () => choice),
    shown: useSyncExternalStore(subscribe, shown),
  };
}
