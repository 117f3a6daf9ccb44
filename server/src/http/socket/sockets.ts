import { closeCodes } from './close-codes.ts';
import type { Connection, Reader } from './connection.ts';

/** Who has changed: everybody of an organization, a user, or, where nothing is said, anybody. */
export interface AccessChange {
  organizationId?: number;
  userId?: number;
}

/** Looks up again who a socket's reader is; null when they may no longer. */
export type FindReader = () => Promise<Reader | null>;

interface OpenSocket {
  connection: Connection;
  /** Null for the holder of a ticket, who cannot be asked again and must come back. */
  findReader: FindReader | null;
}

/** A ticket's holder is trusted for so long without coming back. */
const TICKET_TRUST_MS = 3_600_000;
/** Sockets are looked up again so often, for what ends by itself: sessions, keys with an end. */
const RECHECK_MS = 60_000;
/** Those who must come back do not come all at once. */
const SPREAD_MS = 400;

/** The open sockets of this node, and who may keep theirs. */
export function createSockets() {
  const byOrganization = new Map<number, Set<OpenSocket>>();
  let count = 0;

  async function recheck({ connection, findReader }: OpenSocket): Promise<void> {
    if (!findReader) {
      const later = () => connection.close(closeCodes.authenticateAgain, 'authenticate again');
      setTimeout(later, Math.random() * SPREAD_MS).unref();
      return;
    }
    const reader = await findReader();
    if (reader?.organizationId === connection.reader.organizationId) connection.setReader(reader);
    else connection.close(closeCodes.accessEnded, 'access ended');
  }

  function recheckSafely(socket: OpenSocket): void {
    recheck(socket).catch(() => {
      // The database is away: whoever was let in stays until it can be asked.
    });
  }

  return {
    count: () => count,
    /** @returns what takes it out again */
    add(connection: Connection, findReader: FindReader | null): () => void {
      const { organizationId } = connection.reader;
      const sockets = byOrganization.get(organizationId) ?? new Set();
      byOrganization.set(organizationId, sockets);
      const socket = { connection, findReader };
      sockets.add(socket);
      count += 1;
      const timer = setInterval(() => recheckSafely(socket), findReader ? RECHECK_MS : TICKET_TRUST_MS).unref();
      return () => {
        clearInterval(timer);
        if (!sockets.delete(socket)) return;
        count -= 1;
        if (sockets.size === 0) byOrganization.delete(organizationId);
      };
    },
    accessChanged({ organizationId, userId }: AccessChange): void {
      for (const [id, sockets] of byOrganization) {
        if (organizationId !== undefined && organizationId !== id) continue;
        for (const socket of sockets) {
          if (userId === undefined || userId === socket.connection.reader.userId) recheckSafely(socket);
        }
      }
    },
    closeAll(): void {
      for (const sockets of byOrganization.values()) {
        for (const { connection } of sockets) connection.close(closeCodes.goingAway, 'the server stops');
      }
    },
  };
}
