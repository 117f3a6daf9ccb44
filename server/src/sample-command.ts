import { writeFile } from 'node:fs/promises';
import type { App } from './app.ts';
import { createSampleFiles, readSampleOptions } from './domains/data/index.ts';

type Values = Readonly<Record<string, string | undefined>>;

const SYSTEM = { kind: 'system', id: null } as const;
const LOOK_EVERY_MS = 200;

/**
 * Makes the sample company and waits until its rows are there; beside a running server, its workers may do it.
 * @returns the rows of each dataset as JSON, or null when the words make no sense
 */
export async function runSample(app: App, organizationId: number, values: Values): Promise<string | null> {
  const { seed, end, truth } = values;
  if (seed !== undefined && !/^\d{1,9}$/.test(seed)) return null;
  if (end !== undefined && Number.isNaN(Date.parse(`${end}T00:00:00Z`))) return null;
  const wanted = { ...(seed === undefined ? {} : { seed: Number(seed) }), ...(end === undefined ? {} : { end }) };
  const options = readSampleOptions(wanted, new Date());
  const jobId = await app.sample.start(organizationId, options, SYSTEM);
  await app.startWork();
  const made = await awaitResult<{ imports: { dataset: string; job_id: string }[] }>(app, organizationId, jobId);
  const rows: Record<string, number> = {};
  for (const { dataset, job_id: importJob } of made.imports) {
    const imported = await awaitResult<{ rows_imported: number }>(app, organizationId, importJob);
    rows[dataset] = imported.rows_imported;
  }
  if (truth !== undefined) {
    const files = await createSampleFiles(options, new AbortController().signal);
    await writeFile(truth, `${JSON.stringify(files.truth, null, 2)}\n`);
  }
  return JSON.stringify({ organization: organizationId, ...options, rows }, null, 2);
}

/** @throws Error when the job ends otherwise than well */
async function awaitResult<Result>({ jobs }: App, organizationId: number, jobId: string): Promise<Result> {
  for (;;) {
    const { status, result, error } = await jobs.get(organizationId, jobId);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each kind of job has its own result
    if (status === 'succeeded') return result as Result;
    if (status === 'failed' || status === 'cancelled') throw new Error(`${jobId} ${status}: ${JSON.stringify(error)}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
