/// <reference types="node" />
// Drags over a series of 50,000 points with intervals, zooms in and out again, in a real browser, and says how long its
// frames took. On a quiet machine: `node console/bench/series.ts`.
import { chromium } from '@playwright/test';
import { createServer } from 'vite';

const drags = 5;
const stepsOfDrag = 60;
const longFrameMs = 50;

const server = await createServer({
  root: new URL('..', import.meta.url).pathname,
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0 },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 600 } });
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}bench/series.html`);
  const canvas = page.locator('.forecast-canvas .u-over');
  await canvas.waitFor({ timeout: 120_000 });
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The plot has no size.');
  const middle = box.y + box.height / 2;
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(globalThis, { frames });
    let earlier = performance.now();
    const tick = (now: number): void => {
      frames.push(now - earlier);
      earlier = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  for (let drag = 0; drag < drags; drag += 1) {
    await page.mouse.move(box.x + box.width * 0.2, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, middle, { steps: stepsOfDrag });
    await page.mouse.up();
  }
  const zoomed = await page.locator('output').innerText();
  await canvas.dblclick();
  await page.mouse.move(box.x + 10, middle);
  await page.mouse.move(box.x + box.width - 10, middle, { steps: stepsOfDrag });
  const measured = await page.evaluate(() => ('frames' in globalThis ? globalThis.frames : []));
  const frames = (Array.isArray(measured) ? measured.map(Number) : []).slice(2).toSorted((one, other) => one - other);
  const at = (share: number): string => (frames[Math.floor((frames.length - 1) * share)] ?? 0).toFixed(1);
  process.stdout.write(`Zoomed to ${zoomed} by ${drags} drags, then out again.\n`);
  process.stdout.write(`${frames.length} frames; median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms; `);
  process.stdout.write(`${frames.filter((ms) => ms > longFrameMs).length} over ${longFrameMs} ms.\n`);
} finally {
  await browser.close();
  await server.close();
}
