import { type Actor, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { findHome } from '../query/query.repository.ts';
import type { SampleCompanyOptions } from './sample-company.ts';

export const SAMPLE_JOB = 'sample';
/** The datasets that a sample company has. */
export const SAMPLE_DATASETS = [
  'customers',
  'products',
  'orders',
  'order_lines',
  'leads',
  'service_requests',
  'inventory_levels',
  'stock_movements',
  'marketing_spend',
] as const;
const MONTHS = 36;

type Payload = SampleCompanyOptions & { actor: Actor };

export interface SampleRequest {
  seed?: number;
  end?: string;
}

interface SampleDeps {
  database: Database;
  jobs: Jobs;
  now(): Date;
}

/** A company with three years of made-up business, to try things on. */
export function createSampleService({ database, jobs, now }: SampleDeps) {
  return {
    /**
     * Starts making it, as a job. It never mixes with data that is there.
     * @throws AppError sample_datasets_exist, sample_under_way
     */
    async start(organizationId: number, request: SampleRequest, actor: Actor): Promise<string> {
      const options = readSampleOptions(request, now());
      return database.transaction(organizationId, async (db) => {
        const names: string[] = [];
        for (const name of SAMPLE_DATASETS) if (await findDataset(db, organizationId, name)) names.push(name);
        if (names.length > 0)
          throw dataErrors.sample_datasets_exist({ count: names.length, datasets: names.join(', ') });
        const [running] = await jobs.list(organizationId, {
          kinds: [SAMPLE_JOB],
          statuses: ['queued', 'running'],
          limit: 1,
        });
        if (running) throw dataErrors.sample_under_way();
        const { currency } = await findHome(db, organizationId);
        return jobs.enqueue(db, organizationId, {
          kind: SAMPLE_JOB,
          payload: { ...options, currency, actor } satisfies Payload,
          subject: { kind: 'organization', id: organizationId, name: '' },
          createdBy: userOf(actor),
        });
      });
    },
  };
}

/** What is asked for, with what is not said: three years that end with yesterday. */
export function readSampleOptions({ seed = 1, end }: SampleRequest, now: Date): SampleCompanyOptions {
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  return { seed, end: end ?? yesterday, months: MONTHS };
}

/** Of a payload that `start` has written. */
export function readSamplePayload(payload: unknown): Payload {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written above, read by the same version
  return payload as Payload;
}
