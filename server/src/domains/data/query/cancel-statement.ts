import { connect } from 'node:net';
import type pg from 'pg';
import type { Connection } from '../../../platform/db/connection.ts';

const CANCEL_REQUEST = 80877102;
const GIVE_UP_MS = 5000;

/**
 * Asks the database to end what a connection is doing (PostgreSQL's protocol, "Canceling Requests in Progress"): it
 * takes neither a connection of the pool nor a right of the role. It never fails; at worst the statement goes on.
 */
export function cancelStatement({ host, port }: Connection, client: pg.PoolClient): void {
  // Facts of the connection that the types of pg do not tell.
  const processID: unknown = Reflect.get(client, 'processID');
  const secretKey: unknown = Reflect.get(client, 'secretKey');
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
  const message = Buffer.alloc(16);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.setTimeout(GIVE_UP_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('connect', () => socket.end(message));
}
