import type { Language } from '../languages.ts';
import type { Catalogue } from './translator.ts';

const loaders = import.meta.glob<Catalogue>('../../../../server/src/platform/messages/catalogues/*/console.json', {
  import: 'default',
});

const scriptFonts: Partial<Record<Language, () => Promise<unknown>>> = {
  ar: () => import('@fontsource-variable/noto-sans-arabic/wght.css'),
  hi: () => import('@fontsource-variable/noto-sans-devanagari/wght.css'),
  ja: () => import('@fontsource-variable/noto-sans-jp/wght.css'),
  zh: () => import('@fontsource-variable/noto-sans-sc/wght.css'),
};

/** Fetches the texts of one language, and begins to fetch the font of its script. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const path = Object.keys(loaders).find((candidate) => candidate.endsWith(`/${language}/console.json`));
  const load = path === undefined ? undefined : loaders[path];
  if (load === undefined) throw new Error(`No texts for ${language}.`);
  const font = scriptFonts[language];
  // Texts need not wait for their font: until it arrives, a font of the reader's system serves.
  if (font !== undefined) void font().catch(() => undefined);
  return load();
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
