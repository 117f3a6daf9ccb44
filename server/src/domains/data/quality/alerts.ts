import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import {
  type Alert,
  type AlertFigures,
  closeAlert,
  findOpenAlert,
  insertAlert,
  updateAlert,
  figuresOf,
} from './alerts.repository.ts';
import type { Rule, RuleResult } from './rules.ts';

interface AlertDeps {
  outbox: Pick<Outbox, 'append'>;
}

/**
 * Opens an alert when a rule is found broken, keeps it while it stays so, and closes it when the rule holds again. A rule
 * that could not be asked changes nothing. Opening and closing are told as events, in the caller's transaction.
 */
export async function followAlert(
  db: Db,
  organizationId: number,
  { outbox }: AlertDeps,
  { dataset, rule, result, at }: { dataset: string; rule: Rule; result: RuleResult; at: Date },
): Promise<void> {
  if (result.outcome === 'not_checked') return;
  const open = await findOpenAlert(db, organizationId, rule.id);
  const figures = figuresOf(result);
  if (result.outcome === 'held') {
    if (open) await close(db, organizationId, { outbox }, { dataset, rule, open, figures, ending: 'holds', at });
    return;
  }
  if (open) {
    await updateAlert(db, organizationId, open.id, figures, at);
    return;
  }
  const id = await insertAlert(db, organizationId, rule, figures, at);
  // Another node has found the same meanwhile.
  if (id === null) return;
  await tell(db, organizationId, { outbox }, { dataset, rule, id, status: 'opened', ending: null, figures });
}

/** Closes the alert of a rule that is changed, switched off or removed: it says nothing any more. */
export async function closeChanged(
  db: Db,
  organizationId: number,
  deps: AlertDeps,
  { dataset, rule, at }: { dataset: string; rule: Rule; at: Date },
): Promise<void> {
  const open = await findOpenAlert(db, organizationId, rule.id);
  if (open) {
    await close(db, organizationId, deps, { dataset, rule, open, figures: open.lastFigures, ending: 'changed', at });
  }
}

async function close(
  db: Db,
  organizationId: number,
  deps: AlertDeps,
  closing: { dataset: string; rule: Rule; open: Alert; figures: AlertFigures; ending: 'holds' | 'changed'; at: Date },
): Promise<void> {
  const { open, ending, at, ...told } = closing;
  await closeAlert(db, organizationId, open.id, { ending, at, figures: told.figures });
  await tell(db, organizationId, deps, { ...told, id: open.id, status: 'closed', ending });
}

async function tell(
  db: Db,
  organizationId: number,
  { outbox }: AlertDeps,
  told: {
    dataset: string;
    rule: Rule;
    id: number;
    status: 'opened' | 'closed';
    ending: string | null;
    figures: AlertFigures;
  },
): Promise<void> {
  const { dataset, rule, id, status, ending, figures } = told;
  const { examples, ...counted } = figures;
  await outbox.append(db, organizationId, {
    type: 'data_quality_alert',
    subject: { kind: 'dataset', id: dataset },
    data: {
      alert_id: id,
      status,
      ending,
      severity: rule.severity,
      rule_id: rule.id,
      rule_name: rule.name ?? [rule.kind, rule.column].filter(Boolean).join(' '),
      kind: rule.kind,
      table_name: dataset,
      column: rule.column,
      allowed_share: rule.allowedShare,
      ...counted,
      records: examples.map(({ record }) => record),
    },
  });
}
