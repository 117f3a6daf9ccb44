import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireAlgorithm } from './plan-gates.ts';

async function asksFor(wanted: Parameters<typeof requireAlgorithm>[2]): Promise<string[]> {
  const asked: string[] = [];
  const requireFeature = async (_organizationId: number, feature: string) => void asked.push(feature);
  await requireAlgorithm({ requireFeature }, 1, wanted);
  return asked;
}

test('the choice left to the product and the linear algorithms are part of every plan', async () => {
  for (const algorithm of ['auto', 'logistic_regression', 'linear_regression', 'ridge', 'elastic_net', undefined]) {
    assert.deepEqual(await asksFor(algorithm === undefined ? {} : { algorithm, hyperparameters: {} }), []);
  }
});

test('any other algorithm, and hyperparameters by name, ask for custom algorithms', async () => {
  assert.deepEqual(await asksFor({ algorithm: 'gradient_boosting' }), ['custom_algorithms']);
  assert.deepEqual(await asksFor({ algorithm: 'ensemble' }), ['custom_algorithms']);
  assert.deepEqual(await asksFor({ algorithm: 'ridge', hyperparameters: { lambda: 1 } }), ['custom_algorithms']);
});
