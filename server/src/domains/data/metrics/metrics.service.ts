import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { DatasetUse } from '../datasets/shape-changes.ts';
import { queryErrors } from '../query/query.errors.ts';
import { findHome } from '../query/query.repository.ts';
import type { QueryResult, QueryService } from '../query/query.service.ts';
import { createMetricIndexes, indexesOf, WORTH_ROWS } from './metric-indexes.ts';
import { listMetricUses } from './metric-uses.ts';
import { checkDefinition, fits, keepValue, toValuesQuery } from './metric-query.ts';
import { insertMetric, listMetrics, type StoredMetric } from './metrics.repository.ts';
import type { Definition, ValuesRequest } from './metrics.schema.ts';
import { planRollup } from './rollup.ts';
import { createRollupTables, dropRollups } from './rollup-tables.ts';
import { standardMetrics } from './standard-metrics.ts';

/** A metric as it stands. */
export interface Metric {
  name: string;
  version: number;
  isStandard: boolean;
  definition: Definition;
  unit: string | null;
  moneyPerUnit: number | null;
  direction: 'up' | 'down' | 'none';
}

export type MetricService = ReturnType<typeof createMetricService>;

interface MetricDeps {
  database: Database;
  queries: QueryService;
  audit: Pick<Audit, 'record'>;
}

export function createMetricService(deps: MetricDeps) {
  const { database, queries } = deps;
  const prepare = createPreparation(deps);

  /** @throws AppError metric_not_found */
  async function get(organizationId: number, name: string): Promise<Metric> {
    const [stored] = await listMetrics(database.tenant(organizationId), organizationId, name);
    const definition = stored ? stored.definition : standardMetrics.get(name);
    if (!definition) throw queryErrors.metric_not_found({ metric: name });
    const { currency } = await findHome(database.tenant(organizationId), organizationId);
    return toMetric(name, stored?.version ?? 0, definition, currency);
  }

  return {
    get,

    /** Those that the organization has defined, and the standard ones whose data are there, by name. */
    list: (organizationId: number): Promise<Metric[]> => listThere(deps, organizationId),

    /** The metrics that read a dataset. */
    listUses: (organizationId: number, dataset: string): Promise<DatasetUse[]> =>
      listMetricUses(database.tenant(organizationId), queries, organizationId, dataset),

    /** @throws AppError metric_exists, query_invalid */
    async create(organizationId: number, name: string, definition: Definition, actor: Actor): Promise<Metric> {
      const [stored] = await listMetrics(database.tenant(organizationId), organizationId, name);
      if (stored?.definition || (!stored && standardMetrics.has(name)))
        throw queryErrors.metric_exists({ metric: name });
      await checkDefinition(queries, organizationId, definition);
      await write(deps, organizationId, { name, version: (stored?.version ?? 0) + 1, definition }, actor);
      return get(organizationId, name);
    },

    /** Defines it anew; what was before stays as an earlier version. @throws AppError metric_not_found, metric_changed, query_invalid */
    async update(organizationId: number, name: string, definition: Definition, actor: Actor): Promise<Metric> {
      const { version, isStandard } = await get(organizationId, name);
      if (isStandard && version === 0 && !(await fits(queries, organizationId, standardMetrics.get(name)))) {
        throw queryErrors.metric_not_found({ metric: name });
      }
      await checkDefinition(queries, organizationId, definition);
      await write(deps, organizationId, { name, version: version + 1, definition }, actor);
      return get(organizationId, name);
    },

    /** @throws AppError metric_not_found, metric_changed */
    async remove(organizationId: number, name: string, actor: Actor): Promise<void> {
      const { version } = await get(organizationId, name);
      await write(deps, organizationId, { name, version: version + 1, definition: null }, actor);
    },

    /** What is asked for its values. @throws AppError metric_not_found, query_invalid */
    async queryOf(organizationId: number, name: string, request: ValuesRequest) {
      return prepare(organizationId, await get(organizationId, name), request);
    },

    /** Its values. @throws AppError metric_not_found, query_invalid, query_too_long */
    async values(
      organizationId: number,
      name: string,
      request: ValuesRequest,
      signal?: AbortSignal,
    ): Promise<{ metric: Metric; result: QueryResult }> {
      const metric = await get(organizationId, name);
      const { query, kept, columns } = await prepare(organizationId, metric, request);
      const result = { ...(await queries.run(organizationId, query, signal, kept)), columns };
      return { metric, result: keepValue(result, metric.definition, metric.unit) };
    },
  };
}

/** Finds out what is asked for a metric's values: its days where they are kept, else its rows. */
function createPreparation({ database, queries }: MetricDeps) {
  const indexes = createMetricIndexes(database);
  const rollups = createRollupTables(database);
  return async (organizationId: number, { name, definition }: Metric, request: ValuesRequest) => {
    const query = await toValuesQuery(queries, organizationId, definition, request);
    const { compiled, found, datasets, context } = await queries.prepare(organizationId, query);
    const { columns } = compiled;
    await indexes.ensure(organizationId, indexesOf(definition, found));
    const isLarge = (found.get(query.dataset ?? '')?.rowCount ?? 0) >= WORTH_ROWS;
    const rollup = isLarge ? planRollup(query, datasets, context) : null;
    const isKept = rollup !== null && (await rollups.ensure(organizationId, name, rollup));
    return isKept ? { query: rollup.query, kept: rollup.dataset, columns } : { query, columns };
  };
}

async function write(
  { database, audit }: MetricDeps,
  organizationId: number,
  metric: StoredMetric,
  actor: Actor,
): Promise<void> {
  await database.transaction(organizationId, async (db) => {
    const isWritten = await insertMetric(db, organizationId, metric, userOf(actor));
    if (!isWritten) throw queryErrors.metric_changed({ metric: metric.name });
    const action = metric.definition ? 'metric.defined' : 'metric.removed';
    const subject = { kind: 'metric', id: metric.name };
    await audit.record(db, organizationId, { actor, action, subject, detail: { version: metric.version } });
  });
  await database.business(organizationId, (session) => dropRollups(session, metric.name));
}

function toMetric(name: string, version: number, definition: Definition, currency: string): Metric {
  const { unit = null, money_per_unit: moneyPerUnit = null, direction = 'none' } = definition;
  const isStandard = standardMetrics.has(name);
  return { name, version, isStandard, definition, unit: unit === 'money' ? currency : unit, moneyPerUnit, direction };
}

/** Those that the organization has defined, and the standard ones whose data are there, by name. */
async function listThere({ database, queries }: MetricDeps, organizationId: number): Promise<Metric[]> {
  const db = database.tenant(organizationId);
  const { currency } = await findHome(db, organizationId);
  const stored = new Map((await listMetrics(db, organizationId)).map((metric) => [metric.name, metric]));
  const metrics: Metric[] = [];
  for (const name of new Set([...standardMetrics.keys(), ...stored.keys()])) {
    const own = stored.get(name);
    const definition = own ? own.definition : standardMetrics.get(name);
    if (!definition) continue;
    if (own || (await fits(queries, organizationId, definition))) {
      metrics.push(toMetric(name, own?.version ?? 0, definition, currency));
    }
  }
  return metrics.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
