import type { Actor } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { Fault } from '../../../platform/errors.ts';
import { createRecordWriter } from '../records/record-writer.ts';
import { countRows, lockRows } from '../records/record-table.ts';
import { toRecordView } from '../records/record-view.ts';
import { dropUniqueIndex, indexUnique } from './column-statements.ts';
import { type Constraint, conditionBroken, type ConstraintKind, type ConstraintSetting } from './constraints.ts';
import { insertConstraint, removeConstraint } from './constraints.repository.ts';
import { type DatasetFaultCode, datasetErrors } from './datasets.errors.ts';
import { findReferred, type OpenDataset } from './open-dataset.ts';
import { createShapeChanger, getColumn, type ShapeDeps } from './shape-changes.ts';

export type NewConstraint = Omit<Constraint, 'id'>;

const EXAMPLES = 5;

export function createConstraintService(deps: ShapeDeps) {
  const change = createShapeChanger(deps);
  const look = createRecordWriter(deps.database);

  return {
    /** How many rows break a rule that is not there yet, and some of them. @throws AppError column_not_found, dataset_invalid */
    preview: (organizationId: number, name: string, wanted: NewConstraint) =>
      look(organizationId, name, async (session, dataset) => {
        const condition = await toCondition(session, organizationId, dataset, wanted);
        const rows = await lockRows(session, dataset, condition, EXAMPLES);
        const broken = await countRows(session, dataset, condition);
        return { broken, examples: rows.map((row) => toRecordView(dataset, row)) };
      }),

    /** @throws AppError column_not_found, dataset_invalid, constraint_broken, constraint_exists */
    add: (organizationId: number, name: string, wanted: NewConstraint, actor: Actor) =>
      change(organizationId, name, actor, async (session, dataset) => {
        const { column, kind, setting } = wanted;
        const condition = await toCondition(session, organizationId, dataset, wanted);
        const rows = await countRows(session, dataset, condition);
        if (rows > 0) throw datasetErrors.constraint_broken({ column, rows });
        const id = await session.asPlatform((db) => insertConstraint(db, organizationId, dataset.id, wanted));
        if (id === null) throw datasetErrors.constraint_exists({ column, dataset: name });
        if (kind === 'unique') {
          await session.client.query(
            indexUnique({ schema: session.schema, table: dataset.name, column, constraintId: id }),
          );
        }
        const detail = { constraint_id: id, column, kind, ...setting };
        return { answer: { id, ...wanted }, act: { action: 'dataset.constraint_added', detail } };
      }),

    /** @throws AppError constraint_not_found */
    remove: (organizationId: number, name: string, id: number, actor: Actor) =>
      change(organizationId, name, actor, async (session, dataset) => {
        const found = dataset.constraints.find((each) => each.id === id);
        if (!found) throw datasetErrors.constraint_not_found({ constraint: id, dataset: name });
        if (found.kind === 'unique') await session.client.query(dropUniqueIndex(session.schema, id));
        await session.asPlatform((db) => removeConstraint(db, organizationId, dataset.id, id));
        const detail = { constraint_id: id, column: found.column, kind: found.kind };
        return { answer: undefined, act: { action: 'dataset.constraint_removed', detail } };
      }),
  };
}

/** What each kind is told, and nothing else. */
const SETTINGS: Record<ConstraintKind, keyof ConstraintSetting | null> = {
  required: null,
  unique: null,
  minimum: 'value',
  maximum: 'value',
  one_of: 'values',
  pattern: 'pattern',
  reference: 'dataset',
};

/** @throws AppError dataset_invalid */
async function toCondition(
  session: BusinessSession,
  organizationId: number,
  dataset: OpenDataset,
  { column: name, kind, setting }: NewConstraint,
): Promise<string> {
  const column = getColumn(dataset, name);
  const wanted = SETTINGS[kind];
  const refuse = (part: string, code: DatasetFaultCode): never => {
    const fault: Fault<DatasetFaultCode> = { pointer: `/${part}`, code, params: { column: name, kind, setting: part } };
    throw datasetErrors.dataset_invalid({ count: 1 }, { faults: [fault] });
  };
  if (wanted !== null && setting[wanted] === undefined) return refuse(wanted, 'setting_missing');
  const needless = Object.keys(setting).find((part) => part !== wanted);
  if (needless !== undefined) return refuse(needless, 'setting_does_not_fit');
  const other = setting.dataset;
  const referred =
    other === undefined
      ? null
      : await session.asPlatform((db) => findReferred(db, session.schema, organizationId, other.normalize('NFC')));
  const place = { schema: session.schema, table: dataset.name, referred };
  const condition = conditionBroken({ kind, setting }, column, place);
  if (condition === null) return refuse(wanted ?? 'kind', 'setting_does_not_fit');
  if (setting.pattern !== undefined && !(await isPattern(session, setting.pattern))) {
    return refuse('pattern', 'setting_does_not_fit');
  }
  return condition;
}

/** References back into the match can take for ever; everything else PostgreSQL matches in time that grows with the text. */
export async function isPattern({ client }: BusinessSession, pattern: string): Promise<boolean> {
  if (/\\[1-9]/.test(pattern) || pattern.startsWith('***')) return false;
  await client.query('savepoint pattern');
  try {
    await client.query('select $1::text ~ $2', ['', `^(?:${pattern})$`]);
    return true;
  } catch {
    await client.query('rollback to savepoint pattern');
    return false;
  }
}
