import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { ProfileService } from '../profile/profile.service.ts';

export interface QualityDeps {
  database: Database;
  jobs: Jobs;
  outbox: Pick<Outbox, 'append'>;
  audit: Pick<Audit, 'record'>;
  profiles: Pick<ProfileService, 'getDataset' | 'get'>;
  now(): Date;
}
