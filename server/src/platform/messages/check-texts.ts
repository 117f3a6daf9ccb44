import { type CatalogueFile, parseCatalogue } from './catalogues.ts';
import { type LanguageCode, languages } from './languages.ts';
import { shapeOf } from './message-shape.ts';

interface TextRules {
  readonly languages: readonly LanguageCode[];
  /** Words that stay as they are in every script: names, codes, abbreviations. */
  readonly names: readonly string[];
}

/**
 * Checks the catalogues by themselves: the same namespaces, keys and placeholders in every language, whole plurals,
 * translated text. English is the measure. Answers one sentence for each fault, none when all is well.
 */
export function checkTexts(files: readonly CatalogueFile[], rules: TextRules): string[] {
  const namespaces = new Set(files.map(({ namespace }) => namespace));
  return [...namespaces].flatMap((namespace) => {
    const find = (language: LanguageCode) =>
      files.find((file) => file.language === language && file.namespace === namespace);
    const english = find('en');
    if (!english) return [`en/${namespace}.json is missing`];
    const measure = parseFile(english).entries;
    return rules.languages.flatMap((language) => {
      const file = find(language);
      return file ? checkFile(file, measure, rules.names) : [`${language}/${namespace}.json is missing`];
    });
  });
}

interface ParsedFile {
  readonly entries: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

function parseFile(file: CatalogueFile): ParsedFile {
  try {
    const keys = [...file.source.matchAll(/^\s*"((?:[^"\\]|\\.)*)"\s*:/gm)].map(([, key]) => key);
    const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
    return {
      entries: new Map(parseCatalogue(file)),
      faults: repeated.map((key) => `the key ${key} stands there twice`),
    };
  } catch (error) {
    return { entries: new Map(), faults: [error instanceof Error ? error.message : String(error)] };
  }
}

function checkFile(file: CatalogueFile, english: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  const { language, namespace } = file;
  const { entries, faults } = parseFile(file);
  const missing = [...english.keys()].filter((key) => !entries.has(key)).map((key) => `${key} is missing`);
  const extra = [...entries.keys()].filter((key) => !english.has(key)).map((key) => `${key} is not in English`);
  const foreign = [...entries.keys()]
    .filter((key) => !/^\w+(?:\.\w+)+$/.test(key) || !key.startsWith(`${namespace}.`))
    .map((key) => `${key} is no key of the namespace ${namespace}`);
  const texts = [...entries].flatMap(([key, text]) =>
    checkText(text, english.get(key) ?? text, language, names).map((fault) => `${key} ${fault}`),
  );
  return [...faults, ...missing, ...extra, ...foreign, ...texts].map(
    (fault) => `${language}/${namespace}.json: ${fault}`,
  );
}

function checkText(text: string, english: string, language: LanguageCode, names: readonly string[]): string[] {
  if (text.trim() === '') return ['is empty'];
  const faults: string[] = [];
  if (text !== text.trim()) faults.push('begins or ends with white space');
  if (/'[{}<>#|]/.test(text)) faults.push('has an apostrophe that takes the placeholder after it for text; use ’');
  try {
    const shape = shapeOf(text);
    faults.push(...comparePlaceholders(shape, shapeOf(english)));
    faults.push(...shape.plurals.flatMap((plural) => checkPlural(plural, language)));
    if (language !== 'en' && !isTranslated(shape.words, shapeOf(english).words, language, names)) {
      faults.push('is not translated');
    }
  } catch (error) {
    faults.push(`is not ICU MessageFormat: ${error instanceof Error ? error.message : String(error)}`);
  }
  return faults;
}

type Shape = ReturnType<typeof shapeOf>;

function comparePlaceholders({ placeholders }: Shape, { placeholders: expected }: Shape): string[] {
  return [...new Set([...placeholders.keys(), ...expected.keys()])].flatMap((name) => {
    const [is, shall] = [placeholders, expected].map((all) => [...(all.get(name) ?? [])].toSorted().join(', '));
    return is === shall ? [] : [`takes {${name}} as ${is || 'nothing'}, English as ${shall || 'nothing'}`];
  });
}

function checkPlural({ name, ordinal, categories }: Shape['plurals'][number], language: LanguageCode): string[] {
  const type = ordinal ? 'ordinal' : 'cardinal';
  const needed = new Intl.PluralRules(languages[language].tag, { type }).resolvedOptions().pluralCategories;
  const lacking = needed.filter((category) => !categories.includes(category));
  const idle = categories.filter((category) => !needed.some((one) => one === category));
  return [
    ...lacking.map((category) => `lacks the plural category ${category} of {${name}}`),
    ...idle.map((category) => `has the plural category ${category} of {${name}}, which its language does not know`),
  ];
}

const SCRIPTS: Partial<Record<LanguageCode, RegExp>> = {
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  zh: /\p{Script=Han}/u,
  ar: /\p{Script=Arabic}/u,
};

/** Latin languages share words, so there only a whole English sentence is suspicious. */
const SENTENCE_WORDS = 4;

function isTranslated(words: string, english: string, language: LanguageCode, names: readonly string[]): boolean {
  const foreign = names.reduce((rest, name) => rest.replaceAll(name, ' '), words).match(/[a-zA-Z]{2,}/g) ?? [];
  if (foreign.length === 0) return true;
  const script = SCRIPTS[language];
  return script ? script.test(words) : words !== english || foreign.length < SENTENCE_WORDS;
}
