import { type IcuElement, icuTypes, parseIcu, walkIcu } from './icu.ts';

interface PluralShape {
  readonly name: string;
  readonly ordinal: boolean;
  /** The plural categories it has branches for, without exact ones such as `=0`. */
  readonly categories: readonly string[];
}

/** What must agree between the translations of one message. */
interface MessageShape {
  /** For each placeholder what it takes: `text`, `number`, `select(a|b)`, … */
  readonly placeholders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly plurals: readonly PluralShape[];
  /** The words themselves, without placeholders. */
  readonly words: string;
}

/** @throws when the text is not ICU MessageFormat. */
export function shapeOf(text: string): MessageShape {
  const placeholders = new Map<string, Set<string>>();
  const plurals: PluralShape[] = [];
  const literals: string[] = [];
  walkIcu(parseIcu(text), (element) => {
    const name = typeof element.value === 'string' ? element.value : '';
    if (element.type === icuTypes.literal) literals.push(name);
    const kind = kindOf(element);
    if (kind === null) return;
    placeholders.set(name, (placeholders.get(name) ?? new Set()).add(kind));
    if (element.type === icuTypes.plural) plurals.push(pluralShape(name, element));
  });
  return { placeholders, plurals, words: literals.join(' ') };
}

function pluralShape(name: string, { options = {}, pluralType }: IcuElement): PluralShape {
  const categories = Object.keys(options).filter((option) => !option.startsWith('='));
  return { name, ordinal: pluralType === 'ordinal', categories };
}

function kindOf({ type, style, options = {} }: IcuElement): string | null {
  switch (type) {
    case icuTypes.placeholder:
      return 'text';
    case icuTypes.number:
      return style === null || style === undefined ? 'number' : `number ${styleName(style)}`;
    case icuTypes.plural:
      return 'number';
    case icuTypes.date:
      return 'date';
    case icuTypes.time:
      return 'time';
    case icuTypes.select:
      return `select(${Object.keys(options).toSorted().join('|')})`;
    case icuTypes.tag:
      return 'tag';
    default:
      return null;
  }
}

function styleName(style: unknown): string {
  if (typeof style === 'object' && style !== null && 'parsedOptions' in style)
    return JSON.stringify(style.parsedOptions);
  return String(style);
}
