const APOSTROPHE = 39;
const TAB = 9;
const RETURN = 13;
const STARTS_FORMULA = new Set(Buffer.from('=+-@'));
const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/**
 * Texts that exports put an apostrophe before, as a regular expression of PostgreSQL: what a spreadsheet would run, the
 * empty text, which no value could else be told from, and what looks like a text that was guarded already.
 */
export const NEEDS_GUARD = String.raw`^'*([ \t\n\v\f\r]*[=+@-]|[\t\r]|$)`;

/** Whether a text in quotes carries the apostrophe of an export; without it, it is again what it was before. */
export function isGuarded(bytes: Buffer, start: number, end: number): boolean {
  if (end === start || bytes[start] !== APOSTROPHE) return false;
  let position = start + 1;
  while (position < end && bytes[position] === APOSTROPHE) position += 1;
  if (position === end || bytes[position] === TAB || bytes[position] === RETURN) return true;
  while (position < end && isSpace(bytes[position] ?? 0)) position += 1;
  return position < end && STARTS_FORMULA.has(bytes[position] ?? 0);
}
