import type { Database } from '../../platform/db/database.ts';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { EventConsumer, Outbox } from '../../platform/outbox/outbox.ts';
import type { DataService } from './data.service.ts';
import { createReplayHandler } from './events/replays.ts';
import { createImportHandler } from './imports/import-job.ts';
import { createUndoHandler } from './imports/undo-job.ts';
import { createSampleHandler } from './sample/sample.job.ts';

interface DataJobsDeps {
  database: Database;
  outbox: Outbox;
  newId(prefix: string): string;
  data: DataService;
  /** Where this domain's own consumer of events is added. */
  consumers: EventConsumer[];
}

/** Everything of this domain that runs as a job. */
export function createDataJobHandlers(deps: DataJobsDeps): JobHandler[] {
  deps.consumers.push(deps.data.quality.consumer);
  return [
    createImportHandler(deps),
    createUndoHandler(deps),
    createSampleHandler(deps),
    createReplayHandler(deps),
    deps.data.datasets.retyping.handler,
    deps.data.profiles.handler,
    deps.data.quality.handler,
  ];
}
