import type { TextFigures, textFormats } from './profile.schema.ts';
import type { Codes } from './value-codes.ts';

type Format = (typeof textFormats)[number];

/** Longer texts were cut when they were read. */
const LONGEST_SHAPE = 40;
const MOST_SHAPES = 8;
const MOST_EXAMPLES = 5;
const MOST_SPELLINGS = 10;
/** Values are compared by spelling only where they are names, not prose or numbers of things. */
const MOST_NAMES = 5000;
/** Formats that fewer than half of the first values have are not looked for in all of them. */
const FIRST_LOOK = 500;
/** What so many values look like is their format. */
const FORMAT_SHARE = 0.9;

/** In PostgreSQL and JavaScript alike. */
const FORMATS: readonly { name: Format; pattern: string }[] = [
  { name: 'email', pattern: '[^@ ]+@[^@ ]+[.][^@ .]{2,}' },
  { name: 'url', pattern: 'https?://[^ ]+' },
  { name: 'uuid', pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}' },
  { name: 'ip_address', pattern: '[0-9]{1,3}([.][0-9]{1,3}){3}' },
  { name: 'date', pattern: '[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}' },
  { name: 'number', pattern: '[+-]?[0-9]+([.,][0-9]+)*' },
  { name: 'phone', pattern: '[+(]?[0-9][0-9 ()/.-]{5,}[0-9]' },
];

const PLACEHOLDER =
  /^(?:n\/?a|na|nan|nil|null|none|nicht bekannt|unbekannt|unknown|undefined|missing|keine?|tbd|todo|xxx+|\?+|-+|\.+|#n\/a|#value!|#ref!)$/i;

/** The shape of a text: `A-99999` for C-10001. */
function shapeOf(text: string): string {
  let shape = '';
  for (let place = 0; place < text.length && place < LONGEST_SHAPE; place += 1) {
    const code = text.charCodeAt(place);
    if (code > 127) return wideScriptShape(text);
    shape += ASCII_SHAPES[code] ?? '';
  }
  return shape;
}

const ASCII_SHAPES = Array.from({ length: 128 }, (_, code) => wideScriptShape(String.fromCharCode(code)));

/** Of a text that is not plain ASCII. */
function wideScriptShape(text: string): string {
  return text
    .slice(0, LONGEST_SHAPE)
    .toWellFormed()
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/\p{L}/gu, (letter) => (letter === 'A' ? 'A' : 'a'))
    .replaceAll(/\p{N}/gu, '9');
}

/** The same for shapes that differ in length only. */
const wideShapeOf = (shape: string): string => shape.replaceAll(/(A+|a+|9+)/g, (run) => `${run.charAt(0)}+`);

/** What remains of a text when case, accents, spaces and punctuation are taken away. */
const spellingOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{P}\p{S}\s]/gu, '')
    .toLowerCase();

type CountedTexts = [text: string, count: number][];

function countedTexts({ counts, valueOf, distinct }: Codes): CountedTexts {
  return Array.from({ length: distinct }, (_, code) => [String(valueOf(code)), counts[code] ?? 0]);
}

function tally(texts: CountedTexts, nameOf: (text: string) => string): [string, number][] {
  const found = new Map<string, number>();
  for (const [text, count] of texts) {
    const name = nameOf(text);
    found.set(name, (found.get(name) ?? 0) + count);
  }
  return [...found].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function formatOf(texts: CountedTexts, total: number, shapes: [string, number][]): TextFigures['format'] {
  const describe = (name: Format, pattern: string, fits: (text: string) => boolean): TextFigures['format'] => {
    const others = texts.filter(([text]) => !fits(text));
    const share = 1 - others.reduce((sum, [, count]) => sum + count, 0) / total;
    return share < FORMAT_SHARE
      ? null
      : { name, pattern, share, others: others.slice(0, MOST_EXAMPLES).map(([text]) => text) };
  };
  for (const { name, pattern } of FORMATS) {
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    const first = texts.slice(0, FIRST_LOOK);
    if (first.filter(([text]) => whole.test(text)).length < first.length / 2) continue;
    const found = describe(name, pattern, (text) => whole.test(text));
    if (found) return found;
  }
  const [shape = '', count = 0] = shapes[0] ?? [];
  if (count / total < FORMAT_SHARE || !isCode(shape)) return null;
  return describe('code', patternOf(shape), (text) => shapeOf(text) === shape);
}

/** Whether a shape is that of a code: digits, and not a long text. */
const isCode = (shape: string): boolean => shape.includes('9') && shape.length < LONGEST_SHAPE && !shape.includes(' ');

const CLASSES: Record<string, string> = { A: '[[:upper:]]', a: '[[:lower:]]', '9': '[0-9]' };

/** A regular expression for texts of a shape. */
function patternOf(shape: string): string {
  return shape.replaceAll(/A+|a+|9+|./gu, (run) => {
    const known = CLASSES[run.charAt(0)];
    if (known === undefined)
      return /[\w\s]/u.test(run) ? run : `[${run === '^' || run === ']' || run === '\\' ? `\\${run}` : run}]`;
    return run.length === 1 ? known : `${known}{${run.length}}`;
  });
}

function spellingsOf(texts: CountedTexts): string[][] {
  if (texts.length > MOST_NAMES) return [];
  const groups = Map.groupBy(texts, ([text]) => spellingOf(text));
  return [...groups]
    .filter(([spelling, group]) => spelling !== '' && !/^\d+$/.test(spelling) && group.length > 1)
    .map(([, group]) => group.toSorted((a, b) => b[1] - a[1]).map(([text]) => text))
    .slice(0, MOST_SPELLINGS);
}

/** What the texts that were read look like. */
export function describeTexts(codes: Codes): Pick<TextFigures, 'format' | 'shapes' | 'spellings' | 'placeholders'> {
  const texts = countedTexts(codes).filter(([text]) => text.trim() !== '');
  const total = texts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return { format: null, shapes: [], spellings: [], placeholders: [] };
  const exact = tally(texts, shapeOf);
  const shapes =
    (exact[0]?.[1] ?? 0) / total >= FORMAT_SHARE ? exact : tally(texts, (text) => wideShapeOf(shapeOf(text)));
  const placeholders = texts.filter(([text]) => PLACEHOLDER.test(text.trim()));
  return {
    format: formatOf(texts, total, exact),
    shapes: shapes.slice(0, MOST_SHAPES).map(([shape, count]) => ({ shape, share: count / total })),
    spellings: spellingsOf(texts),
    placeholders: placeholders.slice(0, MOST_EXAMPLES).map(([value, count]) => ({ value, share: count / total })),
  };
}
