import { test } from 'node:test';
import { assertClose } from '../testing/assertions.ts';
import { gaussLegendre } from './gauss-legendre.ts';

test('the rule of n points integrates powers up to degree 2n − 1 exactly', () => {
  for (const n of [1, 2, 3, 4, 7, 10, 33, 64]) {
    const { points, weights } = gaussLegendre(n);
    for (let degree = 0; degree < 2 * n; degree += 1) {
      const integral = points.reduce((sum, point, i) => sum + (weights[i] ?? Number.NaN) * point ** degree, 0);
      assertClose(integral * (degree + 1), 1, 1e-12);
    }
  }
});
