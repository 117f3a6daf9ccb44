/** Words for yes and no in the product's languages, beside those that `readWord` knows. */
const YES = 'oui vrai ja wahr sí si verdadero はい 真 是 نعم हाँ हां सही सत्य صحيح';
const NO = 'non faux nein falsch falso いいえ 偽 否 假 不是 لا नहीं गलत असत्य خطأ';

const words = new Map<string, boolean>([
  ...YES.split(' ').map((word): [string, boolean] => [word.normalize('NFC'), true]),
  ...NO.split(' ').map((word): [string, boolean] => [word.normalize('NFC'), false]),
]);
/** Words for nothing, beside those that `readWord` knows, each a line: of programs and spreadsheets, then of people. */
const MISSING = `(null)|(blank)|(empty)|missing|unknown|not available|not applicable|?|—|–|―|ー
#value!|#ref!|#div/0!|#name?|#num!|#null!|#nv
nd|n/d|n.d.|s/d|s.d.|desconocido|no disponible|s.o.|s/o|inconnu|non disponible
k.a.|k. a.|unbekannt|keine angabe|entfällt
अज्ञात|लागू नहीं|उपलब्ध नहीं|なし|無し|不明|該当なし|未定|无|無|暂无|未知|不详|不适用
غير معروف|غير متوفر|غير متاح|لا يوجد`;
const missing = new Set(MISSING.split(/[|\n]/).map((word) => word.normalize('NFC')));

const LONGEST_MISSING = Math.max(...[...missing].map((word) => Buffer.byteLength(word)));

const LONGEST = Math.max(...[...words.keys()].map((word) => Buffer.byteLength(word)));

/** Whether a word says yes or no; null where it says neither. */
export function readYesOrNo(bytes: Buffer, start: number, end: number): boolean | null {
  if (end - start > LONGEST + 4) return null;
  return words.get(bytes.toString('utf8', start, end).normalize('NFC').toLowerCase()) ?? null;
}

/** Whether a word says that there is no value, where the column is not one of texts. */
export function isMissingWord(bytes: Buffer, start: number, end: number): boolean {
  if (end - start > LONGEST_MISSING + 4) return false;
  return missing.has(bytes.toString('utf8', start, end).normalize('NFC').toLowerCase());
}
