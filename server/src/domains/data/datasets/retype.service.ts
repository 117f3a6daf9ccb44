import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { ColumnType } from '../csv/inference.ts';
import type { DateOrder } from '../csv/moments.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { createRecordWriter } from '../records/record-writer.ts';
import { changeColumn } from './datasets.repository.ts';
import { requireColumns } from './column-rules.ts';
import { datasetErrors } from './datasets.errors.ts';
import type { OpenDataset } from './open-dataset.ts';
import { applyRetype, type Conversion, findConversion, previewRetype } from './retype.ts';
import { createShapeChanger, getColumn, type ShapeDeps } from './shape-changes.ts';

export interface RetypeRequest {
  column: string;
  type: ColumnType;
  /** How dates such as 03/04/2025 are read. */
  dateOrder: DateOrder | null;
  /** Values that do not fit become blank; otherwise the change is refused while there are any. */
  loseValues: boolean;
}

export interface RetypePreview {
  /** Values that there are. */
  values: number;
  /** Values that do not fit, and some of them. */
  lost: number;
  examples: string[];
  /** Values that fit but lose a part, such as a time of day. */
  shortened: number;
}

/** What a request may wait for; larger tables are rewritten by a job. */
const ROWS_AT_ONCE = 200_000;
const RETYPE_JOB = 'dataset_retype';
const TIMEOUT_MS = 2 * 60 * 60 * 1000;

interface RetypeDeps extends ShapeDeps {
  jobs: Jobs;
}

export function createRetypeService(deps: RetypeDeps) {
  const { database, jobs } = deps;
  const change = createShapeChanger(deps);
  const look = createRecordWriter(database);

  return {
    /** What would become of the values; nothing is changed. @throws AppError column_not_found, type_change_not_possible */
    preview: (organizationId: number, name: string, request: RetypeRequest) =>
      look(organizationId, name, (session, dataset) => preview(session, dataset, request)),

    /** Changes the type at once, or by a job where there are many rows. @returns the job */
    async start(organizationId: number, name: string, request: RetypeRequest, actor: Actor): Promise<string | null> {
      const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
      if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
      if (dataset.rowCount <= ROWS_AT_ONCE) {
        await change(organizationId, name, actor, (session, open) => retype(session, organizationId, open, request));
        return null;
      }
      await look(organizationId, name, async (_session, open) => requirePossible(open, request));
      return database.transaction(organizationId, (db) =>
        jobs.enqueue(db, organizationId, {
          kind: RETYPE_JOB,
          payload: { dataset: dataset.name, request, actor } satisfies Payload,
          subject: { kind: 'organization', id: organizationId, name: dataset.name },
          createdBy: userOf(actor),
        }),
      );
    },

    /** Rewrites large tables. The change and the job's end are one transaction. */
    handler: {
      kind: RETYPE_JOB,
      readPermission: 'data:read',
      cancelPermission: 'data:update',
      timeoutMs: TIMEOUT_MS,
      async run(context: JobContext) {
        const { organizationId, signal, report } = context;
        const { dataset: name, request, actor } = readPayload(context.payload);
        report('writing', 0);
        await change(organizationId, name, actor, async (session, dataset) => {
          const done = await retype(session, organizationId, dataset, request);
          signal.throwIfAborted();
          await session.asPlatform((db) => context.complete(db, { dataset: name, column: request.column }));
          return done;
        });
      },
    } satisfies JobHandler,
  };
}

interface Payload {
  dataset: string;
  request: RetypeRequest;
  actor: Actor;
}

/** Of a payload that `start` has written. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above, read by the same version
const readPayload = (payload: unknown): Payload => payload as Payload;

/** Constraints that are measured by values of the old type. */
const TYPED = new Set(['minimum', 'maximum', 'one_of', 'pattern', 'reference']);

function requirePossible(dataset: OpenDataset, { column: name, type, dateOrder }: RetypeRequest): Conversion {
  const column = getColumn(dataset, name);
  const conversion = findConversion(column.type, type, dateOrder, name);
  if (!conversion) throw datasetErrors.type_change_not_possible({ column: name, from: column.type, to: type });
  requireColumns([{ ...column, type }], '');
  const held = dataset.constraints.filter((each) => each.column === name && TYPED.has(each.kind));
  const keys = column.isKey ? dataset.referencedBy.map((each) => `${each.dataset}.${each.column}`) : [];
  const uses = [...held.map(({ kind }) => kind), ...keys];
  if (uses.length > 0) throw datasetErrors.column_in_use({ column: name, count: uses.length, uses: uses.join(', ') });
  return conversion;
}

async function preview(session: BusinessSession, dataset: OpenDataset, request: RetypeRequest): Promise<RetypePreview> {
  const conversion = requirePossible(dataset, request);
  const place = { schema: session.schema, table: dataset.name, column: request.column };
  const { rows } = await session.client.query<RetypePreview>(previewRetype(place, conversion));
  return rows[0] ?? { values: 0, lost: 0, examples: [], shortened: 0 };
}

async function retype(session: BusinessSession, organizationId: number, dataset: OpenDataset, request: RetypeRequest) {
  const conversion = requirePossible(dataset, request);
  const { isKey, type: from, nullable } = getColumn(dataset, request.column);
  const found = await preview(session, dataset, request);
  const mustFit =
    isKey || dataset.constraints.some(({ column, kind }) => column === request.column && kind === 'required');
  if (found.lost > 0 && (mustFit || !request.loseValues)) {
    const examples = found.examples.join(', ');
    throw datasetErrors.values_would_be_lost({ column: request.column, rows: found.lost, examples });
  }
  const place = { schema: session.schema, table: dataset.name, column: request.column };
  await translateTaken(request.column, () => session.client.query(applyRetype(place, conversion, request.type)));
  const change = { type: request.type, nullable: nullable || found.lost > 0 };
  await session.asPlatform((db) => changeColumn(db, organizationId, dataset.id, request.column, change));
  const detail = { column: request.column, from, to: request.type, lost: found.lost, shortened: found.shortened };
  return { answer: undefined, act: { action: 'dataset.column_retyped', detail } };
}

/** Values that were different may become the same: 1 and 01. */
async function translateTaken(column: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : '';
    throw code === '23505' ? datasetErrors.key_not_possible({ column, rows: 1 }, { cause: thrown }) : thrown;
  }
}
