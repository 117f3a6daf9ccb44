import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import type { QualityDeps } from './quality-deps.ts';
import { qualityErrors } from './quality.errors.ts';
import type { NewRule, Rule } from './rules.ts';
import { countRules, insertRule, listRules } from './rules.repository.ts';
import { addSchedule, updateCheckedState } from './schedules.repository.ts';

const MOST_RULES = 100;
const MOST_OF_ORGANIZATION = 1000;

type WritingDeps = Pick<QualityDeps, 'database' | 'audit'>;

/** All of them or none. @throws AppError too_many_rules */
export async function addRules(
  { database, audit }: WritingDeps,
  organizationId: number,
  dataset: Dataset,
  rules: readonly NewRule[],
  actor: Actor,
): Promise<Rule[]> {
  if (rules.length === 0) return [];
  return database.transaction(organizationId, async (db) => {
    const there = await listRules(db, organizationId, dataset.id);
    const all = await countRules(db, organizationId);
    if (there.length + rules.length > MOST_RULES) throw qualityErrors.too_many_rules({ limit: MOST_RULES });
    if (all + rules.length > MOST_OF_ORGANIZATION) throw qualityErrors.too_many_rules({ limit: MOST_OF_ORGANIZATION });
    const made: Rule[] = [];
    for (const rule of rules) made.push(await insertRule(db, organizationId, dataset.id, rule, userOf(actor)));
    await addSchedule(db, organizationId, dataset);
    await updateCheckedState(db, organizationId, dataset.id, null);
    for (const rule of made) {
      const act = { action: 'quality_rule.created', actor, dataset: dataset.name, rule };
      await recordRule(audit, db, organizationId, act);
    }
    return made;
  });
}

/** Writes down what was done to a rule. */
export async function recordRule(
  audit: WritingDeps['audit'],
  db: Db,
  organizationId: number,
  { action, actor, dataset, rule }: { action: string; actor: Actor; dataset: string; rule: Rule },
): Promise<void> {
  const { id, kind, column, setting, allowedShare, severity, enabled } = rule;
  await audit.record(db, organizationId, {
    actor,
    action,
    subject: { kind: 'quality_rule', id: String(id) },
    detail: { table_name: dataset, kind, column, ...setting, allowed_share: allowedShare, severity, enabled },
  });
}
