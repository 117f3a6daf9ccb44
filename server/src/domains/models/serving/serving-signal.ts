import type { Bus } from '../../../platform/bus/bus.ts';
import { afterCommit } from '../../../platform/db/after-commit.ts';
import type { Db } from '../../../platform/db/database.ts';

const TOPIC = 'models.serving';

interface Changed {
  organizationId: number;
  modelId: number;
}

/** For the transaction that changes which versions of a model answer: every node is told after its commit. */
export function tellServing(bus: Pick<Bus, 'publish'>, db: Db, organizationId: number, modelId: number): void {
  afterCommit(db, () => bus.publish(TOPIC, { organizationId, modelId } satisfies Changed));
}

export interface ServingListener {
  changed(organizationId: number, modelId: number): void;
  /** Messages may be missing: every model may have changed. */
  missed(): void;
}

/**
 * Tells soon that other versions of a model answer. A hint: it may be lost or come late, so whoever writes an answer
 * down checks its version all the same.
 */
export function onServingChange(bus: Pick<Bus, 'subscribe' | 'onGap'>, { changed, missed }: ServingListener): void {
  bus.subscribe(TOPIC, (message) => {
    if (isChanged(message)) changed(message.organizationId, message.modelId);
  });
  bus.onGap(missed);
}

function isChanged(message: unknown): message is Changed {
  return (
    typeof message === 'object' &&
    message !== null &&
    'organizationId' in message &&
    'modelId' in message &&
    typeof message.organizationId === 'number' &&
    typeof message.modelId === 'number'
  );
}
