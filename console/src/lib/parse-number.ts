/**
 * Reads a number as a person of that language types it: "1.234,5" in German, "1,234.5" in English, any digits
 * that the script has. Null where the text is no number. A lone separator that cannot group (as in "1.5" in
 * German) is taken for the decimal sign.
 */
export function parseNumber(text: string, format: Intl.NumberFormat): number | null {
  const parts = format.formatToParts(12_345.6);
  const decimal = parts.find((part) => part.type === 'decimal')?.value ?? '.';
  const group = parts.find((part) => part.type === 'group')?.value ?? ',';
  const plain = toAsciiDigits(text.trim())
    .replace(/[\u2212\u061C\u200E\u200F]/g, (sign) => (sign === '\u2212' ? '-' : ''))
    .replace(/[\s\u00A0\u202F'’]/g, '');
  const canonical = withoutGroups(plain, decimal, group);
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(canonical)) return null;
  const value = Number(canonical);
  return Number.isFinite(value) ? value : null;
}

function withoutGroups(text: string, decimal: string, group: string): string {
  const grouped = group === '.' || group === ',' ? group : undefined;
  if (grouped === undefined) return text.replace(decimal, '.');
  const escaped = grouped === '.' ? '\\.' : ',';
  const regular = new RegExp(`^[+-]?\\d{1,3}(${escaped}\\d{2,3})*${escaped}\\d{3}(\\D.*)?$`);
  const onlySeparator = text.split(grouped).length === 2 && !text.includes(decimal);
  if (regular.test(text)) return text.replaceAll(grouped, '').replace(decimal, '.');
  return onlySeparator ? text.replace(grouped, '.') : text.replace(decimal, '.');
}

function toAsciiDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace('٫', '.')
    .replaceAll('٬', '');
}
