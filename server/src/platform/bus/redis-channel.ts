import type { Redis } from 'ioredis';
import type { RedisLink } from '../redis/redis-link.ts';
import type { Channel, ChannelEvents } from './channel.ts';

/** Publish and subscribe by Redis. */
export function createRedisChannel(link: RedisLink, events: ChannelEvents): Channel {
  const name = `suite_bus:${link.room}`;
  let subscribed = false;
  let toldLoss = false;
  let closed = false;
  let commands: Redis | null = null;
  const first = Promise.withResolvers<void>();

  const lose = (error: unknown) => {
    subscribed = false;
    if (toldLoss || closed) return;
    toldLoss = true;
    events.onLoss(error);
    first.resolve();
  };

  async function open(): Promise<void> {
    commands = await link.commands();
    const subscriber = await link.dedicated();
    subscriber.on('message', (_name, payload) => events.onPayload(payload));
    subscriber.on('close', () => lose(new Error('The connection to Redis was closed')));
    const subscribe = async () => {
      await subscriber.subscribe(name);
      subscribed = true;
      toldLoss = false;
      events.onConnect();
      first.resolve();
    };
    subscriber.on('ready', () => void subscribe().catch(lose));
    if (!closed) await subscriber.connect().catch(lose);
  }

  open().catch(lose);
  return {
    isReady: () => subscribed && commands?.status === 'ready',
    ready: () => first.promise,
    async send(payload) {
      if (!commands) throw new Error('Not connected');
      await commands.publish(name, payload);
    },
    async close() {
      // The connections belong to the link, which closes them.
      closed = true;
    },
  };
}
