import type { Audit } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Judgement } from './judge-challenger.ts';
import { POLICY } from './policy-actor.ts';
import * as repository from './retraining.repository.ts';

export interface DecisionDeps {
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
  now(): Date;
}

interface Decided extends Judgement {
  live?: repository.LiveComparison | null;
}

type Retraining = NonNullable<Awaited<ReturnType<typeof repository.findByJob>>>;

/** Keeps what was decided of a retraining, and tells of it. */
export async function keepDecision(
  { audit, outbox, now }: DecisionDeps,
  db: Db,
  organizationId: number,
  retraining: Retraining,
  { decision, reason, live }: Decided,
): Promise<void> {
  const { model_id: id, job_id: jobId, trigger, champion_version, challenger_version, comparison } = retraining;
  await repository.updateRetraining(db, organizationId, jobId, {
    decision,
    reason,
    decided_at: now(),
    ...(live === undefined ? {} : { live_comparison: live }),
  });
  const told = { trigger, decision, reason, champion_version, challenger_version };
  const subject = { kind: 'model', id: String(id) };
  const data = { model_id: id, ...told, comparison, live_comparison: live ?? null };
  await outbox.append(db, organizationId, { type: 'model_retrained', subject, data });
  await audit.record(db, organizationId, { actor: POLICY, action: 'model.retraining_decided', subject, detail: told });
}
