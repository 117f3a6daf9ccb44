import type { RetentionRule } from '../../tenancy/index.ts';
import { countOlderEvents, removeOlderEvents } from './events.repository.ts';
import { countOlderTypes, removeOlderTypes } from './types/event-types.repository.ts';

/** Events go when they came longer ago than the plan keeps, and with them what was learned of types that come no more. */
export const eventRetention: readonly RetentionRule[] = [
  { name: 'events', countOlder: countOlderEvents, removeOlder: removeOlderEvents },
  { name: 'event_types', countOlder: countOlderTypes, removeOlder: removeOlderTypes },
];
