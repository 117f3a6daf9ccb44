import type { Db } from '../../../platform/db/database.ts';
import type { DatasetUse } from '../datasets/shape-changes.ts';
import { fieldsOf } from '../query/filter-fields.ts';
import type { InnerQuery } from '../query/query.schema.ts';
import type { QueryService } from '../query/query.service.ts';
import { fits } from './metric-query.ts';
import { listMetrics } from './metrics.repository.ts';
import type { Definition } from './metrics.schema.ts';
import { standardMetrics } from './standard-metrics.ts';

/** The metrics that read a dataset, each with the columns: those that the organization has defined, and the standard ones whose data are there. */
export async function listMetricUses(
  db: Db,
  queries: QueryService,
  organizationId: number,
  dataset: string,
): Promise<DatasetUse[]> {
  const stored = new Map((await listMetrics(db, organizationId)).map((metric) => [metric.name, metric.definition]));
  const uses: DatasetUse[] = [];
  for (const name of new Set([...stored.keys(), ...standardMetrics.keys()])) {
    const own = stored.get(name);
    const definition = own === undefined ? standardMetrics.get(name) : own;
    const columns = definition ? columnsRead(definition, dataset) : null;
    if (definition && columns && (own || (await fits(queries, organizationId, definition)))) {
      uses.push({ kind: 'metric', name, columns: [...columns] });
    }
  }
  return uses;
}

type Part = Omit<Definition, 'of' | 'time' | 'measures'> &
  Partial<Pick<Definition, 'of' | 'time' | 'measures'>> &
  Pick<InnerQuery, 'group_by' | 'select'>;

/** The columns of a dataset that a definition reads, or null where it does not read the dataset. */
function columnsRead(definition: Part, dataset: string): Set<string> | null {
  const {
    of,
    joins = [],
    measures = [],
    dimensions = [],
    group_by: groups = [],
    select = [],
    time,
    filter,
  } = definition;
  const inner = of ? columnsRead(of, dataset) : null;
  const isBase = definition.dataset?.normalize('NFC') === dataset;
  const aliases = joins.filter((join) => join.dataset.normalize('NFC') === dataset).map((join) => join.as ?? dataset);
  if (!isBase && aliases.length === 0) return inner;
  const read = new Set(inner);
  const fields = [
    ...(time ? [time.field] : []),
    ...measures.flatMap(({ field, by, at_last: atLast, filter: own }) => [field, by, atLast, ...fieldsOf(own)]),
    ...[...dimensions, ...groups].map(({ field }) => field),
    ...select,
    ...fieldsOf(filter),
  ];
  for (const text of fields) {
    const field = text?.normalize('NFC');
    if (field === undefined) continue;
    const owner = [...(isBase ? [dataset] : []), ...aliases].find((name) => field.startsWith(`${name}.`));
    if (owner !== undefined) read.add(field.slice(owner.length + 1));
    else if (isBase) read.add(field);
  }
  for (const { dataset: joined, on = [] } of joins) {
    for (const { column, equals } of on) {
      if (isBase) read.add(column);
      if (joined.normalize('NFC') === dataset) read.add(equals);
    }
  }
  return read;
}
