import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { BusinessSession, Database, Db } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type Converter, createConverter } from '../csv/converter.ts';
import type { Rejection } from '../csv/rejections.ts';
import { dataErrors } from '../data.errors.ts';
import {
  type Dataset,
  findDataset,
  insertColumns,
  insertDataset,
  tryLockDataset,
  updateColumn,
  updateRowCount,
} from '../data.repository.ts';
import { addColumns, copyIn, createTable } from '../tables/table-statements.ts';
import { copyRows } from './copy-rows.ts';
import {
  findImportOfJob,
  finishImport,
  type Import,
  type ImportOutcome,
  insertRejections,
  readUpload,
  updateOutcome,
} from './imports.repository.ts';
import { planTarget, type Target } from './target.ts';

const TIMEOUT_MS = 4 * 60 * 60 * 1000;
const LOCK_WAIT_MS = 200;
/** How much of the progress is the writing; the rest is preparing and the commit. */
const WRITING_SHARE = 0.96;

interface ImportDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
}

export const IMPORT_JOB = 'import';

/** Turns uploaded files into rows. All rows of a file and what is told of them are committed together, or none. */
export function createImportHandler({ database, outbox }: ImportDeps): JobHandler {
  return {
    kind: IMPORT_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:create',
    timeoutMs: TIMEOUT_MS,
    run: (context) => runImport({ database, outbox }, context),
    async onLost(db, { organizationId, jobId }) {
      const found = await findImportOfJob(db, organizationId, jobId);
      if (found) await finishImport(db, organizationId, found);
    },
  };
}

async function runImport({ database, outbox }: ImportDeps, context: JobContext): Promise<void> {
  const { organizationId, jobId } = context;
  const found = await findImportOfJob(database.tenant(organizationId), organizationId, jobId);
  if (!found || found.uploadId === null) throw dataErrors.import_not_found({ import: found?.id ?? 0 });
  const findings: Findings = { nothingFits: null };
  try {
    await database.business(organizationId, (session) =>
      importFile({ database, outbox }, session, found, context, findings),
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
  { database, outbox }: ImportDeps,
  session: BusinessSession,
  found: Import,
  context: JobContext,
  findings: Findings,
): Promise<void> {
  const { organizationId, signal, report } = context;
  const { client, schema } = session;
  const { dataset: name, profile, uploadId } = found;
  report('checking', 0);
  await lockDataset(client, organizationId, name, signal);
  const dataset = await session.asPlatform((db) => findDataset(db, organizationId, name));
  const target = planTarget(name, dataset, profile);
  if (!dataset) await client.query(createTable(schema, name, target.columns));
  else if (target.added.length > 0) await client.query(addColumns(schema, name, target.added));

  const converter = createConverter(profile.width, target.columns);
  const statement = copyIn(schema, name, target.columns, dataset === null);
  const file = readUpload(database, organizationId, uploadId ?? 0);
  await copyRows(client, statement, file, converter, {
    signal,
    onProgress: (bytes) => report('writing', 0.01 + (WRITING_SHARE * bytes) / Math.max(1, found.sizeBytes)),
  });

  const outcome = describeOutcome(found, target, converter);
  if (converter.rowsConverted === 0) {
    findings.nothingFits = { outcome, rejections: converter.rejections.kept };
    throw dataErrors.no_row_fits({ rows: outcome.rowsRejected, line: outcome.rejections[0]?.firstLine ?? 0 });
  }
  report('finishing', 1 - (1 - WRITING_SHARE) / 2);
  signal.throwIfAborted();
  await session.asPlatform(async (db) => {
    await writeDataset(db, organizationId, name, dataset, target, converter);
    await writeOutcome(db, organizationId, found, { outcome, rejections: converter.rejections.kept });
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
      rows_rejected: outcome.rowsRejected,
    });
  });
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
  converter: Converter,
): Promise<void> {
  const id = dataset?.id ?? (await insertDataset(db, organizationId, name));
  const known = new Map(dataset?.columns.map((column) => [column.name, column]));
  for (const [place, column] of target.columns.entries()) {
    const before = known.get(column.name);
    const nullable = (before?.nullable ?? false) || converter.hasBlanks[place] === true;
    if (!before || (before.nullable === nullable && before.dateOrder === column.dateOrder)) continue;
    await updateColumn(db, organizationId, id, { ...before, nullable, dateOrder: column.dateOrder });
  }
  for (const column of target.missing) {
    if (!column.nullable) await updateColumn(db, organizationId, id, { ...column, nullable: true });
  }
  const places = new Map(target.columns.map(({ name: column }, place) => [column, place]));
  const added = target.added.map((column) => ({
    ...column,
    nullable: column.nullable || converter.hasBlanks[places.get(column.name) ?? -1] === true,
  }));
  await insertColumns(db, organizationId, id, added, known.size + 1);
  await updateRowCount(db, organizationId, id, (dataset?.rowCount ?? 0) + converter.rowsConverted);
}

function describeOutcome({ profile }: Import, target: Target, converter: Converter): ImportOutcome {
  const types = new Map(target.columns.map(({ name, type }) => [name, type]));
  return {
    rowsImported: converter.rowsConverted,
    rowsRejected: converter.rowsRejected,
    columns: profile.columns.map((column) => ({ ...column, type: types.get(column.name) ?? column.type })),
    rejections: converter.rejections.summarize(),
    notes: [...profile.notes, ...target.notes],
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
