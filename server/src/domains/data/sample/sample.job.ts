import type { Database } from '../../../platform/db/database.ts';
import type { JobContext, JobHandler } from '../../../platform/jobs/job.ts';
import type { DataService } from '../data.service.ts';
import { createSampleFiles } from './sample-files.ts';
import { readSamplePayload, SAMPLE_JOB } from './sample.service.ts';

const TIMEOUT_MS = 10 * 60 * 1000;
const GENERATED = 0.6;

interface SampleDeps {
  database: Database;
  data: Pick<DataService, 'imports'>;
}

/** Makes the sample company and starts the imports of its files; what was started before a crash is not started again. */
export function createSampleHandler({ database, data }: SampleDeps): JobHandler {
  return {
    kind: SAMPLE_JOB,
    readPermission: 'data:read',
    cancelPermission: 'data:create',
    timeoutMs: TIMEOUT_MS,
    async run(context) {
      const { organizationId, payload, signal } = context;
      const { actor, ...options } = readSamplePayload(payload);
      context.report('generating', 0);
      const { files } = await createSampleFiles(options, signal, (share) =>
        context.report('generating', GENERATED * share),
      );
      const started: { dataset: string; job_id: string }[] = [];
      for (const [index, { dataset, chunks }] of files.entries()) {
        signal.throwIfAborted();
        context.report('generating', GENERATED + ((1 - GENERATED) * index) / files.length);
        const fileName = fileNameOf(context, dataset);
        const known = await data.imports.list(organizationId, { dataset, before: null, limit: 1 });
        const jobId =
          known.find((each) => each.fileName === fileName)?.jobId ??
          (await startImport(data, organizationId, { dataset, fileName, actor, chunks }));
        started.push({ dataset, job_id: jobId });
      }
      await database.transaction(organizationId, (db) => context.complete(db, { imports: started }));
    },
  };
}

/** Names the job, so that a second attempt knows what the first has begun. */
const fileNameOf = ({ jobId }: JobContext, dataset: string): string => `${dataset}-${jobId}.csv`;

interface SampleFile {
  dataset: string;
  fileName: string;
  actor: ReturnType<typeof readSamplePayload>['actor'];
  chunks: readonly Uint8Array[];
}

async function startImport(data: SampleDeps['data'], organizationId: number, file: SampleFile): Promise<string> {
  const { chunks, ...named } = file;
  const announcedBytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const body = (async function* pieces() {
    yield* chunks;
  })();
  const { jobId } = await data.imports.start(organizationId, {
    ...named,
    organizationLanguage: null,
    announcedBytes,
    body,
  });
  return jobId;
}
