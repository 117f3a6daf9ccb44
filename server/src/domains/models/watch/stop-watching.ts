import type { Audit } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { keepDecision } from './keep-decision.ts';
import { lockTrial } from './retraining.repository.ts';
import { endEpisodes } from './watch.repository.ts';

interface Deps {
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
}

/** Nobody will see whether it gets better, or whether a challenger on trial is: what is open of a model is closed. */
export async function stopWatching(deps: Deps, db: Db, organizationId: number, modelId: number): Promise<void> {
  const now = new Date();
  await endEpisodes(db, organizationId, modelId, now);
  const trial = await lockTrial(db, organizationId, modelId);
  if (!trial) return;
  const told = { ...deps, now: () => now };
  await keepDecision(told, db, organizationId, trial, { decision: 'kept', reason: 'overtaken' });
}
