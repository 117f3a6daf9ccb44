/// <reference types="node" />
import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { IntlMessageFormat } from 'intl-messageformat';

// A language that is made, not written: the English texts with every letter changed, longer by two fifths, in brackets.
// What then still shows a plain letter was never a text of a catalogue, or is somebody's data and stands in a <bdi>.

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const changed = Array.from('ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ');
const letters = new Map(Array.from(plain, (letter, place) => [letter, changed[place] ?? letter]));
const longerBy = 0.4;
/** Beyond this a text has words, which may stand on lines of their own. */
const wordLetters = 8;

/** A part of a parsed text, as far as it matters here. */
interface Piece {
  type: number;
  value?: string;
  options?: Record<string, { value: Piece[] }>;
  children?: Piece[];
}

const literalType = 0;
const parse = (text: string): readonly Piece[] => new IntlMessageFormat(text).getAst();
/** The words of a literal part; of any other, nothing. */
const wordsOf = ({ type, value = '' }: Piece): string => (type === literalType ? value : '');

/** One literal part of a text. */
function disguise(text: string): string {
  const words = text.trim();
  if (!/\p{L}/u.test(words)) return text;
  const more = words.slice(0, Math.ceil(words.length * longerBy)).trim();
  const longer = text.trimEnd() + (words.length > wordLetters ? ' ' : '') + more;
  const space = text.slice(text.trimEnd().length);
  return Array.from(longer + space, (letter) => letters.get(letter) ?? letter).join('');
}

function disguisePiece(piece: Piece): Piece {
  const { options, children } = piece;
  if (options !== undefined) {
    const disguised = Object.entries(options).map(([name, { value }]) => [name, { value: value.map(disguisePiece) }]);
    return { ...piece, options: Object.fromEntries(disguised) };
  }
  if (children !== undefined) return { ...piece, children: children.map(disguisePiece) };
  return piece.type === literalType ? { ...piece, value: disguise(wordsOf(piece)) } : piece;
}

const literal = (value: string): Piece => ({ type: literalType, value });

/** A text as the build parses it: placeholders, plurals and tags stay whole. */
function disguiseText(text: string): string | Piece[] {
  const pieces = [literal('⟦'), ...parse(text).map(disguisePiece), literal('⟧')];
  const isPlain = pieces.every(({ type }) => type === literalType);
  return isPlain ? pieces.map(wordsOf).join('') : pieces;
}

const root = new URL('../../', import.meta.url);
const catalogues = new URL('server/src/platform/messages/catalogues/en/', root);

async function readCatalogue(file: URL): Promise<Record<string, string>> {
  return JSON.parse(await readFile(file, 'utf8'));
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** What a text may look like once its values are put in. */
function patternOf(pieces: readonly Piece[]): string {
  const patterns = pieces.map((piece) => {
    const { options, children } = piece;
    if (options !== undefined)
      return `(?:${Object.values(options)
        .map(({ value }) => patternOf(value))
        .join('|')})`;
    if (children !== undefined) return patternOf(children);
    return piece.type === literalType ? escaped(wordsOf(piece)) : String.raw`[\s\S]*`;
  });
  return patterns.join('');
}

/** The server answers in English: its texts are whole, and are of its catalogues. */
export async function createServerTextCheck(): Promise<(text: string) => boolean> {
  const files = (await readdir(catalogues)).filter((file) => !file.startsWith('console'));
  const all = await Promise.all(files.map((file) => readCatalogue(new URL(file, catalogues))));
  const patterns = all.flatMap((catalogue) =>
    Object.values(catalogue).flatMap((text) => {
      const pieces = parse(text);
      // A text of nothing but values would fit anything.
      const hasWords = pieces.some((piece) => /\p{L}{2}/u.test(wordsOf(piece)));
      return hasWords ? [new RegExp(`^${patternOf(pieces)}$`)] : [];
    }),
  );
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** Serves the made language in the place of English, in every page of this test. */
export async function speakPseudo(page: Page): Promise<void> {
  const manifest: Record<string, { file: string }> = JSON.parse(
    await readFile(new URL('console/dist/.vite/manifest.json', root), 'utf8'),
  );
  for (const [source, { file }] of Object.entries(manifest)) {
    if (!/catalogues\/en\/\w+\.json$/.test(source)) continue;
    const catalogue = await readCatalogue(new URL(`console/${source}`, root));
    const texts = Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, disguiseText(text)]));
    const body = `export default ${JSON.stringify(texts)}`;
    await page.route(`**/${file}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  }
  await page.addInitScript(bracketFormats);
}

/** Dates, units and lists are written by the browser: they are put into brackets as well. Runs in the page. */
function bracketFormats(): void {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- what stands outside does not come into the page
  const bracket = (text: string) => (/\p{L}/u.test(text) ? `⟦${text}⟧` : text);
  for (const Format of [Intl.DateTimeFormat, Intl.NumberFormat]) {
    const own = Object.getOwnPropertyDescriptor(Format.prototype, 'format');
    Object.defineProperty(Format.prototype, 'format', {
      get(this: Intl.NumberFormat) {
        const write = own?.get?.call(this);
        return (value: number) => bracket(write(value));
      },
    });
  }
  const { format: relative } = Intl.RelativeTimeFormat.prototype;
  Intl.RelativeTimeFormat.prototype.format = function format(amount: number, unit: Intl.RelativeTimeFormatUnit) {
    return bracket(relative.call(this, amount, unit));
  };
  const { format: list } = Intl.ListFormat.prototype;
  Intl.ListFormat.prototype.format = function format(items) {
    return bracket(list.call(this, items));
  };
  const { of } = Intl.DisplayNames.prototype;
  Intl.DisplayNames.prototype.of = function name(code) {
    return bracket(of.call(this, code) ?? '');
  };
}
