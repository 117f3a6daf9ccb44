import type { Audit } from '../../../platform/audit/audit.ts';
import type { Cache } from '../../../platform/cache/cache.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { createEventService, type EventsDeps } from './events.service.ts';
import { createReplayService } from './replays.ts';
import { createEventTypeService } from './types/event-types.service.ts';

export interface EventsRoomDeps extends EventsDeps {
  cache: Pick<Cache, 'cached' | 'invalidateTags'>;
  jobs: Pick<Jobs, 'enqueue'>;
  audit: Pick<Audit, 'record'>;
}

/** Business events, their types, and publishing them again. */
export function createEvents(deps: EventsRoomDeps) {
  const events = createEventService(deps);
  return {
    events,
    eventTypes: createEventTypeService({ ...deps, learning: events.learning }),
    eventReplays: createReplayService(deps),
  };
}
