import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { BusinessSession, Database, Db } from '../../../platform/db/database.ts';
import { releaseBiView, restoreBiViews } from '../bi/bi-views.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset, type DatasetColumn } from '../data.repository.ts';
import { datasetErrors } from './datasets.errors.ts';
import { type OpenDataset, openDataset } from './open-dataset.ts';

/** Something that reads columns of a dataset and would miss them. */
export interface DatasetUse {
  kind: 'model' | 'constraint' | 'metric' | 'quality_rule';
  name: string;
  columns: readonly string[];
}

export interface ShapeDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  /** The models, metrics and quality rules that read a dataset. */
  findReaders(organizationId: number, dataset: string): Promise<DatasetUse[]>;
  /** A column is called otherwise, in this transaction. */
  onRenamed(db: Db, organizationId: number, datasetId: number, column: { from: string; to: string }): Promise<void>;
}

/** What was done to the shape of a dataset, for the audit log. */
export interface ShapeAct {
  action: string;
  detail: Record<string, unknown>;
}

export type ShapeChanger = <T>(
  organizationId: number,
  dataset: string,
  actor: Actor,
  work: (session: BusinessSession, dataset: OpenDataset) => Promise<{ answer: T; act: ShapeAct | null }>,
) => Promise<T>;

/**
 * Changes the shape of a dataset: alone, in one transaction, written into the audit log. Views of BI tools let go of the
 * table meanwhile.
 * @throws AppError dataset_not_found, dataset_busy
 */
export function createShapeChanger({ database, audit }: ShapeDeps): ShapeChanger {
  return async (organizationId, text, actor, work) => {
    const name = text.normalize('NFC');
    const notFound = () => dataErrors.dataset_not_found({ dataset: text });
    if (!(await findDataset(database.tenant(organizationId), organizationId, name))) throw notFound();
    return database.business(organizationId, async (session) => {
      const dataset = await openDataset(session, organizationId, name, 'alone');
      if (!dataset) throw notFound();
      await releaseBiView(session, name);
      const { answer, act } = await work(session, dataset);
      await restoreBiViews(session);
      if (act) await session.asPlatform((db) => record(audit, db, organizationId, { actor, name, act }));
      return answer;
    });
  };
}

async function record(
  audit: ShapeDeps['audit'],
  db: Db,
  organizationId: number,
  { actor, name, act }: { actor: Actor; name: string; act: ShapeAct },
): Promise<void> {
  await audit.record(db, organizationId, { actor, ...act, subject: { kind: 'dataset', id: name } });
}

/** @throws AppError column_not_found */
export function getColumn({ name, columns }: OpenDataset, column: string): DatasetColumn {
  const found = columns.find((each) => each.name === column);
  if (!found) throw datasetErrors.column_not_found({ column, dataset: name });
  return found;
}

/** What would miss the column, or the dataset where no column is named: its readers, and other datasets that refer to it. */
export async function listUses(
  { findReaders }: Pick<ShapeDeps, 'findReaders'>,
  organizationId: number,
  dataset: Pick<OpenDataset, 'name' | 'columns' | 'referencedBy'>,
  column: string | null,
): Promise<DatasetUse[]> {
  const readers = await findReaders(organizationId, dataset.name);
  const key = dataset.columns.find(({ isKey }) => isKey)?.name;
  const references = dataset.referencedBy.map(({ dataset: name, column: holder }): DatasetUse => ({
    kind: 'constraint',
    name: `${name}.${holder}`,
    columns: key === undefined ? [] : [key],
  }));
  return [...references, ...readers].filter(({ columns }) => column === null || columns.includes(column));
}
