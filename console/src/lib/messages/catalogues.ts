import type { Language } from '../languages.ts';
import type { Catalogue } from './translator.ts';

const loaders = import.meta.glob<Catalogue>('../../../../server/src/platform/messages/catalogues/*/console*.json', {
  import: 'default',
});

/** Texts that only some pages show, and that come with these pages. */
export type TextsPart =
  | 'consoleData'
  | 'consoleInbox'
  | 'consoleModels'
  | 'consoleRuns'
  | 'consoleSettings'
  | 'consoleSignIn'
  | 'consoleWorkflows';

const scriptFonts: Partial<Record<Language, () => Promise<unknown>>> = {
  ar: () => import('@fontsource-variable/noto-sans-arabic/wght.css'),
  hi: () => import('@fontsource-variable/noto-sans-devanagari/wght.css'),
  ja: () => import('@fontsource-variable/noto-sans-jp/wght.css'),
  zh: () => import('@fontsource-variable/noto-sans-sc/wght.css'),
};

/** What has come, by language: one object for each, which grows. */
const come = new Map<Language, Catalogue>();
const wanted = new Set<'console' | TextsPart>(['console']);

async function loadFile(language: Language, namespace: string): Promise<Catalogue> {
  const path = Object.keys(loaders).find((candidate) => candidate.endsWith(`/${language}/${namespace}.json`));
  const load = path === undefined ? undefined : loaders[path];
  if (load === undefined) throw new Error(`No texts of ${namespace} for ${language}.`);
  return load();
}

/** Fetches the texts of one language that the pages opened so far show, and begins to fetch the font of its script. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const font = scriptFonts[language];
  // Texts need not wait for their font: until it arrives, a font of the reader's system serves.
  if (font !== undefined) void font().catch(() => undefined);
  const catalogue = come.get(language) ?? {};
  come.set(language, catalogue);
  const parts = await Promise.all(Array.from(wanted, async (part) => loadFile(language, part)));
  return Object.assign(catalogue, ...parts);
}

/** Fetches what else a page shows, also in a language that is just being changed to: the texts are there before the page. */
export async function loadPart(part: TextsPart): Promise<void> {
  wanted.add(part);
  await Promise.all(Array.from(come.keys(), async (language) => loadCatalogue(language)));
}

const tenancyLoaders = import.meta.glob<Record<string, string>>(
  '../../../../server/src/platform/messages/catalogues/*/tenancy.json',
  {
    import: 'default',
  },
);

/** The server's own names for roles and permissions, in one language. */
export async function loadTenancyTexts(language: Language): Promise<Record<string, string>> {
  const path = Object.keys(tenancyLoaders).find((candidate) => candidate.endsWith(`/${language}/tenancy.json`));
  const load = path === undefined ? undefined : tenancyLoaders[path];
  return load === undefined ? {} : load();
}
