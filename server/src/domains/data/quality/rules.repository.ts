import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { NewRule, Rule, RuleKind, RuleResult, RuleSetting, RuleSeverity } from './rules.ts';

export const causes = ['import', 'records', 'schedule', 'asked'] as const;
/** Why rules are asked. */
export type Cause = (typeof causes)[number];

export interface PastResult extends RuleResult {
  id: number;
  checkedAt: Date;
  cause: Cause;
}

const selectRules = (db: Db, organizationId: number) =>
  db
    .selectFrom('quality_rules')
    .select(['id', 'dataset_id', 'name', 'kind', 'column_name', 'setting', 'allowed_share', 'severity', 'enabled'])
    .select(['created_at', 'updated_at'])
    .where('organization_id', '=', organizationId);

function toRule(row: Awaited<ReturnType<ReturnType<typeof selectRules>['executeTakeFirstOrThrow']>>): Rule {
  return {
    id: row.id,
    datasetId: row.dataset_id,
    name: row.name,
    column: row.column_name,
    allowedShare: row.allowed_share,
    enabled: row.enabled,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    // The table's checks allow no others, and what a setting holds was written by this file.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...({ kind: row.kind, severity: row.severity, setting: row.setting } as {
      kind: RuleKind;
      severity: RuleSeverity;
      setting: RuleSetting;
    }),
  };
}

/** The rules of a dataset, in the order in which they were made. @param dataset its number or its name */
export async function listRules(db: Db, organizationId: number, dataset: number | string): Promise<Rule[]> {
  const named = db
    .selectFrom('datasets')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('name', '=', String(dataset));
  const rows = await selectRules(db, organizationId)
    .where('dataset_id', '=', typeof dataset === 'number' ? dataset : named)
    .orderBy('id')
    .execute();
  return rows.map(toRule);
}

export async function updateSetting(db: Db, organizationId: number, id: number, setting: RuleSetting): Promise<void> {
  await db
    .updateTable('quality_rules')
    .set({ setting: JSON.stringify(setting) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Rules by number; those that are not there are left out. */
export async function findRules(db: Db, organizationId: number, ids: readonly number[]): Promise<Map<number, Rule>> {
  if (ids.length === 0) return new Map();
  const rows = await selectRules(db, organizationId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, toRule(row)]));
}

/** The name of the dataset that a rule is about. */
export async function findDatasetName(db: Db, organizationId: number, datasetId: number): Promise<string> {
  const row = await db
    .selectFrom('datasets')
    .select('name')
    .where('organization_id', '=', organizationId)
    .where('id', '=', datasetId)
    .executeTakeFirst();
  return row?.name ?? '';
}

export async function countRules(db: Db, organizationId: number): Promise<number> {
  const { count } = await db
    .selectFrom('quality_rules')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertRule(
  db: Db,
  organizationId: number,
  datasetId: number,
  rule: NewRule,
  createdBy: number | null,
): Promise<Rule> {
  const { id } = await db
    .insertInto('quality_rules')
    .values({
      organization_id: organizationId,
      dataset_id: datasetId,
      name: rule.name,
      kind: rule.kind,
      column_name: rule.column,
      setting: JSON.stringify(rule.setting),
      allowed_share: rule.allowedShare,
      severity: rule.severity,
      enabled: rule.enabled,
      created_by: createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return toRule(await selectRules(db, organizationId).where('id', '=', id).executeTakeFirstOrThrow());
}

export async function updateRule(db: Db, organizationId: number, id: number, rule: NewRule): Promise<void> {
  await db
    .updateTable('quality_rules')
    .set({
      name: rule.name,
      setting: JSON.stringify(rule.setting),
      allowed_share: rule.allowedShare,
      severity: rule.severity,
      enabled: rule.enabled,
      updated_at: sql<Date>`now()`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export async function removeRule(db: Db, organizationId: number, id: number): Promise<void> {
  await db.deleteFrom('quality_rules').where('organization_id', '=', organizationId).where('id', '=', id).execute();
}

/** So many results of a rule are kept. */
const MOST_RESULTS = 500;

export async function insertResult(
  db: Db,
  organizationId: number,
  ruleId: number,
  { checkedAt, cause, ...result }: RuleResult & { checkedAt: Date; cause: Cause },
): Promise<void> {
  await db
    .insertInto('quality_results')
    .values({
      organization_id: organizationId,
      rule_id: ruleId,
      checked_at: checkedAt,
      cause,
      outcome: result.outcome,
      rows_checked: result.rowsChecked,
      rows_broken: result.rowsBroken,
      figure: result.figure,
      reason: result.reason,
      examples: JSON.stringify(result.examples),
    })
    .execute();
  await sql`
    delete from quality_results where organization_id = ${organizationId} and rule_id = ${ruleId} and id <= (
      select id from quality_results where organization_id = ${organizationId} and rule_id = ${ruleId}
       order by id desc offset ${MOST_RESULTS} limit 1)
  `.execute(db);
}

const selectResults = (db: Db, organizationId: number) =>
  db
    .selectFrom('quality_results')
    .select(['id', 'rule_id', 'checked_at', 'cause', 'outcome', 'rows_checked', 'rows_broken', 'figure', 'reason'])
    .select('examples')
    .where('organization_id', '=', organizationId);

function toResult(row: Awaited<ReturnType<ReturnType<typeof selectResults>['executeTakeFirstOrThrow']>>): PastResult {
  return {
    id: row.id,
    checkedAt: row.checked_at,
    rowsChecked: row.rows_checked,
    rowsBroken: row.rows_broken,
    figure: row.figure,
    // Written by this file.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...({ cause: row.cause, outcome: row.outcome, reason: row.reason, examples: row.examples } as Pick<
      PastResult,
      'cause' | 'outcome' | 'reason' | 'examples'
    >),
  };
}

/** Results of a rule, the latest first. */
export async function listResults(
  db: Db,
  organizationId: number,
  ruleId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<PastResult[]> {
  const rows = await selectResults(db, organizationId)
    .where('rule_id', '=', ruleId)
    .$if(before !== null, (query) => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toResult);
}

/** The latest result of each of these rules. */
export async function findLastResults(
  db: Db,
  organizationId: number,
  ruleIds: readonly number[],
): Promise<Map<number, PastResult>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await selectResults(db, organizationId)
    .distinctOn('rule_id')
    .where('rule_id', 'in', [...ruleIds])
    .orderBy('rule_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.rule_id, toResult(row)]));
}
