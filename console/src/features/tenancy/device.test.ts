import { expect, test } from 'vitest';
import { deviceOf } from './device.ts';

test('a browser that names others beside itself is told from them', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0';
  expect(deviceOf(edge)).toEqual({ browser: 'Edge', system: 'Windows', isPhone: false });
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
  expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iPhone', isPhone: true });
  const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36';
  expect(deviceOf(android)).toEqual({ browser: 'Chrome', system: 'Android', isPhone: true });
});

test('what says nothing of itself is nothing', () => {
  expect(deviceOf(null)).toEqual({ browser: null, system: null, isPhone: false });
  expect(deviceOf('curl/8')).toEqual({ browser: null, system: null, isPhone: false });
});
