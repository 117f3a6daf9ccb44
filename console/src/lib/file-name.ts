const longestNameBytes = 63;
const encoder = new TextEncoder();

/** The name of a dataset made from the name of a file: "Orders 2026-11.csv" becomes "orders_2026_11". */
export function datasetNameOf(fileName: string): string {
  const plain = fileName
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, '_')
    .replace(/^[_\p{Mark}]+|_+$/gu, '');
  return shortened(plain === '' ? 'data' : plain);
}

function shortened(name: string): string {
  let short = name;
  while (byteLength(short) > longestNameBytes) short = Array.from(short).slice(0, -1).join('');
  return short.replace(/_+$/, '');
}

function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Whether the server takes such a name: letters of any script, digits, spaces and _ . - */
export function isDatasetName(name: string): boolean {
  const trimmed = name.normalize('NFC').trim();
  return /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .-]*$/u.test(trimmed) && byteLength(trimmed) <= longestNameBytes;
}
