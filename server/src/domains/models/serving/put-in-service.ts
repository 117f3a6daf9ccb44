import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { ModelStatus } from '../models.lifecycle.ts';
import * as models from '../models.repository.ts';
import { insertDeployment } from '../versions.repository.ts';
import { stopWatching } from '../watch/stop-watching.ts';
import type { DeploymentKind } from './serving.schema.ts';
import { tellServing } from './serving-signal.ts';

export interface PutInServiceDeps {
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
  bus: Pick<Bus, 'publish'>;
}

export interface NewService {
  version: number;
  kind: DeploymentKind;
  status: ModelStatus;
  auto_scaling: boolean;
  monitoring_enabled: boolean;
  forced: boolean;
  reason: string | null;
}

const ACTIONS = { deploy: 'model.deployed', promote: 'model.promoted', rollback: 'model.rolled_back' } as const;

export const noChallenger = {
  challenger_version: null,
  challenger_mode: null,
  challenger_share: null,
  challenger_since: null,
} as const;

/** Makes a version the one that answers, in a transaction that holds the model's row. A challenger that becomes it is one no more. */
export function createPutInService({ audit, outbox, bus }: PutInServiceDeps) {
  return async (db: Db, organizationId: number, model: models.ModelRow, actor: Actor, wanted: NewService) => {
    const { status, ...deployment } = wanted;
    const { version, kind, auto_scaling, monitoring_enabled, forced, reason } = deployment;
    await insertDeployment(db, organizationId, { model_id: model.id, deployed_by: userOf(actor), ...deployment });
    await models.updateModel(db, organizationId, model.id, {
      status,
      deployed_version: version,
      auto_scaling,
      monitoring_enabled,
      ...(model.challenger_version === version ? noChallenger : {}),
    });
    if (!monitoring_enabled) await stopWatching({ audit, outbox }, db, organizationId, model.id);
    const settings = { version, auto_scaling, monitoring_enabled };
    const subject = { kind: 'model', id: String(model.id) };
    const detail = { ...settings, forced, reason, previous_version: model.deployed_version };
    await audit.record(db, organizationId, { actor, action: ACTIONS[kind], subject, detail });
    const told = { model_id: model.id, model_name: model.model_name, ...settings, forced, kind };
    const data = { ...told, previous_version: model.deployed_version };
    await outbox.append(db, organizationId, { type: 'model_deployed', subject, data });
    tellServing(bus, db, organizationId, model.id);
  };
}
