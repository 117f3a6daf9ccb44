import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import { findImportHistory } from '../profile/profiles.repository.ts';
import { dayIn } from '../query/calendar.ts';
import { queryErrors } from '../query/query.errors.ts';
import { findHome } from '../query/query.repository.ts';
import { createReadOnly } from '../query/run-read-only.ts';
import { checkRules, isTime, type RuleFacts } from './check-rules.ts';
import { qualityErrors } from './quality.errors.ts';
import type { QualityDeps } from './quality-deps.ts';
import { compileRow, openPlace, type RulePlace } from './rule-conditions.ts';
import { isAboutRows, type NewRule, type RuleResult, unchecked } from './rules.ts';

const AT_ONCE_TIMEOUT_MS = 20_000;
const STATEMENT_TIMEOUT_MS = 5 * 60_000;

export type RuleAsking = ReturnType<typeof createRuleAsking>;

/** Asks rules, as the organization's own role that can only read. */
export function createRuleAsking({ database, now }: Pick<QualityDeps, 'database' | 'now'>) {
  const atOnce = createReadOnly(database, AT_ONCE_TIMEOUT_MS);
  const inJob = createReadOnly(database, STATEMENT_TIMEOUT_MS);

  async function readFacts(db: Db, organizationId: number, { name }: Dataset): Promise<RuleFacts> {
    const { timeZone } = await findHome(db, organizationId);
    const history = await findImportHistory(db, organizationId, name);
    return { timeZone, today: dayIn(timeZone, now()), history, rest: () => setImmediate() };
  }

  return {
    /** Whether a rule can be asked of the dataset. @throws AppError rule_invalid, query_invalid */
    async requireFitting(organizationId: number, dataset: Dataset, rule: NewRule): Promise<void> {
      const facts = await readFacts(database.tenant(organizationId), organizationId, dataset);
      await atOnce.run(organizationId, undefined, (session) =>
        requireFits(openPlace(session, organizationId, dataset, facts), rule),
      );
    },

    /** @throws AppError query_too_long */
    async askNow(organizationId: number, dataset: Dataset, rule: NewRule): Promise<RuleResult> {
      const facts = await readFacts(database.tenant(organizationId), organizationId, dataset);
      const [result = unchecked('does_not_fit')] = await atOnce.run(organizationId, undefined, (session) =>
        checkRules(openPlace(session, organizationId, dataset, facts), [rule], facts),
      );
      return result;
    },

    /** @returns results in the order of the rules */
    async askInJob(
      organizationId: number,
      dataset: Dataset,
      rules: readonly NewRule[],
      signal: AbortSignal,
    ): Promise<RuleResult[]> {
      const facts = await readFacts(database.tenant(organizationId), organizationId, dataset);
      return inJob.run(organizationId, signal, (session) =>
        checkRules(openPlace(session, organizationId, dataset, facts), rules, { ...facts, signal }),
      );
    },
  };
}

async function requireFits(place: RulePlace, rule: NewRule): Promise<void> {
  const refuse = (setting: string): never => {
    const fault = {
      pointer: `/${setting}`,
      code: 'setting_does_not_fit',
      params: { kind: rule.kind, setting },
    } as const;
    throw qualityErrors.rule_invalid({ count: 1 }, { faults: [fault] });
  };
  const column = place.dataset.columns.find(({ name }) => name === rule.column);
  const needsTime = rule.kind === 'fresh' || (rule.kind === 'volume' && rule.setting.per === 'day');
  if (needsTime && (!column || !isTime(column))) refuse('column');
  if (!isAboutRows(rule)) return;
  const compiled = await compileRow(place, rule);
  if ('referenceGone' in compiled) refuse('dataset');
  if (!('faults' in compiled)) return;
  const { faults } = compiled;
  if (rule.kind === 'condition') {
    const { faults: ofQuery } = place.compilation;
    throw queryErrors.query_invalid({ count: ofQuery.length }, { faults: ofQuery });
  }
  refuse(faults[0]?.pointer.slice(1) ?? 'kind');
}
