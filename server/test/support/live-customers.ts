import { decodeArtifact, predictRow } from '../../src/numeric/index.ts';
import { createIds } from '../../src/platform/ids.ts';
import type { TestApp } from './test-app.ts';

export interface Customer {
  tenure: number;
  plan: string | null;
  monthly_charges: number | null;
  support_calls: number;
  churned: boolean;
}

/** Customers as they come: some leave, by a rule and by chance. A change of the world is a change of `how`. */
export function customersOf(
  seed: number,
  rows: number,
  how: { price?: number; plans?: string[]; missing?: number; isReversed?: boolean } = {},
): Customer[] {
  const { price = 1, plans = ['basic', 'plus', 'pro'], missing = 0.02, isReversed = false } = how;
  // Park and Miller (1988), the minimal standard generator; its first numbers tell the seed and are left out.
  let state = (seed * 7919 + 104_729) % 2_147_483_647;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let skipped = 0; skipped < 10; skipped += 1) next();
  return Array.from({ length: rows }, () => {
    const tenure = 1 + Math.floor(next() * 72);
    const plan = plans[Math.floor(next() * plans.length)] ?? null;
    const charges = (15 + next() * 100) * price;
    const calls = Math.floor(next() * 8);
    const score = -1 - 0.06 * tenure + 0.02 * charges + 0.5 * calls + (plan === 'basic' ? 1 : 0);
    const isLost = next() < 1 / (1 + Math.exp(-score));
    return {
      tenure,
      plan,
      monthly_charges: next() < missing ? null : Math.round(charges * 100) / 100,
      support_calls: calls,
      churned: isLost !== isReversed,
    };
  });
}

/** @param days a date for each row, where the dataset is to be ordered by time */
export function customersCsv(customers: readonly Customer[], days?: (row: number) => string): string {
  const header = ['tenure', 'plan', 'monthly_charges', 'support_calls', 'churned', ...(days ? ['seen_on'] : [])];
  const lines = customers.map(({ tenure, plan, monthly_charges: charges, support_calls: calls, churned }, row) =>
    [tenure, plan ?? '', charges ?? '', calls, churned ? 'yes' : 'no', ...(days ? [days(row)] : [])].join(','),
  );
  return `${header.join(',')}\n${lines.join('\n')}\n`;
}

/** Asks the deployed version about customers as if it had been then, and tells of the first `told` what became of them. */
export async function askAbout(
  { platform: { database } }: Pick<TestApp, 'platform'>,
  { organizationId, modelId, at, told = 0 }: { organizationId: number; modelId: number; at: Date; told?: number },
  customers: readonly Customer[],
): Promise<void> {
  const db = database.tenant(organizationId);
  const { artifact, version } = await db
    .selectFrom('ai_models as m')
    .innerJoin('model_versions as v', (join) =>
      join.onRef('v.model_id', '=', 'm.id').onRef('v.version', '=', 'm.deployed_version'),
    )
    .select(['v.artifact', 'v.version'])
    .where('m.id', '=', modelId)
    .executeTakeFirstOrThrow();
  const pipeline = decodeArtifact(artifact);
  const newId = createIds(() => at.getTime());
  const of = { organization_id: organizationId, model_id: modelId, model_version: version };
  const answered = customers.map(({ churned, ...input }) => {
    const prediction = predictRow(pipeline, input);
    if (prediction.kind !== 'binary') throw new Error('Two classes are expected');
    const { label, warnings } = prediction;
    return { id: newId('pred'), input, churned, warnings, output: { prediction: prediction.prediction, label } };
  });
  const predictions = answered.map(({ id, input, warnings, output }) => ({
    ...of,
    prediction_id: id,
    input_data: JSON.stringify(input),
    prediction_output: JSON.stringify(output),
    explanation: '{}',
    warnings: JSON.stringify(warnings),
    prediction_timestamp: at,
  }));
  await db.insertInto('prediction_results').values(predictions).execute();
  const feedback = answered.slice(0, told).map(({ id, churned }) => ({
    ...of,
    prediction_id: id,
    actual_outcome: '{}',
    actual: JSON.stringify(churned),
    updated_at: at,
  }));
  if (feedback.length > 0) await db.insertInto('prediction_feedback').values(feedback).execute();
}
