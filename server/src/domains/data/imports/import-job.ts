import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { BusinessSession, Database, Db } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Note } from '../csv/header.ts';
import type { Rejection, Rejections } from '../csv/rejections.ts';
import { dataErrors } from '../data.errors.ts';
import {
  type Dataset,
  insertColumns,
  insertDataset,
  tryLockDataset,
  updateColumn,
  updateRowCount,
} from '../data.repository.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import { type Filled, fillTable } from './fill-table.ts';
import {
  findImportOfJob,
  finishImport,
  type Import,
  type ImportOutcome,
  insertRejections,
  type PriorState,
  readUpload,
  updateOutcome,
  updatePrior,
} from './imports.repository.ts';
import { chooseNewKey, indexNewKey } from './new-key.ts';
import { planTarget, type Target } from './target.ts';

const TIMEOUT_MS = 4 * 60 * 60 * 1000;
const LOCK_WAIT_MS = 200;
/** How much of the progress is the writing; the rest is preparing and the commit. */
const WRITING_SHARE = 0.96;

interface ImportDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  /** Of a file; one that was taken in under an older limit is still read. */
  maxSizeMb?: number;
}

/** Where nothing is said: what a file may grow to when it is unpacked is bounded all the same. */
const MOST_SIZE_MB = 4096;

export const IMPORT_JOB = 'import';

/** Turns uploaded files into rows. All rows of a file and what is told of them are committed together, or none. */
export function createImportHandler({ database, outbox, maxSizeMb = MOST_SIZE_MB }: ImportDeps): JobHandler {
  return {
    kind: IMPORT_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:create',
    timeoutMs: TIMEOUT_MS,
    run: (context) => runImport({ database, outbox, maxSizeMb }, context),
    async onLost(db, { organizationId, jobId }) {
      const found = await findImportOfJob(db, organizationId, jobId);
      if (found) await finishImport(db, organizationId, found);
    },
  };
}

async function runImport({ database, outbox, maxSizeMb }: Required<ImportDeps>, context: JobContext): Promise<void> {
  const { organizationId, jobId } = context;
  const found = await findImportOfJob(database.tenant(organizationId), organizationId, jobId);
  if (!found || found.uploadId === null) throw dataErrors.import_not_found({ import: found?.id ?? 0 });
  const findings: Findings = { nothingFits: null };
  try {
    await database.business(organizationId, (session) =>
      importFile({ database, outbox, maxSizeMb }, session, found, context, findings),
    );
  } catch (error) {
    const { nothingFits } = findings;
    if (nothingFits) {
      await database.transaction(organizationId, (db) => writeOutcome(db, organizationId, found, nothingFits));
    }
    throw toAppError(error, found);
  }
}

/** What is to be kept of an import of which no row is: why. */
interface Findings {
  nothingFits: { outcome: ImportOutcome; rejections: readonly Rejection[] } | null;
}

async function writeOutcome(
  db: Db,
  organizationId: number,
  found: Import,
  { outcome, rejections }: NonNullable<Findings['nothingFits']>,
): Promise<void> {
  await updateOutcome(db, organizationId, found.id, outcome);
  await insertRejections(db, organizationId, found.id, rejections);
}

async function importFile(
  { database, outbox, maxSizeMb }: Required<ImportDeps>,
  session: BusinessSession,
  found: Import,
  context: JobContext,
  findings: Findings,
): Promise<void> {
  const { organizationId, signal, report } = context;
  const { client } = session;
  const { dataset: name, profile, uploadId } = found;
  report('checking', 0);
  await lockDataset(client, organizationId, name, signal);
  const dataset = await openDataset(session, organizationId, name, 'alone');
  const target = planTarget(name, dataset, profile);
  if (!dataset) chooseNewKey(target, found.options.key);
  const filled = await fillTable({
    session,
    dataset,
    target,
    found,
    openFile: () => readUpload(database, organizationId, uploadId ?? 0),
    maxSizeMb,
    context,
    onProgress: (bytes) => report('writing', 0.01 + (WRITING_SHARE * bytes) / Math.max(1, found.sizeBytes)),
  });
  const rejections = inOrder(filled.rejections);
  const outcome = describeOutcome(found, target, filled);
  if (outcome.rowsImported + (filled.byKey?.rows_unchanged ?? 0) === 0) {
    findings.nothingFits = { outcome, rejections };
    throw dataErrors.no_row_fits({ rows: outcome.rowsRejected, line: outcome.rejections[0]?.firstLine ?? 0 });
  }
  report('finishing', 1 - (1 - WRITING_SHARE) / 2);
  signal.throwIfAborted();
  await session.asPlatform(async (db) => {
    await writeDataset(db, organizationId, name, dataset, target, filled);
    await updatePrior(db, organizationId, found.id, priorOf(dataset, target));
    await writeOutcome(db, organizationId, found, { outcome, rejections });
    await finishImport(db, organizationId, found);
    await outbox.append(db, organizationId, {
      type: 'import_finished',
      subject: { kind: 'dataset', id: name },
      data: {
        import_id: found.id,
        table_name: name,
        rows_imported: outcome.rowsImported,
        rows_rejected: outcome.rowsRejected,
      },
    });
    await context.complete(db, {
      dataset: name,
      import_id: found.id,
      rows_imported: outcome.rowsImported,
      ...filled.byKey,
      rows_rejected: outcome.rowsRejected,
    });
  });
  if (!dataset) await indexNewKey(session, organizationId, name);
}

/** Two files never fill one dataset at once. Waits by asking, so that a cancelled job need not wait to its end. */
async function lockDataset(
  client: pg.ClientBase,
  organizationId: number,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  while (!(await tryLockDataset(client, organizationId, name))) {
    await setTimeout(LOCK_WAIT_MS, undefined, { signal });
  }
}

async function writeDataset(
  db: Db,
  organizationId: number,
  name: string,
  dataset: Dataset | null,
  target: Target,
  { hasBlanks, inserted }: Filled,
): Promise<void> {
  const id = dataset?.id ?? (await insertDataset(db, organizationId, name));
  const known = new Map(dataset?.columns.map((column) => [column.name, column]));
  for (const [place, column] of target.columns.entries()) {
    const before = known.get(column.name);
    const nullable = (before?.nullable ?? false) || hasBlanks[place] === true;
    if (!before || (before.nullable === nullable && before.dateOrder === column.dateOrder)) continue;
    await updateColumn(db, organizationId, id, { ...before, nullable, dateOrder: column.dateOrder });
  }
  for (const column of target.missing) {
    if (!column.nullable) await updateColumn(db, organizationId, id, { ...column, nullable: true });
  }
  const places = new Map(target.columns.map(({ name: column }, place) => [column, place]));
  const added = target.added.map((column) => ({
    ...column,
    nullable: column.nullable || hasBlanks[places.get(column.name) ?? -1] === true,
  }));
  await insertColumns(db, organizationId, id, added);
  await updateRowCount(db, organizationId, id, (dataset?.rowCount ?? 0) + inserted);
}

const inOrder = ({ kept }: Rejections): readonly Rejection[] => kept.toSorted((one, other) => one.line - other.line);

/** What taking the import back needs to know. */
function priorOf(dataset: Dataset | null, target: Target): PriorState {
  return {
    created: dataset === null,
    added: dataset === null ? [] : target.added.map(({ name }) => name),
    complete: (dataset?.columns ?? []).filter(({ nullable }) => !nullable).map(({ name }) => name),
  };
}

function describeOutcome({ profile }: Import, target: Target, filled: Filled): ImportOutcome {
  const { inserted, byKey, apostrophes } = filled;
  const updated = byKey?.rows_updated ?? 0;
  const removed: Note[] = apostrophes > 0 ? [{ code: 'apostrophes_removed', params: { values: apostrophes } }] : [];
  const types = new Map(target.columns.map(({ name, type }) => [name, type]));
  return {
    rowsImported: inserted + updated,
    rowsUpdated: updated,
    rowsRejected: filled.rowsRejected,
    columns: profile.columns.map((column) => ({ ...column, type: types.get(column.name) ?? column.type })),
    rejections: filled.rejections.summarize(),
    notes: [...target.notes, ...removed],
  };
}

/** PostgreSQL's "program limit exceeded": the values of a row take more than its page of 8 KB. */
const ROW_TOO_WIDE = '54000';

function toAppError(thrown: unknown, { profile }: Import): unknown {
  const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : '';
  return code === ROW_TOO_WIDE
    ? dataErrors.row_too_wide({ columns: profile.columns.length }, { cause: thrown })
    : thrown;
}
