import type { Db } from '../../../platform/db/database.ts';
import type { Rule, RuleResult, RuleSeverity } from './rules.ts';

/** What an alert tells of how a rule is broken. */
export interface AlertFigures {
  rows_checked: number;
  rows_broken: number;
  broken_share: number;
  figure: number | null;
  examples: RuleResult['examples'];
}

export const figuresOf = ({ rowsChecked, rowsBroken, figure, examples }: RuleResult): AlertFigures => ({
  rows_checked: rowsChecked,
  rows_broken: rowsBroken,
  broken_share: rowsChecked === 0 ? 0 : rowsBroken / rowsChecked,
  figure,
  examples,
});

/** From when a rule was found broken until it held again. */
export interface Alert {
  id: number;
  ruleId: number;
  dataset: string;
  severity: RuleSeverity;
  firstFigures: AlertFigures;
  lastFigures: AlertFigures;
  openedAt: Date;
  lastSeenAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: number | null;
  closedAt: Date | null;
  ending: 'holds' | 'changed' | null;
}

export const alertStatuses = ['open', 'acknowledged', 'closed'] as const;
export type AlertStatus = (typeof alertStatuses)[number];

export interface AlertFilter {
  dataset: string | null;
  /** Open: also those that somebody has acknowledged. */
  status: AlertStatus | null;
  before: number | null;
  limit: number;
}

const selectAlerts = (db: Db, organizationId: number) =>
  db
    .selectFrom('quality_alerts')
    .innerJoin('datasets', (join) =>
      join
        .onRef('datasets.organization_id', '=', 'quality_alerts.organization_id')
        .onRef('datasets.id', '=', 'quality_alerts.dataset_id'),
    )
    .selectAll('quality_alerts')
    .select('datasets.name as dataset')
    .where('quality_alerts.organization_id', '=', organizationId);

function toAlert(row: Awaited<ReturnType<ReturnType<typeof selectAlerts>['executeTakeFirstOrThrow']>>): Alert {
  return {
    id: row.id,
    ruleId: row.rule_id,
    dataset: row.dataset,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    closedAt: row.closed_at,
    // The table's checks allow no others.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    ...({ severity: row.severity, ending: row.ending } as Pick<Alert, 'severity' | 'ending'>),
    ...readFigures(row),
  };
}

function readFigures(row: Record<'first_figures' | 'last_figures', unknown>) {
  const { first_figures: firstFigures, last_figures: lastFigures } = row;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this file
  return { firstFigures, lastFigures } as Pick<Alert, 'firstFigures' | 'lastFigures'>;
}

export async function findAlert(db: Db, organizationId: number, id: number): Promise<Alert | null> {
  const row = await selectAlerts(db, organizationId).where('quality_alerts.id', '=', id).executeTakeFirst();
  return row ? toAlert(row) : null;
}

/** The one alert of a rule that is open; nobody else closes it until the end of the transaction. */
export async function findOpenAlert(db: Db, organizationId: number, ruleId: number): Promise<Alert | null> {
  const row = await selectAlerts(db, organizationId)
    .where('quality_alerts.rule_id', '=', ruleId)
    .where('quality_alerts.closed_at', 'is', null)
    .forUpdate('quality_alerts')
    .executeTakeFirst();
  return row ? toAlert(row) : null;
}

/** Alerts, the latest first. */
export async function listAlerts(
  db: Db,
  organizationId: number,
  { dataset, status, before, limit }: AlertFilter,
): Promise<Alert[]> {
  const rows = await selectAlerts(db, organizationId)
    .$if(dataset !== null, (query) => query.where('datasets.name', '=', dataset ?? ''))
    .$if(status === 'closed', (query) => query.where('closed_at', 'is not', null))
    .$if(status === 'open' || status === 'acknowledged', (query) => query.where('closed_at', 'is', null))
    .$if(status === 'acknowledged', (query) => query.where('acknowledged_at', 'is not', null))
    .$if(before !== null, (query) => query.where('quality_alerts.id', '<', before ?? 0))
    .orderBy('quality_alerts.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toAlert);
}

/** @returns its number, or null where the rule has an open one already */
export async function insertAlert(
  db: Db,
  organizationId: number,
  { id, datasetId, severity }: Rule,
  figures: AlertFigures,
  at: Date,
): Promise<number | null> {
  const row = await db
    .insertInto('quality_alerts')
    .values({
      organization_id: organizationId,
      rule_id: id,
      dataset_id: datasetId,
      severity,
      first_figures: JSON.stringify(figures),
      last_figures: JSON.stringify(figures),
      opened_at: at,
      last_seen_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function updateAlert(
  db: Db,
  organizationId: number,
  id: number,
  figures: AlertFigures,
  at: Date,
): Promise<void> {
  await db
    .updateTable('quality_alerts')
    .set({ last_figures: JSON.stringify(figures), last_seen_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export async function closeAlert(
  db: Db,
  organizationId: number,
  id: number,
  { ending, at, figures }: { ending: 'holds' | 'changed'; at: Date; figures: AlertFigures },
): Promise<void> {
  await db
    .updateTable('quality_alerts')
    .set({ closed_at: at, ending, last_figures: JSON.stringify(figures) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Of an open alert; who was first stays. */
export async function acknowledgeAlert(
  db: Db,
  organizationId: number,
  id: number,
  { by, at }: { by: number | null; at: Date },
): Promise<void> {
  await db
    .updateTable('quality_alerts')
    .set({ acknowledged_at: at, acknowledged_by: by })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .where('acknowledged_at', 'is', null)
    .execute();
}
