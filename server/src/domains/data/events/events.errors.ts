import { defineErrors } from '../../../platform/errors.ts';

/** What can go wrong with business events and their types. */
export const eventErrors = defineErrors(
  'events',
  {
    events_refused: { status: 422 },
    too_many_events: { status: 429, headers: ({ retry_after: seconds }) => ({ 'retry-after': String(seconds) }) },
    event_not_found: { status: 404 },
    event_type_not_found: { status: 404 },
    event_search_too_slow: { status: 422 },
    event_range_invalid: { status: 422 },
    nothing_to_replay: { status: 422 },
    event_schema_invalid: { status: 422 },
    event_schema_breaking: { status: 409 },
  },
  {
    faults: [
      'reserved_type',
      'too_large',
      'too_deep',
      'too_many_keys',
      'unsafe_key',
      'key_too_long',
      'in_the_future',
      'too_old',
      'field_missing',
      'field_type',
      'field_value',
      'path_twice',
      'now_required',
      'type_narrowed',
      'values_narrowed',
      'field_gone',
      'type_widened',
      'no_longer_required',
    ],
  },
);

/** One thing wrong with an event or a schema. */
export type EventFault = NonNullable<NonNullable<Parameters<typeof eventErrors.events_refused>[1]>['faults']>[number];
