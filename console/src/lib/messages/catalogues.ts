import type { Language } from '../languages.ts';
import type { Catalogue } from './translator.ts';

/** Texts that every page shows, and texts that only some pages show and that come with these. */
const loaders = {
  console: () => import('texts:console'),
  consoleAccount: () => import('texts:consoleAccount'),
  consoleCurves: () => import('texts:consoleCurves'),
  consoleData: () => import('texts:consoleData'),
  consoleFilter: () => import('texts:consoleFilter'),
  consoleHome: () => import('texts:consoleHome'),
  consoleInbox: () => import('texts:consoleInbox'),
  consoleKinds: () => import('texts:consoleKinds'),
  consoleModelCard: () => import('texts:consoleModelCard'),
  consoleModels: () => import('texts:consoleModels'),
  consoleNewModel: () => import('texts:consoleNewModel'),
  consoleOutlook: () => import('texts:consoleOutlook'),
  consoleOutside: () => import('texts:consoleOutside'),
  consolePlayground: () => import('texts:consolePlayground'),
  consoleProfile: () => import('texts:consoleProfile'),
  consoleQuality: () => import('texts:consoleQuality'),
  consoleQuestions: () => import('texts:consoleQuestions'),
  consoleRuns: () => import('texts:consoleRuns'),
  consoleScores: () => import('texts:consoleScores'),
  consoleSettings: () => import('texts:consoleSettings'),
  consoleSignIn: () => import('texts:consoleSignIn'),
  consoleTriggers: () => import('texts:consoleTriggers'),
  consoleWatch: () => import('texts:consoleWatch'),
  consoleWorkflowEditor: () => import('texts:consoleWorkflowEditor'),
  consoleWorkflows: () => import('texts:consoleWorkflows'),
};

export type TextsPart = Exclude<keyof typeof loaders, 'console'>;

const scriptFonts: Partial<Record<Language, () => Promise<unknown>>> = {
  ar: () => import('@fontsource-variable/noto-sans-arabic/wght.css'),
  hi: () => import('@fontsource-variable/noto-sans-devanagari/wght.css'),
  ja: () => import('@fontsource-variable/noto-sans-jp/wght.css'),
  zh: () => import('@fontsource-variable/noto-sans-sc/wght.css'),
};

/** What has come, by language: one object for each, which grows. */
const come = new Map<Language, Catalogue>();
const wanted = new Set<'console' | TextsPart>(['console']);

async function loadTexts(language: Language, part: keyof typeof loaders): Promise<Catalogue> {
  const { byLanguage } = await loaders[part]();
  const texts = await byLanguage[language]?.();
  if (texts === undefined) throw new Error(`No texts of ${part} for ${language}.`);
  return texts.default;
}

/** Fetches the texts of one language that the pages opened so far show, and begins to fetch the font of its script. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const font = scriptFonts[language];
  // Texts need not wait for their font: until it arrives, a font of the reader's system serves.
  if (font !== undefined) void font().catch(() => undefined);
  const catalogue = come.get(language) ?? {};
  come.set(language, catalogue);
  const parts = await Promise.all(Array.from(wanted, async (part) => loadTexts(language, part)));
  return Object.assign(catalogue, ...parts);
}

/** Fetches what else a page shows, also in a language that is just being changed to: the texts are there before the page. */
export async function loadParts(parts: TextsPart | readonly TextsPart[]): Promise<void> {
  for (const part of [parts].flat()) wanted.add(part);
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
