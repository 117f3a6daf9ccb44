/// <reference types="node" />
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// The launcher of the tests starts a server with a fresh database and names it here.
const baseURL = process.env['SUITE_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../.data/e2e',
  workers: Math.min(availableParallelism(), 4),
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL,
    locale: 'en-US',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // One server and one organization: what the first makes, the others look at.
  projects: [
    { name: 'path', testMatch: ['path.spec.ts', 'sizes.spec.ts'] },
    { name: 'first run', testMatch: 'first-run.spec.ts', dependencies: ['path'] },
    {
      name: 'parts',
      testMatch: /(workflows|runs|inbox|settings|questions|kinds|sign-in)\.spec\.ts/,
      dependencies: ['first run'],
    },
    {
      name: 'looks',
      testMatch: 'screens.spec.ts',
      fullyParallel: true,
      dependencies: ['parts'],
      // Its findings name the screen and the place; a trace of so many screens costs more than it tells.
      use: { trace: 'off' },
    },
    { name: 'away', testMatch: 'server-away.spec.ts', dependencies: ['looks'] },
  ],
});
