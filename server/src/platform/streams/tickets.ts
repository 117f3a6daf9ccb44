import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';

/** Who holds a ticket, and what they may. */
export interface TicketHolder {
  organizationId: number;
  userId: number | null;
  apiKeyId: number | null;
  permissions: readonly string[];
  language: string;
}

/** Tickets open one socket each, once, soon: for clients that can send no header and shall put no key into an address. */
export interface Tickets {
  /** @returns the ticket itself, this once */
  issue(holder: TicketHolder): Promise<{ ticket: string; expiresAt: Date }>;
  /** Takes the ticket away; null when it was taken before, is over, or never was. */
  redeem(ticket: string): Promise<TicketHolder | null>;
}

const VALID_SECONDS = 30;
/** The organization is part of it, so that it is looked for there alone. */
const FORM = /^wst_(\d{1,9})_[\w-]{43}$/;

export function createTickets(database: Database): Tickets {
  return {
    async issue({ organizationId, userId, apiKeyId, permissions, language }) {
      const ticket = `wst_${organizationId}_${randomBytes(32).toString('base64url')}`;
      const row = await database
        .tenant(organizationId)
        .insertInto('socket_tickets')
        .values({
          organization_id: organizationId,
          ticket_hash: hashOf(ticket),
          user_id: userId,
          api_key_id: apiKeyId,
          permissions: [...permissions],
          language,
          expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${VALID_SECONDS})`,
        })
        .returning('expires_at')
        .executeTakeFirstOrThrow();
      return { ticket, expiresAt: row.expires_at };
    },
    async redeem(ticket) {
      const organizationId = Number(FORM.exec(ticket)?.[1] ?? 0);
      if (organizationId === 0) return null;
      const row = await database
        .tenant(organizationId)
        .deleteFrom('socket_tickets')
        .where('organization_id', '=', organizationId)
        .where('ticket_hash', '=', hashOf(ticket))
        .where('expires_at', '>', sql<Date>`clock_timestamp()`)
        .returning(['user_id as userId', 'api_key_id as apiKeyId', 'permissions', 'language'])
        .executeTakeFirst();
      return row ? { organizationId, ...row } : null;
    },
  };
}

const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();
