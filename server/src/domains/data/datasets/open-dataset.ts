import type { BusinessSession, Db } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, findDataset, tryLockDataset, tryShareDataset } from '../data.repository.ts';
import { listConstraints, listReferencesTo } from './constraints.repository.ts';
import { type Constraint, conditionBroken, type ReferredTable } from './constraints.ts';

/** A dataset that is being written, with what its rows must keep. */
export interface OpenDataset extends Dataset {
  constraints: Constraint[];
  /** Columns that hold its keys. */
  referencedBy: { dataset: string; column: string }[];
  /** By name: the tables that its own references lead to; null where there is none. */
  referred: Map<string, ReferredTable | null>;
}

/**
 * Takes the right to write a dataset, with others or alone, until the end of the transaction, and reads what it is like.
 * @returns null where there is no such dataset
 * @throws AppError dataset_busy
 */
export async function openDataset(
  session: BusinessSession,
  organizationId: number,
  name: string,
  share: 'with others' | 'alone',
): Promise<OpenDataset | null> {
  const take = share === 'alone' ? tryLockDataset : tryShareDataset;
  if (!(await take(session.client, organizationId, name))) throw dataErrors.dataset_busy({ dataset: name });
  return session.asPlatform((db) => readDataset(db, session.schema, organizationId, name));
}

async function readDataset(db: Db, schema: string, organizationId: number, name: string): Promise<OpenDataset | null> {
  const dataset = await findDataset(db, organizationId, name);
  if (!dataset) return null;
  const constraints = await listConstraints(db, organizationId, dataset.id);
  const referencedBy = await listReferencesTo(db, organizationId, name);
  const referred = new Map<string, ReferredTable | null>();
  for (const { setting } of constraints) {
    if (setting.dataset === undefined) continue;
    referred.set(setting.dataset, await findReferred(db, schema, organizationId, setting.dataset));
  }
  return { ...dataset, constraints, referencedBy, referred };
}

/** The table whose keys a column may hold; null where there is no such dataset or it has no key. */
export async function findReferred(
  db: Db,
  schema: string,
  organizationId: number,
  name: string,
): Promise<ReferredTable | null> {
  const dataset = await findDataset(db, organizationId, name);
  const key = dataset?.columns.find(({ isKey }) => isKey);
  return dataset && key ? { schema, name: dataset.name, key } : null;
}

/** The constraints that a query can look after, each with its condition; uniqueness is the table's index. */
export function conditionsOf(
  dataset: OpenDataset,
  schema: string,
  columns: ReadonlySet<string> | 'all',
): { constraint: Constraint; condition: string }[] {
  return dataset.constraints.flatMap((constraint) => {
    if (constraint.kind === 'unique' || (columns !== 'all' && !columns.has(constraint.column))) return [];
    const column = dataset.columns.find(({ name }) => name === constraint.column);
    const referred = dataset.referred.get(constraint.setting.dataset ?? '') ?? null;
    const condition = column && conditionBroken(constraint, column, { schema, table: dataset.name, referred });
    return condition === undefined || condition === null ? [] : [{ constraint, condition }];
  });
}
