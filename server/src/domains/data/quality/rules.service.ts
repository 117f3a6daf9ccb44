import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { Dataset } from '../data.repository.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { addRules, recordRule } from './add-rules.ts';
import { closeChanged } from './alerts.ts';
import type { RuleAsking } from './ask-rules.ts';
import type { QualityDeps } from './quality-deps.ts';
import { qualityErrors } from './quality.errors.ts';
import { enqueueCheck } from './quality.job.ts';
import { findSettingFaults, type NewRule, type Rule, type RuleResult } from './rules.ts';
import * as repository from './rules.repository.ts';
import { removeSchedule, updateCheckedState } from './schedules.repository.ts';

/** A rule with its dataset, and what came of asking it last. */
export interface StandingRule extends Rule {
  dataset: string;
  lastResult: repository.PastResult | null;
}

export type RuleChange = Partial<Pick<NewRule, 'name' | 'setting' | 'allowedShare' | 'severity' | 'enabled'>>;

const UPDATED = { action: 'quality_rule.updated' } as const;
const REMOVED = { action: 'quality_rule.removed' } as const;

interface RuleDeps extends QualityDeps {
  asking: RuleAsking;
}

/** @throws AppError rule_not_found */
async function getRule(
  { database, profiles }: RuleDeps,
  organizationId: number,
  id: number,
): Promise<{ rule: Rule; dataset: Dataset }> {
  const db = database.tenant(organizationId);
  const rule = (await repository.findRules(db, organizationId, [id])).get(id);
  if (!rule) throw qualityErrors.rule_not_found({ rule: id });
  const name = await repository.findDatasetName(db, organizationId, rule.datasetId);
  return { rule, dataset: await profiles.getDataset(organizationId, name) };
}

/** With what came of asking them last. */
async function stand(
  { database }: RuleDeps,
  organizationId: number,
  dataset: string,
  rules: readonly Rule[],
): Promise<StandingRule[]> {
  const ids = rules.map(({ id }) => id);
  const results = await repository.findLastResults(database.tenant(organizationId), organizationId, ids);
  return rules.map((rule) => ({ ...rule, dataset, lastResult: results.get(rule.id) ?? null }));
}

/** @throws AppError rule_invalid, column_not_found, query_invalid, query_too_long */
async function requireValid(
  { asking }: RuleDeps,
  organizationId: number,
  dataset: Dataset,
  rule: NewRule,
): Promise<void> {
  const faults = findSettingFaults(rule);
  if (faults.length > 0) throw qualityErrors.rule_invalid({ count: faults.length }, { faults });
  for (const column of [rule.column, ...(rule.setting.columns ?? [])]) {
    if (column === null || dataset.columns.some(({ name }) => name === column)) continue;
    throw datasetErrors.column_not_found({ column, dataset: dataset.name });
  }
  await asking.requireFitting(organizationId, dataset, rule);
}

export function createRuleService(deps: RuleDeps) {
  const { database, audit, asking, now } = deps;
  const { getDataset } = deps.profiles;

  /** @throws AppError rule_not_found */
  async function get(organizationId: number, id: number): Promise<StandingRule> {
    const { rule, dataset } = await getRule(deps, organizationId, id);
    const results = await repository.findLastResults(database.tenant(organizationId), organizationId, [id]);
    return { ...rule, dataset: dataset.name, lastResult: results.get(id) ?? null };
  }

  return {
    get,

    /** @throws AppError dataset_not_found */
    async list(organizationId: number, name: string): Promise<StandingRule[]> {
      const dataset = await getDataset(organizationId, name);
      const rules = await repository.listRules(database.tenant(organizationId), organizationId, dataset.id);
      return stand(deps, organizationId, dataset.name, rules);
    },

    /** @throws AppError dataset_not_found, column_not_found, rule_invalid, query_invalid, too_many_rules */
    async create(organizationId: number, name: string, wanted: NewRule, actor: Actor): Promise<StandingRule> {
      const dataset = await getDataset(organizationId, name);
      await requireValid(deps, organizationId, dataset, wanted);
      const [made] = await addRules(deps, organizationId, dataset, [wanted], actor);
      if (!made) throw new Error('A rule was made and is not there');
      return { ...made, dataset: dataset.name, lastResult: null };
    },

    /** An open alert is closed when what the rule says changes. @throws AppError rule_not_found, rule_invalid, query_invalid */
    async update(organizationId: number, id: number, change: RuleChange, actor: Actor): Promise<StandingRule> {
      const { rule, dataset } = await getRule(deps, organizationId, id);
      const changed = { ...rule, ...change };
      if (change.setting) await requireValid(deps, organizationId, dataset, changed);
      await database.transaction(organizationId, async (db) => {
        if (change.setting || change.allowedShare !== undefined || change.enabled === false) {
          await closeChanged(db, organizationId, deps, { dataset: dataset.name, rule, at: now() });
        }
        await repository.updateRule(db, organizationId, id, changed);
        await updateCheckedState(db, organizationId, dataset.id, null);
        await recordRule(audit, db, organizationId, { ...UPDATED, actor, dataset: dataset.name, rule: changed });
      });
      return get(organizationId, id);
    },

    /** With its results and alerts. @throws AppError rule_not_found */
    async remove(organizationId: number, id: number, actor: Actor): Promise<void> {
      const { rule, dataset } = await getRule(deps, organizationId, id);
      await database.transaction(organizationId, async (db) => {
        await closeChanged(db, organizationId, deps, { dataset: dataset.name, rule, at: now() });
        await repository.removeRule(db, organizationId, id);
        const left = await repository.listRules(db, organizationId, dataset.id);
        if (left.length === 0) await removeSchedule(db, organizationId, dataset.name);
        await recordRule(audit, db, organizationId, { ...REMOVED, actor, dataset: dataset.name, rule });
      });
    },

    /** What would come of a rule that is not there yet. @throws AppError column_not_found, rule_invalid, query_invalid */
    async preview(organizationId: number, name: string, wanted: NewRule): Promise<RuleResult> {
      const dataset = await getDataset(organizationId, name);
      await requireValid(deps, organizationId, dataset, wanted);
      return asking.askNow(organizationId, dataset, wanted);
    },

    /** Asks all rules of a dataset by a job. @throws AppError dataset_not_found */
    async run(organizationId: number, name: string, actor: Actor): Promise<string> {
      const { name: dataset } = await getDataset(organizationId, name);
      const check = { dataset, cause: 'asked', createdBy: userOf(actor) } as const;
      return database.transaction(organizationId, (db) => enqueueCheck(deps, db, organizationId, check));
    },

    /** @throws AppError rule_not_found */
    async results(organizationId: number, id: number, page: { before: number | null; limit: number }) {
      const { rule } = await getRule(deps, organizationId, id);
      const results = await repository.listResults(database.tenant(organizationId), organizationId, id, page);
      return { rule, results };
    },
  };
}
