import { tenancyErrors } from '../tenancy.errors.ts';

/** Long enough for the form, and still among the first that anybody tries. */
const COMMON = new Set([
  '1234567890',
  '0123456789',
  '12345678910',
  '123456789a',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'password123',
  'password1234',
  'passwort123',
  'administrator',
  'welcome123',
  'iloveyou123',
  'letmein123',
  'changeme123',
  'motdepasse',
  'contraseña',
  'business suite',
  'businesssuite',
]);

/** How few different characters make a password one that is guessed by repeating them. */
const FEW_CHARACTERS = 3;

/**
 * Length is checked at the door; here, what makes a long password weak all the same.
 * @param known what others know of the person: address, name
 * @throws AppError password_refused
 */
export function checkPassword(password: string, known: readonly string[], pointer: string): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const personal = known.flatMap((text) => [text, text.split('@', 1)[0] ?? '']).map(lettersOf);
  const isCommon = COMMON.has(plain) || new Set(plain).size <= FEW_CHARACTERS || isRun(plain);
  const letters = lettersOf(plain);
  const isPersonal = letters.length >= 4 && personal.includes(letters);
  if (isCommon) throw refused(pointer, 'password_common');
  if (isPersonal) throw refused(pointer, 'password_personal');
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}]/gu, '');

/** Every character follows the one before: abcdefghij, 9876543210. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return [1, -1].some((step) => codes.every((code, index) => index === 0 || code - (codes[index - 1] ?? 0) === step));
}

function refused(pointer: string, code: 'password_common' | 'password_personal') {
  return tenancyErrors.password_refused({}, { faults: [{ pointer, code }] });
}
