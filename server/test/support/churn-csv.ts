/**
 * Customers of a made-up telecom company as a CSV file. Whether one leaves follows, with noise, from tenure, plan, price
 * and calls for help, so a model can learn it and cannot know it.
 */
export function churnCsv(rows: number): string {
  const next = createNoise(20_240_115);
  const lines = ['customer_id,tenure,plan,monthly_charges,support_calls,churned'];
  for (let row = 0; row < rows; row++) {
    const tenure = 1 + Math.floor(next() * 72);
    const plan = ['basic', 'plus', 'pro'][Math.floor(next() * 3)] ?? 'basic';
    const charges = 15 + next() * 100;
    const calls = Math.floor(next() * 8);
    const score = -0.8 - 0.05 * tenure + 0.02 * charges + 0.35 * calls + (plan === 'basic' ? 0.8 : 0);
    const churned = next() < 1 / (1 + Math.exp(-score));
    const shownCharges = row % 41 === 40 ? '' : charges.toFixed(2);
    lines.push(`C-${10_000 + row},${tenure},${plan},${shownCharges},${calls},${churned ? 'yes' : 'no'}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Numbers in [0, 1) from a seed: Park and Miller (1988), the minimal standard generator. */
function createNoise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
