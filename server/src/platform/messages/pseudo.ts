import { icuTypes, parseIcu, walkIcu } from './icu.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = 'áƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ';

/** Letter for letter, so that places found before stay right. */
const accent = (text: string): string =>
  text.replace(/[a-zA-Z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);

/**
 * The pseudo-locale en-XA of an English message: accented, in brackets and longer by two fifths, with every placeholder
 * intact. Text on a screen without accents is in no catalogue; a message without its bracket is cut off.
 */
export function pseudoLocalize(text: string): string {
  let accented = text;
  let literalLength = 0;
  walkIcu(parseIcu(text), ({ type, location }) => {
    if (type !== icuTypes.literal || !location) return;
    const [start, end] = [location.start.offset, location.end.offset];
    accented = accented.slice(0, start) + accent(accented.slice(start, end)) + accented.slice(end);
    literalLength += end - start;
  });
  return `[${accented} ${'~'.repeat(Math.ceil(literalLength * 0.4))}]`;
}
