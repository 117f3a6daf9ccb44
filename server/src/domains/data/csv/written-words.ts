/** Words for yes and no in the product's languages, beside those that `readWord` knows. */
const YES = 'oui vrai ja wahr sí si verdadero はい 真 是 نعم हाँ हां सही सत्य صحيح';
const NO = 'non faux nein falsch falso いいえ 偽 否 假 不是 لا नहीं गलत असत्य خطأ';

const words = new Map<string, boolean>([
  ...YES.split(' ').map((word): [string, boolean] => [word.normalize('NFC'), true]),
  ...NO.split(' ').map((word): [string, boolean] => [word.normalize('NFC'), false]),
]);
const LONGEST = Math.max(...[...words.keys()].map((word) => Buffer.byteLength(word)));

/** Whether a word says yes or no; null where it says neither. */
export function readYesOrNo(bytes: Buffer, start: number, end: number): boolean | null {
  if (end - start > LONGEST + 4) return null;
  return words.get(bytes.toString('utf8', start, end).normalize('NFC').toLowerCase()) ?? null;
}
