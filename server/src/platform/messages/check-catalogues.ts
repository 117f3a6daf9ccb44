import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listErrorMessageKeys } from '../errors.ts';
import { parseCatalogue, readCatalogueFiles } from './catalogues.ts';
import { checkParams } from './check-params.ts';
import { checkReferences, type SourceFile } from './check-references.ts';
import { checkTexts } from './check-texts.ts';
import { languageCodes } from './languages.ts';

/** Words that stay as they are in every script. */
const NAMES = [
  'Business Suite',
  'Node.js',
  'PostgreSQL',
  'UUID',
  'CSV',
  'JSON',
  'API',
  'ROC AUC',
  'RMSE',
  'MAE',
  'OK',
] as const;

/** Beginnings of keys that the program builds from parts. */
const UNNAMED = {
  'tenancy.permissions.': 'shown wherever permissions are granted; the permission names the key',
  'tenancy.roles.': 'shown wherever members are listed; the role names the key',
};

const root = path.resolve(import.meta.dirname, '../../../..');

function readSources(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(?:test|generated)\.tsx?$/.test(name))
    .map((name) => path.join(folder, name))
    .filter((name) => !/\/(?:node_modules|fixtures)\//.test(name) && path.join(root, name) !== import.meta.filename)
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }));
}

/** Checks the product's catalogues and the source files that use them. Answers one sentence for each fault. */
export async function checkCatalogues(): Promise<string[]> {
  const sources = [...readSources('server/src'), ...readSources('console/src')];
  // Only what is loaded has told which errors it defines.
  for (const { path: name, text } of sources) {
    if (/\bdefineErrors\(\s*'/.test(text)) await import(pathToFileURL(path.join(root, name)).href);
  }
  const files = readCatalogueFiles();
  const english = files.filter(({ language }) => language === 'en').flatMap((file) => parseCatalogue(file));
  const texts = new Map(english);
  return [
    ...checkTexts(files, { languages: languageCodes, names: NAMES }),
    ...checkReferences(sources, {
      messageKeys: new Set(texts.keys()),
      errorKeys: listErrorMessageKeys(),
      unnamed: UNNAMED,
    }),
    ...checkParams(sources, { texts, added: ['requestId'] }),
  ];
}
