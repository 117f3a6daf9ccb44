import type { Bus } from '../../../platform/bus/bus.ts';
import { type Connection, createPool } from '../../../platform/db/connection.ts';
import { deliver, type DeliverDeps } from './deliver.ts';
import { DELIVERIES_TOPIC } from './topic.ts';

export interface DeliveryNodeDeps extends DeliverDeps {
  bus: Pick<Bus, 'subscribe'>;
  /** The account of the worker, which alone may look over all organizations. */
  connection: Connection;
}

export interface DeliveryNode {
  /** Ends after what is under way. */
  stop(): Promise<void>;
}

/** How long to wait when nobody says that there is something to do. */
const POLL_MS = 1000;
const CONCURRENCY = 16;
/** So that one organization's slow receivers leave room for the others'. */
const MOST_OF_ONE = 8;
/** A node that dies leaves its deliveries to the others after this; longer than any attempt. */
const LEASE_SECONDS = 120;
/** What is under way when the node is told to stop may take this long. */
const GRACE_MS = 3000;
const CLAIM = 'select organization_id, id from claim_notification_deliveries($1, $2, $3)';

interface Claimed {
  organization_id: number;
  id: string;
}

/** Carries out deliveries of all organizations until it is stopped. Several may run, on one node or on many. */
export function startDeliveryNode(deps: DeliveryNodeDeps): DeliveryNode {
  const { bus, log, connection } = deps;
  const pool = createPool({ ...connection, application_name: 'suite deliveries' }, 1);
  const end = new AbortController();
  const cut = new AbortController();
  const underWay = new Set<Promise<void>>();
  let awake: PromiseWithResolvers<void> = Promise.withResolvers();
  const wake = () => awake.resolve();
  const unsubscribe = bus.subscribe(DELIVERIES_TOPIC, wake);

  async function take({ organization_id: organizationId, id }: Claimed): Promise<void> {
    try {
      await deliver(deps, { organizationId, id }, cut.signal);
    } catch (error) {
      // The database is away, or this node stops: the delivery is taken up again when its claim is over.
      log.warn({ err: error, organizationId, deliveryId: id }, 'delivery cut off');
    }
  }

  /** @returns whether there may be more to do at once */
  async function fill(): Promise<boolean> {
    const room = CONCURRENCY - underWay.size;
    if (room === 0) return false;
    const { rows } = await pool.query<Claimed>(CLAIM, [room, MOST_OF_ONE, LEASE_SECONDS]);
    for (const claimed of rows) {
      const work = take(claimed).finally(() => {
        underWay.delete(work);
        wake();
      });
      underWay.add(work);
    }
    return rows.length > 0 && rows.length === room;
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      awake = Promise.withResolvers();
      let isBusy = false;
      try {
        isBusy = await fill();
      } catch (error) {
        log.warn({ err: error }, 'deliveries wait');
      }
      if (isBusy || end.signal.aborted) continue;
      const timer = setTimeout(wake, POLL_MS);
      await awake.promise;
      clearTimeout(timer);
    }
  }

  const running = run();
  const stop = async () => {
    end.abort();
    unsubscribe();
    wake();
    await running;
    const timer = setTimeout(() => cut.abort(), GRACE_MS);
    await Promise.all(underWay);
    clearTimeout(timer);
    await deps.mailer?.close();
    await pool.end();
  };
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stop()) };
}
