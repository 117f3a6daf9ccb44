/** A value as it is typed into one line: `5`, `true`, `[1, 2]` and `"5"` are JSON, anything else is a text. */
export function readLoose(text: string): unknown {
  if (!/^(-?\d|true$|false$|null$|["[{])/.test(text) || text.startsWith('{{') || text.startsWith('{%')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}

/** The other way; a text that would be read as something else is quoted. */
export function writeLoose(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return readLoose(value) === value ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

/** Texts and numbers parted by commas. */
export function readList(text: string): (string | number)[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => (/^-?\d+(\.\d+)?$/.test(item) ? Number(item) : item));
}

export const writeList = (value: unknown): string =>
  Array.isArray(value)
    ? value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item))).join(', ')
    : writeLoose(value);
