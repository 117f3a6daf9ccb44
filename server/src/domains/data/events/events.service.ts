import type { Cache } from '../../../platform/cache/cache.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { findDataFaults, findMomentFaults } from './event-limits.ts';
import { createEventRate } from './event-rate.ts';
import { createEventWrites } from './event-writes.ts';
import { type EventFault, eventErrors } from './events.errors.ts';
import * as repository from './events.repository.ts';
import { isProductEvent } from './product-events.ts';
import { findMisfits } from './types/declared-schema.ts';
import { createEventLearning } from './types/event-learning.ts';
import { type DeclaredType, listDeclared } from './types/event-types.repository.ts';

export interface EventInput {
  event_type: string;
  data: Record<string, unknown>;
  occurred_at?: string;
  idempotency_key?: string;
}

export interface EventsDeps {
  database: Database;
  outbox: Pick<Outbox, 'appended'>;
  cache: Pick<Cache, 'cached'>;
  log: Pick<Logger, 'warn'>;
  newId(prefix: string): string;
  now(): Date;
  /** Of one organization, on one node. */
  mostEventsAMinute?: number;
}

const MOST_EVENTS_A_MINUTE = 600_000;
const MOST_FAULTS = 50;
const SEARCH_TIMEOUT_MS = 5000;
/** By what the declared schemas of an organization are forgotten when one changes. */
export const schemasTag = (organizationId: number): string => `event schemas ${organizationId}`;

type Checked = { event: repository.NewBusinessEvent; input: EventInput };

export function createEventService(deps: EventsDeps) {
  const { database, outbox, cache, newId, now } = deps;
  const rate = createEventRate(deps.mostEventsAMinute ?? MOST_EVENTS_A_MINUTE);
  const learning = createEventLearning(deps);
  const write = createEventWrites((organizationId, events) => {
    const db = database.tenant(organizationId);
    return repository.appendEvents(db, organizationId, events).then((written) => {
      if ((written[0]?.deliveries ?? 0) > 0) outbox.appended(db);
      return written;
    });
  });
  const declaredOf = cache.cached(
    { keyPrefix: 'event_schemas', ttlSeconds: 60, tags: (organizationId) => [schemasTag(organizationId)] },
    (organizationId) => listDeclared(database.tenant(organizationId), organizationId),
  );

  /** @throws AppError events_refused with the faults of all events */
  async function check(organizationId: number, inputs: readonly EventInput[], root: (place: number) => string) {
    const declared = await declaredOf(organizationId);
    const at = now();
    const faults: EventFault[] = [];
    const checked = inputs.map((input, place): Checked => {
      const { found, ...rest } = checkOne(input, { declared, at, pointer: root(place) });
      faults.push(...found);
      return { input, event: { id: newId(repository.EVENT_ID_PREFIX), ...rest } };
    });
    if (faults.length > 0) {
      throw eventErrors.events_refused({ count: faults.length }, { faults: faults.slice(0, MOST_FAULTS) });
    }
    return checked;
  }

  return {
    learning,

    /**
     * Keeps events and publishes them, all of them or none.
     * @returns the ids in their order; where an idempotency key was known, that of the event that has it
     * @throws AppError events_refused, too_many_events
     */
    async accept(organizationId: number, inputs: readonly EventInput[], isList: boolean) {
      const waitSeconds = rate.take(organizationId, inputs.length, now());
      if (waitSeconds > 0) throw eventErrors.too_many_events({ retry_after: waitSeconds });
      const checked = await check(organizationId, inputs, (place) => (isList ? `/${place}` : ''));
      const written = await write(
        organizationId,
        checked.map(({ event }) => event),
      );
      let duplicates = 0;
      for (const [place, { input }] of checked.entries()) {
        if (written[place]?.isNew) learning.add(organizationId, input.event_type, input.data);
        else duplicates += 1;
      }
      const misfits = checked.filter(({ event }, place) => event.misfits !== null && written[place]?.isNew).length;
      return { ids: written.map(({ id }) => id), duplicates, misfits };
    },

    /** @throws AppError event_search_too_slow */
    list: (organizationId: number, filter: repository.EventFilter, page: Page): Promise<repository.BusinessEvent[]> =>
      search(database, organizationId, filter, page),

    /** @throws AppError event_not_found */
    async get(organizationId: number, id: string): Promise<repository.BusinessEvent> {
      const event = await repository.findEvent(database.tenant(organizationId), organizationId, id);
      if (!event) throw eventErrors.event_not_found({ event: id });
      return event;
    },
  };
}

interface Page {
  before: repository.EventPlace | null;
  limit: number;
}

async function search(database: Database, organizationId: number, filter: repository.EventFilter, page: Page) {
  if (!filter.field && !filter.onlyMisfits) {
    return repository.listEvents(database.tenant(organizationId), organizationId, filter, page);
  }
  try {
    return await database.transaction(organizationId, async (db) => {
      await repository.limitTime(db, SEARCH_TIMEOUT_MS);
      return repository.listEvents(db, organizationId, filter, page);
    });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw eventErrors.event_search_too_slow({ seconds: SEARCH_TIMEOUT_MS / 1000 }, { cause: error });
  }
}

interface Setting {
  declared: Record<string, DeclaredType>;
  at: Date;
  pointer: string;
}

function checkOne(
  { event_type: eventType, data, occurred_at: occurred, idempotency_key: key }: EventInput,
  setting: Setting,
) {
  const { declared, at, pointer } = setting;
  const found: EventFault[] = [];
  if (isProductEvent(eventType)) {
    found.push({ pointer: `${pointer}/event_type`, code: 'reserved_type', params: { type: eventType } });
  }
  const json = JSON.stringify(data);
  found.push(...findDataFaults(data, json, `${pointer}/data`));
  const occurredAt = occurred === undefined ? at : new Date(occurred);
  found.push(...findMomentFaults(occurredAt, at, `${pointer}/occurred_at`));
  const type = Object.hasOwn(declared, eventType) ? declared[eventType] : undefined;
  const misfits = type && found.length === 0 ? findMisfits(type.schema, data, `${pointer}/data`) : [];
  if (type?.mode === 'enforce') found.push(...misfits);
  // Kept beside the event, so the place in the request means nothing there.
  const kept = misfits.map(({ pointer: place, code }) => ({ pointer: place.slice(pointer.length), code }));
  return {
    found,
    eventType,
    data: json,
    occurredAt,
    idempotencyKey: key ?? null,
    misfits: kept.length > 0 ? JSON.stringify(kept) : null,
  };
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';
}
