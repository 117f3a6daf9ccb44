import type { Database } from '../../../platform/db/database.ts';
import type { JsonObject } from '../expressions/scope.ts';
import { triggerData } from '../triggers/event-trigger.ts';
import { ticksBetween } from '../triggers/ticks.ts';
import { type BacktestRow, listProductEvents } from './backtests.repository.ts';
import type { PastEvent, PastEvents } from './past-events.ts';

/** What could have started a run. */
export interface PastStart {
  id: string;
  kind: 'event' | 'schedule';
  at: Date;
  data: JsonObject;
}

export interface PastDeps {
  database: Database;
  listPastEvents: PastEvents;
  /** Predictions that are kept, as events; they are kept longer than what the product has told. */
  listPastPredictions: PastEvents;
}

/** So many dry runs at most. */
export const MOST_RUNS = 2000;
const PREDICTED = 'prediction_completed';

/** Events and ticks of a back-test's range in their order, the latest so many. */
export function createPastStarts({ database, listPastEvents, listPastPredictions }: PastDeps) {
  return async (organizationId: number, row: BacktestRow, organizationZone: string) => {
    const { definition, from_time: from, to_time: to, most_events: most } = row;
    const { event_type: types = [], schedule } = definition.trigger_conditions;
    const range = { types: [types].flat(), from, to, limit: most + 1 };
    const [business, product, predictions] = await Promise.all([
      listPastEvents(organizationId, range),
      range.types.length === 0 ? [] : listProductEvents(database.tenant(organizationId), organizationId, range),
      range.types.includes(PREDICTED) ? listPastPredictions(organizationId, range) : [],
    ]);
    // What was told says more than what is kept of it: it has the fields of the record that the prediction is about.
    const told = new Set(product.map(({ id }) => id));
    const kept = predictions.filter(({ id }) => !told.has(id));
    const last = new Date(to.getTime() - 1);
    const ticks = schedule
      ? ticksBetween(
          schedule.cron,
          schedule.time_zone ?? organizationZone,
          { from, to: last },
          Math.min(most, MOST_RUNS),
        )
      : { ticks: [], isCut: false };
    const all = [...[...business, ...product, ...kept].map(ofEvent), ...ticks.ticks.map(ofTick)].toSorted(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    const starts = all.slice(-most);
    const used = new Set(starts.map(({ id }) => id));
    return {
      starts,
      isCut: ticks.isCut || all.length > starts.length,
      fromPredictions: kept.filter(({ id }) => used.has(id)).length,
    };
  };
}

const ofEvent = (event: PastEvent): PastStart => ({
  id: event.id,
  kind: 'event',
  at: event.occurredAt,
  data: triggerData(event),
});

const ofTick = (tick: Date): PastStart => ({
  id: `tick ${tick.toISOString()}`,
  kind: 'schedule',
  at: tick,
  data: { scheduled_at: tick.toISOString(), is_back_fill: false },
});
