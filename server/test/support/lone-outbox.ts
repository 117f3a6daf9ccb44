import { createIds } from '../../src/platform/ids.ts';
import { createOutbox } from '../../src/platform/outbox/outbox.ts';

/** An outbox of a node that has nobody to tell: events are written, and no dispatcher waits for them. */
export const loneOutbox = createOutbox(
  {
    publish: () => {},
    subscribe: () => () => {},
    onGap: () => () => {},
    ready: () => Promise.resolve(),
    close: () => Promise.resolve(),
  },
  createIds(Date.now),
);
