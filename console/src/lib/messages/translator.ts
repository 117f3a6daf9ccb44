import type { PrimitiveType } from 'intl-messageformat';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Format } from '../format.ts';
import type { Language } from '../languages.ts';
import { formattingTag } from '../languages.ts';
import type { MessageKey } from './message-keys.ts';

/** Texts by key: as they stand in their file, or parsed already when the console was built. */
export type Catalogue = Record<string, ConstructorParameters<typeof IntlMessageFormat>[0]>;
export type PlainValues = Record<string, string | number>;

/** Texts of one language by key, with their values put in. */
export interface Translator {
  text(key: MessageKey, values?: PlainValues): string;
  /** The text in pieces, so that a value may be something else than text. */
  pieces<Piece>(key: MessageKey, values: Record<string, string | number | Piece>): (string | Piece)[];
}

export function createTranslator(language: Language, catalogue: Catalogue, format: Format): Translator {
  const tag = formattingTag(language);
  const compiled = new Map<string, string | IntlMessageFormat>();
  const formatters = {
    // The library asks with its own looser option types; what our catalogues can ask for is standard.
    getNumberFormat: (_locales?: string | string[], options?: object) => format.numberFormat({ ...options }),
    getDateTimeFormat: (locales?: string | string[], options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales, options),
    getPluralRules: (locales?: string | string[], options?: Intl.PluralRulesOptions) =>
      new Intl.PluralRules(locales, options),
  };

  const find = (key: MessageKey): string | IntlMessageFormat => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const message = catalogue[key] ?? key;
    const literal = typeof message === 'string' && !/[{}<>'#]/.test(message);
    const made = literal ? message : new IntlMessageFormat(message, tag, undefined, { formatters });
    compiled.set(key, made);
    return made;
  };

  return {
    text(key, values) {
      const message = find(key);
      if (typeof message === 'string') return message;
      const result = message.format<PrimitiveType>(values);
      return Array.isArray(result) ? result.join('') : String(result);
    },
    pieces<Piece>(key: MessageKey, values: Record<string, string | number | Piece>) {
      const message = find(key);
      if (typeof message === 'string') return [message];
      const result = message.format<Piece>(values);
      return Array.isArray(result) ? result : [result];
    },
  };
}
