import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isLanguageCode, type LanguageCode } from './languages.ts';

/** Message texts in ICU MessageFormat by language and key. */
export type Catalogues = ReadonlyMap<LanguageCode, ReadonlyMap<string, string>>;

/** One file as it lies on disk: `<folder>/<language>/<namespace>.json`. */
export interface CatalogueFile {
  readonly language: LanguageCode;
  readonly namespace: string;
  readonly source: string;
}

const productFolder = path.join(import.meta.dirname, 'catalogues');

/** @throws when the folder holds something that is not a language. */
export function readCatalogueFiles(folder: string = productFolder): CatalogueFile[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((language) => {
      if (!isLanguageCode(language)) throw new Error(`The catalogue folder "${language}" is not a known language.`);
      return readdirSync(path.join(folder, language))
        .filter((file) => file.endsWith('.json'))
        .toSorted()
        .map((file) => ({
          language,
          namespace: path.basename(file, '.json'),
          source: readFileSync(path.join(folder, language, file), 'utf8'),
        }));
    });
}

/** @throws when a file is not a flat JSON object of texts. */
export function parseCatalogue({ language, namespace, source }: CatalogueFile): [string, string][] {
  const content: unknown = JSON.parse(source);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`The catalogue ${language}/${namespace}.json is not an object.`);
  }
  return Object.entries(content).map(([key, text]: [string, unknown]) => {
    if (typeof text !== 'string') throw new Error(`The message ${key} in ${language}/${namespace}.json is not a text.`);
    return [key, text];
  });
}

/** Reads every file once; later changes on disk are not seen. */
export function loadCatalogues(folder: string = productFolder): Catalogues {
  const catalogues = new Map<LanguageCode, Map<string, string>>();
  for (const file of readCatalogueFiles(folder)) {
    const catalogue = catalogues.get(file.language) ?? new Map<string, string>();
    catalogues.set(file.language, catalogue);
    for (const [key, text] of parseCatalogue(file)) catalogue.set(key, text);
  }
  return catalogues;
}
