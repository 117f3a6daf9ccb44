interface Device {
  browser: string | null;
  system: string | null;
  isPhone: boolean;
}

// Most browsers name others beside themselves: the first that fits is the one.
const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
] as const;
const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** What a browser says of itself, in the words that people use. */
export function deviceOf(userAgent: string | null): Device {
  const found = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0] ?? null;
  const system = found(systems);
  return { browser: found(browsers), system, isPhone: system === 'iPhone' || system === 'Android' };
}
