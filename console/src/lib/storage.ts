/** Storage that a browser may refuse: reading then finds nothing and writing does nothing. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`suite.${key}`);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`suite.${key}`);
    else localStorage.setItem(`suite.${key}`, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
