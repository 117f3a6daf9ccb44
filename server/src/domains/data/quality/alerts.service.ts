import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import * as repository from './alerts.repository.ts';
import type { QualityDeps } from './quality-deps.ts';
import { qualityErrors } from './quality.errors.ts';
import { findRules } from './rules.repository.ts';
import type { Rule } from './rules.ts';

/** An alert with the rule that is broken. */
export interface StandingAlert extends repository.Alert {
  rule: Rule;
}

export function createAlertService({ database, now }: Pick<QualityDeps, 'database' | 'now'>) {
  async function withRules(organizationId: number, found: readonly repository.Alert[]): Promise<StandingAlert[]> {
    const ids = found.map(({ ruleId }) => ruleId);
    const rules = await findRules(database.tenant(organizationId), organizationId, ids);
    return found.flatMap((alert) => {
      const rule = rules.get(alert.ruleId);
      return rule ? [{ ...alert, rule }] : [];
    });
  }

  return {
    async list(organizationId: number, filter: repository.AlertFilter): Promise<StandingAlert[]> {
      const found = await repository.listAlerts(database.tenant(organizationId), organizationId, filter);
      return withRules(organizationId, found);
    },

    /** Says that somebody knows of it. @throws AppError alert_not_found */
    async acknowledge(organizationId: number, id: number, actor: Actor): Promise<StandingAlert> {
      const db = database.tenant(organizationId);
      await repository.acknowledgeAlert(db, organizationId, id, { by: userOf(actor), at: now() });
      const found = await repository.findAlert(db, organizationId, id);
      const [alert] = found ? await withRules(organizationId, [found]) : [];
      if (!alert) throw qualityErrors.alert_not_found({ alert: id });
      return alert;
    },
  };
}
