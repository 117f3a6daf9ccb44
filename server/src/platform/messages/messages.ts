import { IntlMessageFormat } from 'intl-messageformat';
import type { ErrorParams } from '../errors.ts';
import { isolate } from './bidi.ts';
import { loadCatalogues, type Catalogues } from './catalogues.ts';
import { type IcuElement, icuTypes, walkIcu } from './icu.ts';
import { dateTimeFormat, numberFormat, pluralRules } from './intl.ts';
import { languages, type LanguageCode } from './languages.ts';

/** A text that could not be given as it should have been; the reader got the next best one. */
interface MessageFault {
  readonly language: LanguageCode;
  readonly key: string;
  readonly reason: string;
}

interface MessagesOptions {
  readonly catalogues?: Catalogues;
  /** Told once for each language and key. */
  readonly onFault: (fault: MessageFault) => void;
  /** False for terminals, where the invisible marks would be copied along with a password. */
  readonly isolateTexts?: boolean;
}

export interface Messages {
  /**
   * The text of `key` in `language`, else in English, else the key itself; never throws. Numbers are written as the
   * language writes them (a message says `{port, number, ::group-off}` where digits must stay together), and texts in
   * `params` are isolated from the direction of the sentence.
   */
  translate(language: LanguageCode, key: string, params?: ErrorParams): string;
  /** `translate` of one message, found once: for a message that is said many times a request. */
  phrase(language: LanguageCode, key: string): (params: ErrorParams) => string;
}

interface Rendering {
  say(params: ErrorParams, onMissing: (name: string) => void): string;
  /** Nothing but words and plain values: it never throws. */
  isPlain: boolean;
}

const FALLBACK: LanguageCode = 'en';

/** The product's own texts, read at the first call. */
let productCatalogues: Catalogues | undefined;

export function createMessages({
  catalogues = (productCatalogues ??= loadCatalogues()),
  onFault,
  isolateTexts = true,
}: MessagesOptions): Messages {
  const renderings = new Map<LanguageCode, Map<string, Rendering>>();
  const reported = new Set<string>();

  function report(fault: MessageFault): void {
    const id = `${fault.language} ${fault.key} ${fault.reason}`;
    if (reported.has(id)) return;
    reported.add(id);
    onFault(fault);
  }

  function findRendering(language: LanguageCode, key: string): Rendering | null {
    const ofLanguage = renderings.get(language) ?? new Map<string, Rendering>();
    const known = ofLanguage.get(key);
    if (known) return known;
    const text = catalogues.get(language)?.get(key);
    if (text === undefined) return null;
    const rendering = compile(text, language, isolateTexts);
    renderings.set(language, ofLanguage.set(key, rendering));
    return rendering;
  }

  function render(language: LanguageCode, key: string, params: ErrorParams): string | null {
    try {
      const rendering = findRendering(language, key);
      const onMissing = (name: string): void => report({ language, key, reason: `no value for {${name}}` });
      if (rendering) return rendering.say(params, onMissing);
      report({ language, key, reason: 'the catalogue has no such message' });
    } catch (error) {
      report({ language, key, reason: error instanceof Error ? error.message : String(error) });
    }
    return null;
  }

  const translate: Messages['translate'] = (language, key, params = {}) =>
    render(language, key, params) ?? (language === FALLBACK ? null : render(FALLBACK, key, params)) ?? key;

  return {
    translate,
    phrase(language, key) {
      const rendering = findRendering(language, key);
      const onMissing = (name: string): void => report({ language, key, reason: `no value for {${name}}` });
      // Only what is nothing but words and plain values cannot fail.
      if (!rendering?.isPlain) return (params) => translate(language, key, params);
      return (params) => rendering.say(params, onMissing);
    },
  };
}

function compile(text: string, language: LanguageCode, isolateTexts: boolean): Rendering {
  const format = new IntlMessageFormat(text, languages[language].tag, undefined, {
    formatters: {
      getNumberFormat: (_tag, options) => numberFormat(language, options),
      getDateTimeFormat: (_tag, options) => dateTimeFormat(language, options),
      getPluralRules: (_tag, options) => pluralRules(language, options),
    },
  });
  const plainNames = new Set<string>();
  // `{name}` asks for the shown form of a value, while `{name, plural, …}` beside it still gets the value itself.
  walkIcu(format.getAst(), (element) => {
    if (element.type !== icuTypes.placeholder || typeof element.value !== 'string') return;
    plainNames.add(element.value);
    element.value = shownName(element.value);
  });
  const show = (value: string | number): string => {
    if (typeof value === 'number') return numberFormat(language).format(value);
    return isolateTexts ? isolate(value, languages[language].direction) : value;
  };
  const showParam = (name: string, params: ErrorParams, onMissing: (name: string) => void): string => {
    const value = params[name];
    if (value === undefined) onMissing(name);
    return value === undefined ? `{${name}}` : show(value);
  };
  const parts = partsOf(format.getAst());
  if (parts) {
    const say: Rendering['say'] = (params, onMissing) => {
      let said = '';
      for (const { text: words, name } of parts) said += name === null ? words : showParam(name, params, onMissing);
      return said;
    };
    return { say, isPlain: true };
  }
  const say: Rendering['say'] = (params, onMissing) => {
    const values: Record<string, string | number> = { ...params };
    for (const name of plainNames) values[shownName(name)] = showParam(name, params, onMissing);
    return String(format.format(values));
  };
  return { say, isPlain: false };
}

/** Words, or where it has a name the value of that name. */
interface Part {
  text: string;
  name: string | null;
}

/** A message of nothing but words and plain values needs no interpreter: it is put together many times a request. */
function partsOf(elements: readonly IcuElement[]): Part[] | null {
  const parts: Part[] = [];
  for (const { type, value } of elements) {
    if (typeof value !== 'string') return null;
    if (type === icuTypes.literal) parts.push({ text: value, name: null });
    else if (type === icuTypes.placeholder) parts.push({ text: '', name: value.slice(0, -SHOWN.length) });
    else return null;
  }
  return parts;
}

const SHOWN = ' as shown';

const shownName = (name: string): string => name + SHOWN;
