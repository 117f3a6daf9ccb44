/// <reference types="node" />
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const compressible = new Set(['.js', '.css', '.html', '.svg', '.json', '.txt']);
const smallestWorthBytes = 1024;
// The host stays that of the page: the server takes changes only from pages of its own origin.
const server = { target: process.env['SUITE_URL'] ?? 'http://127.0.0.1:8000', changeOrigin: false };

/** Writes a .br and a .gz beside every text file, after Vite has finished editing the chunks. */
function preCompress(): Plugin {
  const brotli = promisify(brotliCompress);
  const gzipAsync = promisify(gzip);
  return {
    name: 'pre-compress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const entries = await readdir(dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && compressible.has(extname(entry.name)));
      await Promise.all(
        files.map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const bytes = await readFile(path);
          if (bytes.length < smallestWorthBytes) return;
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
          await Promise.all([
            brotli(bytes, { params }).then((packed) => writeFile(`${path}.br`, packed)),
            gzipAsync(bytes, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
          ]);
        }),
      );
    },
  };
}

/** Parses the texts while building, so that no browser has to fetch the parser and do it again. */
function parseMessages(): Plugin {
  const parser = '@formatjs/icu-messageformat-parser';
  return {
    name: 'parse-messages',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: { alias: [{ find: new RegExp(`^${parser}$`), replacement: `${parser}/no-parser.js` }] },
    }),
    transform(code, id) {
      if (!/\/catalogues\/\w+\/console\w*\.json$/.test(id)) return null;
      const texts: Record<string, string> = JSON.parse(code);
      const parsed = Object.entries(texts).map(([key, text]) => {
        // A text without placeholders is shown as it stands.
        return [key, /[{}<>'#]/.test(text) ? new IntlMessageFormat(text).getAst() : text];
      });
      return JSON.stringify(Object.fromEntries(parsed));
    },
  };
}

const catalogues = fileURLToPath(new URL('../server/src/platform/messages/catalogues', import.meta.url));

/**
 * `texts:consoleRuns` is the loader of the texts of one part, for every language. What every page fetches then names
 * sixteen loaders instead of a file for each part and language.
 */
function loadTextsByPart(): Plugin {
  return {
    name: 'load-texts-by-part',
    resolveId: (id) => (id.startsWith('texts:') ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith('\0texts:')) return null;
      const file = `${id.slice('\0texts:'.length)}.json`;
      const languages = await readdir(catalogues);
      const loaders = languages.map((code) => `${code}: () => import(${JSON.stringify(join(catalogues, code, file))})`);
      return `export const byLanguage = { ${loaders.join(', ')} };`;
    },
  };
}

export default defineConfig({
  base: '/',
  plugins: [react(), parseMessages(), loadTextsByPart(), preCompress()],
  build: {
    manifest: true,
    // An inlined font would be a data: address, which the content security policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Every page knows the names of all chunks: long ones are a kilobyte of what it waits for.
        chunkFileNames: 'assets/[hash].js',
        codeSplitting: {
          // One chunk for what every page is made of, instead of a request for each button and icon. Menus and dialogs
          // stay apart: they bring the machinery of overlays and are fetched when they are wanted. So does what one page uses.
          groups: [
            {
              name: 'common',
              minShareCount: 12,
              test: /console\/src\/(ui(?!\/(menu-popup|dialog|drop-zone)\.)|lib|api(?!\/(members|plan|upload|workflows)\.))\/|lucide-react/,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/ws': { ...server, ws: true }, '/openapi.json': server, '/docs': server },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node', isolate: false },
});
