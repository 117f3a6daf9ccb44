/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const dist = new URL('../dist/', import.meta.url);
const barBytes = 150_000;
/** What the editor of workflows adds to what every page has: all of it, also what it fetches by and by. */
const editorBarBytes = 75_000;
/** What it fetches for workflows that calls from outside or schedules start: their addresses and times. */
const triggerBarBytes = 10_000;
/** With the picture of the forecast, which is fetched when the rest is there. */
const dashboardBarBytes = 200_000;

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
}

const manifest: Record<string, Chunk> = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function closureOf(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name]?.imports ?? []) closureOf(imported, seen);
  return seen;
}

function gzipBytes(names: Iterable<string>): number {
  const files = [...names].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js'));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0);
}

function namesWhere(wanted: (name: string, chunk: Chunk) => boolean): string[] {
  return Object.entries(manifest)
    .filter(([name, chunk]) => wanted(name, chunk))
    .map(([name]) => name);
}

const underModelLayout = /(model-card|playground|predictions|batches|watch|compare)-page\.tsx$/;
/** Parts of the settings come beside the page that holds them. */
const underSettings = /features\/(tenancy|notifications)\/[\w-]+-tab\.tsx$/;

const entries = namesWhere((_, chunk) => chunk.isEntry === true);
const largest = (names: readonly string[]) => Math.max(...names.map((name) => gzipBytes([name])));
/** The texts of a part, a file for each language. */
const filesOf = (part: string) => namesWhere((name) => name.endsWith(`/${part}.json`));

/** Which parts a page comes with, as the routes say it. */
const partsOfPage = new Map(
  globSync('src/app/**/*.{ts,tsx}', { cwd: new URL('..', import.meta.url).pathname }).flatMap((file) => {
    const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
    const shared = /const texts = (\[.*?\])/.exec(source)?.[1] ?? '';
    const asked = source.matchAll(/lazyP(?:age|art)\(\s*([^(]*?),\s*(?:async )?\(\) =>[^']*'[./]*([\w/-]+\.tsx)'/g);
    return Array.from(asked, ([, texts = '', page = '']) => {
      const names = Array.from(texts.replace(/\btexts\b/, shared).matchAll(/'(\w+)'/g), ([, name = '']) => name);
      return [page, names] as const;
    });
  }),
);
function textsOf(page: string): number {
  const named = [...partsOfPage].find(([file]) => page.endsWith(file))?.[1];
  if (named !== undefined) return ['console', ...named].reduce((bytes, part) => bytes + largest(filesOf(part)), 0);
  // Where the routes say it in another way, the largest part is counted.
  return (
    largest(filesOf('console')) + largest(namesWhere((name) => /\/console(?!WorkflowE)[A-Z]\w*\.json$/.test(name)))
  );
}

function note(what: string, bytes: number): void {
  const description = `${what}: ${(bytes / 1000).toFixed(1)} kB`;
  process.stdout.write(`${description}\n`);
  test.info().annotations.push({ type: 'size', description });
}

test('the scripts that a page waits for stay below 150 KB gzip', () => {
  const pages = namesWhere(
    (name, chunk) => chunk.isDynamicEntry === true && (name.endsWith('-page.tsx') || underSettings.test(name)),
  );
  const layouts = namesWhere((name) => name.endsWith('model-layout.tsx'));
  const settings = namesWhere((name) => name.endsWith('app/settings-page.tsx'));
  expect(settings).toHaveLength(1);
  expect([entries.length, layouts.length, filesOf('console').length]).toEqual([1, 1, 8]);
  expect(pages.length).toBeGreaterThan(10);

  for (const page of pages) {
    const around = underModelLayout.test(page) ? layouts : underSettings.test(page) ? settings : [];
    const roots = [...entries, page, ...around];
    const waited = new Set(roots.flatMap((root) => [...closureOf(root)]));
    const bytes = gzipBytes(waited) + textsOf(page);
    note(page, bytes);
    expect.soft(bytes, page).toBeLessThanOrEqual(barBytes);
  }
});

test('the dashboard with its picture stays below 200 KB gzip', () => {
  const pieces = namesWhere((name) => /(home-page|forecast-plot)\.tsx$/.test(name));
  expect(pieces).toHaveLength(2);
  const fetched = new Set([...entries, ...pieces].flatMap((root) => [...closureOf(root)]));
  const bytes = gzipBytes(fetched) + textsOf('app/home-page.tsx');
  note('dashboard in all', bytes);
  expect(bytes).toBeLessThanOrEqual(dashboardBarBytes);
});

test('the editor of workflows adds less than 75 KB gzip', () => {
  // The list of workflows, and what it opens to make a new one, are no part of it.
  const pieces = namesWhere(
    (name) => name.includes('/features/workflows/') && !/workflows-page|new-workflow|in-service/.test(name),
  );
  expect([filesOf('consoleWorkflowEditor').length, pieces.length > 8]).toEqual([8, true]);
  const common = entries.reduce((names, entry) => names.union(closureOf(entry)), new Set<string>());
  const fetched = new Set(pieces.flatMap((piece) => [...closureOf(piece)])).difference(common);
  const bytes = gzipBytes(fetched) + largest(filesOf('consoleWorkflowEditor'));
  note('workflow editor in all', bytes);
  expect(bytes).toBeLessThanOrEqual(editorBarBytes);

  const inService = namesWhere((name) => name.includes('/workflows/in-service/'));
  const more = new Set(inService.flatMap((piece) => [...closureOf(piece)])).difference(fetched).difference(common);
  const moreBytes = gzipBytes(more) + largest(filesOf('consoleTriggers'));
  note('what starts a workflow, in service', moreBytes);
  expect(moreBytes).toBeLessThanOrEqual(triggerBarBytes);
});
