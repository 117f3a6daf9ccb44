/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const dist = new URL('../dist/', import.meta.url);
const barBytes = 150_000;
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

const underModelLayout = /(model-card|playground|predictions)-page\.tsx$/;

const entries = namesWhere((_, chunk) => chunk.isEntry === true);
const largest = (names: readonly string[]) => Math.max(...names.map((name) => gzipBytes([name])));
/** Texts that every page has, and texts of a part of the console; in the language that takes most. */
const catalogues = namesWhere((name) => name.endsWith('/console.json'));
const parts = namesWhere((name) => /\/console[A-Z]\w*\.json$/.test(name));
const textsOf = (page: string) => largest(catalogues) + (page.endsWith('home-page.tsx') ? 0 : largest(parts));

function note(what: string, bytes: number): void {
  const description = `${what}: ${(bytes / 1000).toFixed(1)} kB`;
  process.stdout.write(`${description}\n`);
  test.info().annotations.push({ type: 'size', description });
}

test('the scripts that a page waits for stay below 150 KB gzip', () => {
  const pages = namesWhere((name, chunk) => chunk.isDynamicEntry === true && name.endsWith('-page.tsx'));
  const layouts = namesWhere((name) => name.endsWith('model-layout.tsx'));
  expect([entries.length, layouts.length, catalogues.length, parts.length % 8]).toEqual([1, 1, 8, 0]);
  expect(pages.length).toBeGreaterThan(10);

  for (const page of pages) {
    const roots = [...entries, page, ...(underModelLayout.test(page) ? layouts : [])];
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
  const bytes = gzipBytes(fetched) + largest(catalogues);
  note('dashboard in all', bytes);
  expect(bytes).toBeLessThanOrEqual(dashboardBarBytes);
});
